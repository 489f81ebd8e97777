/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The lines of a diff that git wrote, with their numbers.
 */
#ifndef DIOPIN_DIFF_H
#define DIOPIN_DIFF_H

#include <stdbool.h>
#include <stddef.h>

struct diff_line {
	const char *file;	/* the new name, or the old one of a deleted file */
	size_t file_len;
	const char *text;	/* with its first character, which is @kind */
	size_t len;
	char kind;		/* '+', '-' or ' ' */
	int old_line, new_line;	/* where it is, or would be, in each */
	bool begins_hunk;
};

struct diff {
	struct diff_line *line;
	size_t n;
};

/* Read a diff; the lines point into @text.  What is no hunk is skipped. */
void diff_read(struct diff *diff, const char *text);
void diff_free(struct diff *diff);

bool diff_line_is_of(const struct diff_line *line, const char *file);

#endif
