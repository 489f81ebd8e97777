/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One C file as sparse has read it: its tokens, their places, its functions.
 *
 * Macros are expanded before sparse parses, and what they expand to shares the
 * place of the macro's name.  To tell such tokens apart they are numbered
 * between the two: from then on the "line" in every struct position of the
 * syntax tree is the number of a token, and places are looked up here.
 */
#ifndef DIOPIN_SPARSE_UNIT_H
#define DIOPIN_SPARSE_UNIT_H

#include <stdbool.h>

#include <lib.h>
#include <allocate.h>
#include <token.h>
#include <parse.h>
#include <symbol.h>
#include <expression.h>

/* Where a token stands in the sources; lines and columns count from 1. */
struct place {
	int stream;
	int line, col;
};

/*
 * Read a file with the compiler's arguments @argv (@argc of them, the
 * program's name first, NULL-terminated, the file among them).  Returns its
 * name, or NULL after saying why on stderr.  An error in it is said on stderr
 * and ends the program with @status; what sparse itself ends at, such as a
 * header that is missing, with status 1.  To be called once.
 */
const char *unit_read(int argc, char **argv, int status);

/* The number of tokens; they count from 1, and 0 stands for none. */
int unit_size(void);

/* Token number @i, or the end of the file if there is none. */
const struct token *unit_token(int i);
struct place unit_place(int i);

/* Is token @i that operator, or that word? */
bool unit_is_op(int i, int op);
bool unit_is_word(int i, const char *word);

/* The bracket that closes the one at @i; @i itself if it is none. */
int unit_closing(int i);

/* The number of the token a syntax tree's node stands at. */
#define TOKEN_OF(node) ((int)(node)->pos.line)

/* The value of "({ ... value; })", NULL if it has none. */
struct expression *unit_value_of(const struct expression *statement);

/* The stream of the file that was given, apart from headers. */
int unit_main_stream(void);

/*
 * All functions with a body, in no order, and the objects of the file that was
 * given, in theirs.  The caller owns the list only.
 */
struct symbol_list *unit_functions(void);
struct symbol_list *unit_objects(void);

/* The body of a function, NULL if @symbol is none that has one here. */
struct statement *unit_body(struct symbol *symbol);

#endif
