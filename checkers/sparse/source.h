/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The text of the files that sparse read, where the names of macros and
 * constants still stand.
 */
#ifndef DIOPIN_SPARSE_SOURCE_H
#define DIOPIN_SPARSE_SOURCE_H

#include "unit.h"

/*
 * What names in facts are relative to: the directory @tree, or the working
 * directory if it is NULL.  Ends the program with a sentence if there is none.
 */
void source_set_tree(const char *tree);

/*
 * The file of a stream of sparse's, relative to the tree.  NULL if it lies
 * outside of it or is generated.  The string stays.
 */
const char *source_file(int stream);

/* The text from a place on, NUL-terminated; NULL if the file is gone. */
const char *source_at(struct place place);

/* The column of a place in characters, where sparse counts bytes. */
int source_column(struct place place);

/*
 * The end of what begins at @text: of a word, with the arguments in
 * parentheses behind it if @call.  @text itself if no word begins there.
 */
const char *source_end(const char *text, bool call);

/* Where @text + @len is if @text is at @place. */
struct place source_advance(struct place place, const char *text, size_t len);

#endif
