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
 * @files->item[i].  If there is but one file, all is its own, what it saw of
 * headers included.  Returns NULL if the facts file cannot be read or speaks
 * of another file; else facts_parts_free() it.
 */
struct facts_part *facts_split(const char *path, const struct strv *files);
void facts_parts_free(struct facts_part *parts, size_t n);

/* The facts document that says that a file was not read; caller frees it. */
char *facts_of_unread(const char *engine, const struct unread *unread,
		      size_t *len);

#endif
