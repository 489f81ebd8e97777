/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reading text of a tree that nobody vouches for: files that lie in it, words
 * as a shell would split them.
 */
#ifndef DIOPIN_FLAGS_TEXT_H
#define DIOPIN_FLAGS_TEXT_H

#include "../base/base.h"

/*
 * The text of @path, relative to the directory @tree (absolute, without
 * symbolic links).  NULL if there is none, if it is no plain file, is larger
 * than any text of a kernel, or lies outside of @tree because of ".." or of a
 * symbolic link.  NUL bytes become spaces.  The caller frees it.
 */
char *tree_text(const char *tree, const char *path);

/*
 * The next line of a text, without its newline; lines that end in a backslash
 * are joined with what follows.  The text is changed, @next moves on; NULL at
 * the end.
 */
char *next_line(char **next);

/*
 * Split @line into words as a shell does: white space, quotes, backslashes.
 * Nothing is expanded.  Returns false, with @words as far as it came, if a
 * quote is not closed.
 */
bool split_words(const char *line, struct strv *words);

#endif
