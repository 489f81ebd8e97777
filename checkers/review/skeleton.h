/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What every file of a tree is compiled with, laid out once and kept: include/,
 * the architecture's headers, Kconfig files and Makefiles, as they are in one
 * tree object.
 *
 * A skeleton is a directory in the cache, named after its contents, that
 * appears whole or not at all.  Files that another one has alike are links to
 * the same.  Whoever uses one holds a lock on it that the kernel drops if he is
 * killed; old ones that nobody uses are removed.
 */
#ifndef DIOPIN_REVIEW_SKELETON_H
#define DIOPIN_REVIEW_SKELETON_H

#include "listing.h"

/* Does a file belong to it? */
bool skeleton_has(const char *path);

/*
 * Lay out the files of the listing that belong to a skeleton, unless that was
 * done before.  Returns the directory, which must not be changed; the caller
 * frees the string.
 */
char *skeleton_open(const struct repo *repo, const struct listing *listing);

/* A short name for the files of a listing that others are compiled with. */
char *listing_environment(const struct repo *repo,
			  const struct listing *listing);

#endif
