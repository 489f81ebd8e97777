// SPDX-License-Identifier: GPL-2.0-only
/*
 * Subject prefixes: what people write before the colon.
 */
#include <stdlib.h>
#include <string.h>

#include "series.h"

/* The last component of the directory that the file is in. */
static char *prefix_from_path(const char *file)
{
	const char *end = strrchr(file, '/');
	const char *start = end;

	if (!end)
		return xstrdup("kernel");
	while (start > file && start[-1] != '/')
		start--;
	return xstrndup(start, end - start);
}

static size_t count_of(const struct strv *v, const char *s)
{
	size_t n = 0;

	for (size_t i = 0; i < v->n; i++)
		n += !strcmp(v->item[i], s);
	return n;
}

/* The most frequent prefix of these subjects; NULL if none has one. */
static char *most_frequent(char *subjects)
{
	struct strv prefixes = { 0 };
	const char *best = NULL;
	char *save = NULL, *copy;

	for (char *line = strtok_r(subjects, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		char *colon = strstr(line, ": ");

		if (!colon || starts_with(line, "Revert "))
			continue;
		*colon = '\0';
		strv_add(&prefixes, line);
	}
	for (size_t i = 0; i < prefixes.n; i++) {
		if (!best || count_of(&prefixes, prefixes.item[i]) >
			     count_of(&prefixes, best))
			best = prefixes.item[i];
	}
	copy = best ? xstrdup(best) : NULL;
	strv_free(&prefixes);
	return copy;
}

char *subject_prefix(const struct series *series, const char *file)
{
	const char *const args[] = {
		"log", "--no-merges", "--no-show-signature", "-n", "20",
		"--format=%s", "--", file, NULL
	};
	char *subjects = series->base_commit ? tree_git(series, args) : NULL;
	char *prefix = subjects ? most_frequent(subjects) : NULL;

	free(subjects);
	return prefix ? prefix : prefix_from_path(file);
}
