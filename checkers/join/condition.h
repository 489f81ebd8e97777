/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a condition says of a value.
 *
 * A value is known by its sign alone: that is what tells an error from a
 * count, and, as ERR_PTR() is negative and NULL zero, a pointer from both.
 */
#ifndef DIOPIN_CONDITION_H
#define DIOPIN_CONDITION_H

#include <stdbool.h>

#include "../base/base.h"

enum sign {
	SIGN_NEG = 1 << 0,
	SIGN_ZERO = 1 << 1,
	SIGN_POS = 1 << 2,
	SIGN_ANY = SIGN_NEG | SIGN_ZERO | SIGN_POS,
};

struct condition {
	char *left;		/* the value that is looked at */
	char *op;		/* "" if it is looked at for its truth */
	char *right;		/* what it is compared with, "" if nothing */
	unsigned int when_true;	/* signs it may have if true: 0 if unknown */
	unsigned int when_false;
};

/* Take a condition apart; free with condition_free(). */
struct condition condition_parse(const char *text);
void condition_free(struct condition *c);

/*
 * The sign of an expression if it is a constant: "0", "- EINVAL", "NULL",
 * "ERR_PTR ( - ENOMEM )"; else SIGN_ANY.
 */
unsigned int sign_of_constant(const char *text);

/*
 * The only argument of a call of @name, "IS_ERR ( p )" of "IS_ERR": "p"; NULL
 * if @text is something else.  The caller frees it.
 */
char *argument_of(const char *text, const char *name);

/*
 * Does @part stand in @text as whole tokens?  Both are spaced as facts are:
 * "a -> b" stands in "& a -> b [ 0 ]", not in "xa -> b".
 */
bool text_mentions(const char *text, const char *part);

/* The same of one of @parts. */
bool text_mentions_any(const char *text, const struct strv *parts);

#endif
