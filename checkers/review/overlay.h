/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The part of a tree object that a change is judged by, as a directory.
 *
 * Judged are the files that the change touches and, as holds are taken in one
 * file and dropped in another, all C files of their directories.  They are real
 * files; what they are compiled with are links into a skeleton, which the
 * search for candidates does not follow.
 */
#ifndef DIOPIN_REVIEW_OVERLAY_H
#define DIOPIN_REVIEW_OVERLAY_H

#include "listing.h"

/*
 * The tree that the skeleton is of.  What differs in trees that come after it
 * is laid out besides, so a series needs one skeleton.
 */
struct base {
	const struct repo *repo;
	char *tree;
	struct listing listing;
	char *skeleton;		/* directory */
	struct strv changed;	/* files of the skeleton that changed since */
};

/* Ends the run if @tree is no kernel's, or cannot be read. */
void base_open(struct base *base, const struct repo *repo, const char *tree);
void base_close(struct base *base);

struct overlay {
	char *dir;
	char *environment;	/* for struct survey_options */
};

/* What is to be seen of a tree, for one change of it. */
struct scope {
	struct strv dirs;	/* whose C files are judged */
	struct strv files;	/* single files besides */
};

/* Take a changed C file into the scope; a header's directory stays out. */
void scope_add(struct scope *s, const char *path);
void scope_free(struct scope *s);

/*
 * Lay out @tree, which is the base's or differs from it, among files of the
 * skeleton, by what base->changed names only.
 */
void overlay_open(struct overlay *o, const struct base *base, const char *tree,
		  const struct scope *scope);
void overlay_close(struct overlay *o);

#endif
