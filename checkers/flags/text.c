// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading text of a tree that nobody vouches for: see text.h.
 */
#include "text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Larger than every text that is read here: Kconfig, Makefile, headers. */
#define MAX_TEXT (4 << 20)

/* Does the absolute path @path lie in the directory @dir? */
static bool inside(const char *path, const char *dir)
{
	size_t n = strlen(dir);

	return !strncmp(path, dir, n) && (path[n] == '/' || dir[n - 1] == '/');
}

char *tree_text(const char *tree, const char *path)
{
	char *name = xasprintf("%s/%s", tree, path), *text = NULL;
	char real[PATH_MAX];
	struct stat st;
	size_t len;

	if (realpath(name, real) && inside(real, tree) && !stat(real, &st) &&
	    S_ISREG(st.st_mode) && st.st_size <= MAX_TEXT)
		text = read_whole_file(real, &len);
	free(name);
	for (char *p = text; p && (p = memchr(p, '\0', len - (p - text))); )
		*p = ' ';
	return text;
}

char *next_line(char **next)
{
	char *line = *next, *to = line, *from = line;

	if (!*line)
		return NULL;
	while (*from && *from != '\n') {
		if (from[0] == '\\' && from[1] == '\n') {
			from += 2;
			*to++ = ' ';
		} else {
			*to++ = *from++;
		}
	}
	*next = from + (*from == '\n');
	*to = '\0';
	return line;
}

/* One word from *@p to @to; false if a quote is not closed. */
static bool take_word(const char **p, char *to)
{
	char quote = 0;
	const char *s = *p;

	for (; *s && (quote || !strchr(" \t\n", *s)); s++) {
		if (quote ? *s == quote : *s == '\'' || *s == '"')
			quote = quote ? 0 : *s;
		else if (*s == '\\' && quote != '\'' && s[1])
			*to++ = *++s;
		else
			*to++ = *s;
	}
	*to = '\0';
	*p = s;
	return !quote;
}

bool split_words(const char *line, struct strv *words)
{
	char *word = xrealloc(NULL, strlen(line) + 1);
	bool closed = true;

	for (;;) {
		line += strspn(line, " \t\n");
		if (!*line)
			break;
		closed = take_word(&line, word);
		strv_add(words, word);
	}
	free(word);
	return closed;
}
