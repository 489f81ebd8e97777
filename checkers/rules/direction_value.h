/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a variable is worth where it is used, for direction.c alone.
 */
#ifndef DIOPIN_DIRECTION_VALUE_H
#define DIOPIN_DIRECTION_VALUE_H

#include "direction.h"

/* An expression with @depth variables already replaced on the way to it. */
const struct prop *direction_of_text_in(struct direction *d,
					const struct frame *frame,
					const struct place *at,
					const char *text, int depth);

/*
 * The truth of a local from what it was set to, of a parameter from the
 * argument; NULL if neither is known.
 */
const struct prop *direction_of_variable(struct direction *d,
					 const struct frame *frame,
					 const struct place *at,
					 const char *name, int depth);

/*
 * What an expression is known as everywhere: "struct foo.rw" for "foo->rw",
 * and for a variable that is kept there or was read from there; else by its
 * text and function.  A constant is its name.  The caller frees it.
 */
char *direction_key(const struct survey *survey, const struct frame *frame,
		    const struct place *at, const char *text);

#endif
