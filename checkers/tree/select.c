// SPDX-License-Identifier: GPL-2.0-only
/*
 * Picking the candidate files: one threaded pass of ripgrep over the tree.
 */
#include "tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../base/proc.h"

/* One regular expression for all words; '*' ends a family of names. */
static char *words_pattern(const struct strv *words)
{
	char *pattern = xstrdup("\\b(");

	for (size_t i = 0; i < words->n; i++) {
		const char *word = words->item[i];
		size_t n = strlen(word);
		bool family = n && word[n - 1] == '*';
		char *more = xasprintf("%s%s%.*s%s", pattern, i ? "|" : "",
				       (int)(family ? n - 1 : n), word,
				       family ? "\\w*" : "");

		free(pattern);
		pattern = more;
	}
	char *whole = xasprintf("%s)\\b", pattern);

	free(pattern);
	return whole;
}

/* "rg: ./a/b.c: Permission denied (os error 13)": the file and the reason. */
static void note_unreadable(const char *errors, struct strv *unreadable)
{
	char *copy = xstrdup(errors), *save = NULL;

	for (char *line = strtok_r(copy, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		char *path = line, *colon;

		if (starts_with(path, "rg: "))
			path += 4;
		if (starts_with(path, "./"))
			path += 2;
		colon = strchr(path, ':');
		if (colon)
			*colon = '\0';
		strv_add(unreadable, path);
	}
	free(copy);
}

void select_files(const struct tree *tree, const struct strv *words,
		  struct strv *files, struct strv *unreadable)
{
	char *pattern = words_pattern(words);
	char *out = xasprintf("%s/selected", scratch_dir());
	char *err = xasprintf("%s/selected.err", scratch_dir());
	const char *const argv[] = {
		"rg", "--no-config", "-uu", "--files-with-matches", "--null",
		"--no-unicode",	/* ten times faster: kernel names are ASCII */
		"--glob", "*.[ch]", "--regexp", pattern, "./", NULL
	};
	int status = run_command(tree->dir, out, err, argv);
	char *errors = read_whole_file(err, NULL);
	size_t len = 0;
	char *list = read_whole_file(out, &len);

	if (status == 127)
		die(EXIT_INCOMPLETE, "cannot run rg: install the package ripgrep");
	if (status > 2 || !list || !errors)
		die(EXIT_INCOMPLETE, "ripgrep failed with status %d in %s",
		    status, tree->dir);
	if (status == 2)
		note_unreadable(errors, unreadable);
	for (char *p = list; p < list + len; p += strlen(p) + 1)
		strv_add(files, starts_with(p, "./") ? p + 2 : p);
	strv_sort_unique(files);
	free(list);
	free(errors);
	free(err);
	free(out);
	free(pattern);
}
