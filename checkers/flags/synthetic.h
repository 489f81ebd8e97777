/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The synthetic configuration: nearly everything on, for a tree that was
 * never configured.
 */
#ifndef DIOPIN_FLAGS_SYNTHETIC_H
#define DIOPIN_FLAGS_SYNTHETIC_H

#include "../tree/tree.h"
#include "arch.h"

struct synthetic;

/*
 * Make the configuration of @tree for an architecture from its Kconfig files
 * and write its headers below the directory @dir.
 */
struct synthetic *synthetic_open(const struct tree *tree,
				 const struct arch *arch, const char *dir);
void synthetic_close(struct synthetic *s);

/*
 * Add the arguments for @file, relative to the tree and of that architecture,
 * to @argv.  Returns the configuration's name, or NULL if the file is a program
 * for the user's side.
 */
const char *synthetic_flags(const struct synthetic *s, const char *file,
			    struct strv *argv);

#endif
