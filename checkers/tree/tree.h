/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A kernel tree, and which of its files are worth an engine's time.
 */
#ifndef DIOPIN_TREE_H
#define DIOPIN_TREE_H

#include "../base/base.h"

struct words;

struct tree {
	char *dir;		/* absolute */
	struct words *words;	/* who has which, NULL: nothing is kept */
	int version, patchlevel, sublevel;
};

/*
 * Open the kernel tree at @dir.  What is not one, or only half of one, ends
 * the run with a sentence and EXIT_USAGE.  Whoever sets @words closes them.
 */
void tree_open(struct tree *tree, const char *dir);
void tree_close(struct tree *tree);

/*
 * Find the C files of the tree that have a word matching one of @words, each
 * of them a name or, with a '*' at its end, the beginning of one.  Adds paths
 * relative to the tree to @files, sorted.  Files that cannot be read are
 * added to @unreadable instead.
 */
void select_files(const struct tree *tree, const struct strv *words,
		  struct strv *files, struct strv *unreadable);

/*
 * The same for sorted @names of the form "dir/name": files of that directory,
 * not of those below, that have that word; of "./name" files anywhere.
 */
void select_near(const struct tree *tree, const struct strv *names,
		 struct strv *files, struct strv *unreadable);

#endif
