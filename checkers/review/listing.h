/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The files of a tree object, and how two of them differ.
 */
#ifndef DIOPIN_REVIEW_LISTING_H
#define DIOPIN_REVIEW_LISTING_H

#include "git.h"

/* Symbolic links and submodules are no files, and are left out. */
struct listing {
	struct listed {
		char *path;
		char *id;	/* of the blob */
	} *file;		/* sorted by path */
	size_t n;
};

/* Read those files of @tree for which @wanted says so. */
void listing_read(struct listing *l, const struct repo *repo, const char *tree,
		  bool (*wanted)(const char *path, const void *arg),
		  const void *arg);
void listing_free(struct listing *l);
const struct listed *listing_find(const struct listing *l, const char *path);

/* One file that differs; an id is NULL where there is no file of ours. */
struct change {
	char *old_path, *new_path;	/* differ if it was renamed */
	char *old_id, *new_id;
};

struct changes {
	struct change *change;
	size_t n;
	char *unsafe;		/* a path that is no tree's of a kernel, or NULL */
};

/* What differs between two trees; ends the run if one cannot be read. */
void changes_read(struct changes *c, const struct repo *repo,
		  const char *old_tree, const char *new_tree);
void changes_free(struct changes *c);

/* Can that path be created below a directory without leaving it? */
bool path_is_safe(const char *path);

/* C sources and headers. */
bool path_is_c(const char *path);

#endif
