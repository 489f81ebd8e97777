/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Facts of many files, as an engine wrote them in one go, file by file.
 */
#ifndef DIOPIN_CACHE_SPLIT_H
#define DIOPIN_CACHE_SPLIT_H

#include "../engine/engine.h"

struct facts_part {
	char *xml;		/* a facts document of its own */
	size_t len;
};

/*
 * Divide the facts file at @path: the part of index i has what was said of
 * @files->item[i], in the same bytes whatever the other files are.  Returns
 * NULL if the facts file cannot be read or speaks of another file; else
 * facts_parts_free() it.
 */
struct facts_part *facts_split(const char *path, const struct strv *files);

/* The same for the facts of one file, which has what it saw of headers, too. */
struct facts_part *facts_of_one(const char *path);
void facts_parts_free(struct facts_part *parts, size_t n);

/* The facts document that says that a file was not read; caller frees it. */
char *facts_of_unread(const char *engine, const struct unread *unread,
		      size_t *len);

#endif
