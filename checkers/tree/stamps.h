/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * All files of a tree on disk that a scan can see, each with a stamp that
 * tells whether it changed.
 *
 * A change of a file that keeps its size, inode, time of modification and time
 * of change is not noticed; it takes setting the clock back.
 */
#ifndef DIOPIN_STAMPS_H
#define DIOPIN_STAMPS_H

#include <stdint.h>
#include <sys/stat.h>

#include "../base/base.h"

struct stamped_file {
	char *path;		/* relative to the tree */
	uint64_t stamp;
};

/* Sorted by path: C files, headers, and what decides how these are compiled. */
struct stamps {
	struct stamped_file *file;
	size_t n;
	bool whole;		/* nothing of the tree was closed to us */
};

/* Go through the tree; free the result with stamps_free(). */
void stamps_read(struct stamps *stamps, const char *tree);
void stamps_free(struct stamps *stamps);

/* The file of that path, or NULL. */
const struct stamped_file *stamps_find(const struct stamps *stamps,
				       const char *path);

/* The stamp of a file of that name. */
uint64_t stamp_of(const char *name, const struct stat *st);

#endif
