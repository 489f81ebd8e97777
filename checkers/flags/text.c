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

static char *allowed;

void tree_text_allow(const char *dir)
{
	free(allowed);
	allowed = xstrdup(dir);
}

char *tree_text(const char *tree, const char *path)
{
	char *name = xasprintf("%s/%s", tree, path), *text = NULL;
	char real[PATH_MAX];
	struct stat st;
	size_t len;

	if (realpath(name, real) &&
	    (inside(real, tree) || (allowed && inside(real, allowed))) &&
	    !stat(real, &st) &&
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

/* One word from *@p to @to, without its quotes. */
static void take_word(const char **p, char *to)
{
	const char *s = *p;
	char quote = 0;

	for (; *s && (quote || !strchr(" \t\n;&|", *s)); s++) {
		if (quote ? *s == quote : *s == '\'' || *s == '"')
			quote = quote ? 0 : *s;
		else if (*s == '\\' && quote != '\'' && s[1])
			*to++ = *++s;
		else
			*to++ = *s;
	}
	*to = '\0';
	*p = s;
}

bool next_command(const char **p, struct strv *words)
{
	char *word;

	*p += strspn(*p, " \t\n;&|");
	if (!**p)
		return false;
	word = xrealloc(NULL, strlen(*p) + 1);
	while (**p && !strchr(";&|", **p)) {
		take_word(p, word);
		strv_add(words, word);
		*p += strspn(*p, " \t\n");
	}
	free(word);
	return true;
}

char *clean_path(const char *base, const char *path)
{
	char *whole = *path == '/' ? xstrdup(path) :
				     xasprintf("%s/%s", base, path);
	char *clean = xcalloc(strlen(whole) + 2, 1), *end = clean, *save = NULL;
	bool out = false;

	for (char *part = strtok_r(whole, "/", &save); part && !out;
	     part = strtok_r(NULL, "/", &save)) {
		if (!strcmp(part, "."))
			continue;
		if (strcmp(part, "..")) {
			end = stpcpy(stpcpy(end, "/"), part);
			continue;
		}
		out = end == clean;
		while (end > clean && *end != '/')
			end--;
		*end = '\0';
	}
	free(whole);
	if (!out)
		return *clean ? clean : strcpy(clean, "/");
	free(clean);
	return NULL;
}

void add_option(struct strv *argv, const char *option, const char *path)
{
	char *word;

	if (strcmp(option, "-I")) {
		strv_add(argv, option);
		strv_add(argv, path);
		return;
	}
	word = xasprintf("-I%s", path);
	strv_add(argv, word);
	free(word);
}
