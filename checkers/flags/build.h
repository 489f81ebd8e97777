/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How files are compiled in a configured build directory.
 */
#ifndef DIOPIN_FLAGS_BUILD_H
#define DIOPIN_FLAGS_BUILD_H

#include "../tree/tree.h"

struct build;

/*
 * Open the build directory @dir of @tree, which may be the tree itself.  What
 * is not one, or not one of this tree, ends the run with a sentence and
 * EXIT_USAGE.
 */
struct build *build_open(const struct tree *tree, const char *dir);
void build_close(struct build *b);

/*
 * Find out about all @files, relative to the tree: from the command with which
 * an object that is up to date was made, and from "make -n" for the others.
 */
void build_prepare(struct build *b, const struct strv *files);

/*
 * Add the arguments for @file, relative to the tree, to @argv.  Returns the
 * directory, or NULL if the file is not compiled under its configuration.
 */
const char *build_flags(struct build *b, const char *file, struct strv *argv);

#endif
