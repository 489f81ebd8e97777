/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From which token to which an expression or a statement goes, and whether
 * that is what one macro stands for.
 */
#ifndef DIOPIN_SPARSE_SPAN_H
#define DIOPIN_SPARSE_SPAN_H

#include "unit.h"

/* Numbers of tokens, both included; no tokens at all if first is 0. */
struct span {
	int first, last;
};

struct span span_of_expression(const struct expression *e);
struct span span_of_statement(const struct statement *s);

/* To the end of a statement or declaration that begins at token @first. */
struct span span_to_semicolon(int first);

/* Does token @i stand in the source as it is, not brought in by a macro? */
bool span_is_written(int i);

/*
 * If @span is all that one use of a macro stands for, give or take parentheses,
 * the text of that use as the source has it, "GFP_KERNEL" or "min(a, b)";
 * else NULL.  The caller frees it.
 */
char *span_macro(struct span span);

/* Tokens with a space between them where the source had one; to be freed. */
char *span_text(struct span span);

/*
 * The declaration of a parameter that begins at token @first, as the source
 * has it; the list ends at the parenthesis @last.  The caller frees it.
 */
char *span_declaration(int first, int last);

/* The place right behind a span. */
struct place span_end(struct span span);

#endif
