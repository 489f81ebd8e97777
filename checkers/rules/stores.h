/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where the pages of a container are stored, in the function and in those that
 * it hands them to.
 */
#ifndef DIOPIN_STORES_H
#define DIOPIN_STORES_H

#include "../join/survey.h"

/* What was found: both are added to. */
struct stored {
	struct strv *keys;		/* of where they are stored: key.h */
	struct strv *unseen;		/* "dir/name" of functions not known */
};

/*
 * "foo->pages = pages" puts the pages of pages into foo->pages as well.  With
 * @elsewhere functions that are given them are looked into, through calls by
 * name and by tables of operations.
 */
void stores_of(const struct survey *survey, const struct flow *flow,
	       const char *root, bool elsewhere, struct stored *to);

#endif
