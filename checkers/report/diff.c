// SPDX-License-Identifier: GPL-2.0-only
/*
 * The lines of a diff: see diff.h.
 */
#include "diff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/base.h"

/* More lines than a file can have that is looked at. */
#define MAX_LINE (1 << 28)

/* Where the reading of a hunk stands. */
struct hunk {
	const char *file;
	size_t file_len;
	int old_line, new_line;
	int old_left, new_left;
	bool fresh;
};

/* "--- a/x" or "+++ b/x": the name behind the prefix, if it is one. */
static void take_name(struct hunk *h, const char *line, size_t len)
{
	const char *tab = memchr(line, '\t', len);

	if (tab)
		len = tab - line;
	if (len < 7 || line[5] != '/')
		return;
	h->file = line + 6;
	h->file_len = len - 6;
}

static int number(const char *p, char **end)
{
	long n = strtol(p, end, 10);

	return n < 0 || n > MAX_LINE ? 0 : n;
}

/* "-3,7" or "-3": where it begins and how many lines there are. */
static const char *take_range(const char *p, int *line, int *count)
{
	char *end;

	*line = number(p + 1, &end);
	*count = 1;
	if (*end == ',')
		*count = number(end + 1, &end);
	return end;
}

static void begin_hunk(struct hunk *h, const char *line)
{
	const char *p = take_range(line + 3, &h->old_line, &h->old_left);

	h->new_left = 0;
	if (p[0] == ' ' && p[1] == '+')
		take_range(p + 1, &h->new_line, &h->new_left);
	h->fresh = true;
}

static void add_line(struct diff *diff, struct hunk *h, const char *text,
		     size_t len)
{
	struct diff_line *l = array_add(&diff->line, &diff->n);

	l->file = h->file;
	l->file_len = h->file_len;
	l->text = text;
	l->len = len;
	l->kind = len ? *text : ' ';
	l->old_line = h->old_line;
	l->new_line = h->new_line;
	l->begins_hunk = h->fresh;
	h->fresh = false;
	if (l->kind != '+') {
		h->old_line++;
		h->old_left--;
	}
	if (l->kind != '-') {
		h->new_line++;
		h->new_left--;
	}
}

void diff_read(struct diff *diff, const char *text)
{
	struct hunk h = { .file = "" };
	size_t len;

	*diff = (struct diff){ 0 };
	for (const char *p = text; *p; p += len + (p[len] == '\n')) {
		len = strcspn(p, "\n");
		if (*p == '\\')
			continue;
		if (h.old_left > 0 || h.new_left > 0)
			add_line(diff, &h, p, len);
		else if (starts_with(p, "--- ") || starts_with(p, "+++ "))
			take_name(&h, p, len);
		else if (starts_with(p, "@@ -"))
			begin_hunk(&h, p);
	}
}

void diff_free(struct diff *diff)
{
	free(diff->line);
	*diff = (struct diff){ 0 };
}

bool diff_line_is_of(const struct diff_line *line, const char *file)
{
	return strlen(file) == line->file_len &&
		!strncmp(file, line->file, line->file_len);
}
