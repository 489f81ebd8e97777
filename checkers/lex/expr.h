/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Expressions as engines quote them: tokens, names in them, a readable form.
 */
#ifndef DIOPIN_EXPR_H
#define DIOPIN_EXPR_H

#include <stdbool.h>
#include <stddef.h>

#include "scan.h"

struct expr_token {
	enum token_kind kind;
	char *text;
	bool called;		/* a name that "(" follows */
	bool negated;		/* under an odd number of "!" */
	bool in_call;		/* inside the arguments of a call */
	bool compared;		/* next to an operator other than ! && || ? */
};

struct expr {
	struct expr_token *token;
	size_t n;
};

/* Free the result's content with expr_free(). */
struct expr expr_parse(const char *text);
void expr_free(struct expr *e);

/*
 * The form in which facts keep an expression, whatever an engine's habits: its
 * tokens with one space between them.  The caller frees it.
 */
char *expr_spaced(const char *text);

/* As a kernel developer would write it; the caller frees it. */
char *expr_pretty(const char *text);

/* The same with every token that is @from, a name, replaced by @to. */
char *expr_rename(const char *text, const char *from, const char *to);

/* Is it literally false: false, 0, NULL?  Literally true: true, 1? */
bool expr_is_false(const char *text);
bool expr_is_true(const char *text);

/* A single name all in capitals: an enumerator or a macro for a constant. */
bool expr_is_constant_name(const char *text);

/* A single name. */
bool expr_is_name(const char *text);

/*
 * Split "a -> b . c" into what stands before the last member and that member.
 * Returns false if the text is not such a chain.  Both are the caller's.
 */
bool expr_split_member(const char *text, char **base, char **member);

/* Does @name stand in it as a whole token? */
bool expr_mentions(const char *text, const char *name);

#endif
