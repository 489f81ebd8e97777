/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tokens of C, and constant expressions made of them.
 */
#ifndef DIOPIN_LEX_H
#define DIOPIN_LEX_H

#include <stddef.h>

#include <string>

struct token {
	const char *s;
	size_t n;	/* 0 at the end */
};

/* The token at or after *@p, which moves past it. */
struct token lex_next(const char **p);

bool token_is(const struct token *token, const char *text);
bool token_is_word(const struct token *token);

/* Move *@p past what a bracket that was just read opens. */
void lex_skip_group(const char **p);

/* Do the tokens of @words stand at @p?  Returns the end of them, or NULL. */
const char *lex_match(const char *p, const std::string &words);

/*
 * Parse one constant operand at *@p, or with @whole an expression of several,
 * and move *@p past it.  Returns true and its text in canonical form if it is
 * made of numbers and of names in capitals or sizes, at least one of these.
 */
bool lex_constant(const char **p, bool whole, std::string *text);

#endif
