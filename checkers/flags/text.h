/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reading text of a tree that nobody vouches for: files that lie in it, words
 * as a shell would split them, paths, options.
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
 * Links of a tree that we laid out ourselves may lead into @dir (absolute,
 * without symbolic links) as well, until the next call.
 */
void tree_text_allow(const char *dir);

/*
 * The next line of a text, without its newline; lines that end in a backslash
 * are joined with what follows.  The text is changed, @next moves on; NULL at
 * the end.
 */
char *next_line(char **next);

/*
 * Take the next command of the line at *@p, which moves behind it, and add its
 * words to @words, split as a shell does it: white space, quotes, backslashes.
 * Commands end at ";", "&" or "|"; nothing is expanded.  A quote that is not
 * closed goes on to the end.  Returns false if there was nothing left.
 */
bool next_command(const char **p, struct strv *words);

/*
 * The path of @path below @base without "." and ".." and what they undo, or
 * NULL if it leads out of the root.  @base is "" or an absolute directory; it
 * counts for a @path that is not absolute.  The caller frees it.
 */
char *clean_path(const char *base, const char *path);

/*
 * Add an option of the compiler with its path: "-IPATH" is one word, all
 * others are two.
 */
void add_option(struct strv *argv, const char *option, const char *path);

#endif
