/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the files of a tree are compiled with, as one short name.
 */
#ifndef DIOPIN_ENVIRONMENT_H
#define DIOPIN_ENVIRONMENT_H

#include "../base/base.h"
#include "stamps.h"

/* Does a file of that name take part in how others are compiled? */
bool environment_has(const char *path);

/*
 * The environment of a tree on disk, told from what stat() says of each such
 * file; the caller frees it.
 */
char *environment_of(const struct stamps *stamps);
char *environment_of_tree(const char *tree);

/*
 * All that a scan can see of the tree, C files too, told in the same way; the
 * caller frees it.
 */
char *environment_and_code(const struct stamps *stamps);

/* A stamp of single files, told in the same way; the caller frees it. */
char *environment_of_files(const struct strv *files);

#endif
