// SPDX-License-Identifier: GPL-2.0-only
/*
 * Picking the candidate files: threaded passes of ripgrep over the tree, for
 * words of which it is not known from runs before who has them.
 */
#include "tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../base/proc.h"
#include "words.h"

/*
 * Words for one pass: ripgrep looks for up to about a dozen literals at once
 * with vector instructions, and is ten times slower with more.
 */
#define WORDS_PER_PASS 10

/* One regular expression for @n words; '*' ends a family of names. */
static char *words_pattern(char *const *words, size_t n)
{
	char *pattern = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&pattern, &size);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < n; i++) {
		size_t len = strcspn(words[i], "*");

		fprintf(f, "%s%.*s%s", i ? "|" : "", (int)len, words[i],
			words[i][len] ? "\\w*" : "");
	}
	fclose(f);
	return pattern;
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

/* @below is "./", or a directory which alone is looked at, not those below. */
static void select_pass(const struct tree *tree, const char *pattern,
			const char *below, struct strv *files,
			struct strv *unreadable)
{
	char *out = xasprintf("%s/selected", scratch_dir());
	char *err = xasprintf("%s/selected.err", scratch_dir());
	const char *const argv[] = {
		"rg", "--no-config", "-uu", "--files-with-matches", "--null",
		"--no-unicode", "--word-regexp", "--glob", "*.[ch]",
		"--glob", "!.git",
		"--max-depth", strcmp(below, "./") ? "1" : "99",
		"--regexp", pattern, below, NULL
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
	free(list);
	free(errors);
	free(err);
	free(out);
}

/* Words that nobody looked for yet: as few passes as are quick. */
static void look_for(const struct tree *tree, const struct strv *words,
		     const char *below, struct strv *files,
		     struct strv *unreadable)
{
	for (size_t i = 0; i < words->n; i += WORDS_PER_PASS) {
		size_t n = words->n - i < WORDS_PER_PASS ? words->n - i :
			WORDS_PER_PASS;
		char *pattern = words_pattern(words->item + i, n);
		size_t closed = unreadable->n;
		struct strv found = { 0 };

		select_pass(tree, pattern, below, &found, unreadable);
		if (unreadable->n > closed)
			words_spoil(tree->words);
		words_learn(tree->words, below, words->item + i, n, &found);
		for (size_t k = 0; k < found.n; k++)
			strv_add(files, found.item[k]);
		strv_free(&found);
		free(pattern);
	}
}

static void select_words(const struct tree *tree, const struct strv *words,
			 const char *below, struct strv *files,
			 struct strv *unreadable)
{
	struct strv unknown = { 0 };

	for (size_t i = 0; i < words->n; i++) {
		if (!words_find(tree->words, below, words->item[i], files))
			strv_add(&unknown, words->item[i]);
	}
	look_for(tree, &unknown, below, files, unreadable);
	strv_free(&unknown);
}

void select_files(const struct tree *tree, const struct strv *words,
		  struct strv *files, struct strv *unreadable)
{
	select_words(tree, words, "./", files, unreadable);
	strv_sort_unique(files);
	strv_sort_unique(unreadable);
}

void select_near(const struct tree *tree, const struct strv *names,
		 struct strv *files, struct strv *unreadable)
{
	/* Sorted, so that the names of one directory follow each other. */
	for (size_t i = 0; i < names->n; ) {
		struct strv words = { 0 };
		const char *first = names->item[i];
		size_t dir = strrchr(first, '/') + 1 - first;
		char *below = starts_with(first, "./") ? xstrdup("./") :
			xasprintf("./%.*s", (int)dir, first);

		for (; i < names->n &&
		     !strncmp(names->item[i], first, dir) &&
		     !strchr(names->item[i] + dir, '/'); i++)
			strv_add(&words, names->item[i] + dir);
		select_words(tree, &words, below, files, unreadable);
		strv_free(&words);
		free(below);
	}
	strv_sort_unique(files);
	strv_sort_unique(unreadable);
}
