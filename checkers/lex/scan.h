/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tokens of C text: of a whole file for the lexical count, or of one
 * expression that an engine quoted.  Comments are dropped.
 */
#ifndef DIOPIN_SCAN_H
#define DIOPIN_SCAN_H

#include <stddef.h>

enum token_kind {
	TOKEN_END,
	TOKEN_NAME,		/* identifier or keyword */
	TOKEN_NUMBER,
	TOKEN_STRING,		/* string or character constant */
	TOKEN_PUNCT,
	TOKEN_DEFINE,		/* "#define NAME": the text is NAME */
	TOKEN_IF,		/* "#if", "#ifdef", "#ifndef" */
	TOKEN_ENDIF,		/* "#endif" */
	TOKEN_DIRECTIVE,	/* the end of any directive */
};

struct token {
	enum token_kind kind;
	const char *text;	/* valid until the next token is asked for */
	size_t len;
	int line;
	int col;		/* in bytes, from 1 */
};

struct scanner;

/* The text is copied.  Free with scanner_close(). */
struct scanner *scanner_open(const char *text, size_t len);
void scanner_next(struct scanner *s, struct token *t);
void scanner_close(struct scanner *s);

#endif
