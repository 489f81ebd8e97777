/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Questions about one function's flow: under which conditions a place is
 * reached, and what a variable is.
 */
#ifndef DIOPIN_FLOW_H
#define DIOPIN_FLOW_H

#include "../facts/facts.h"

/* A condition, and the value it has where the place is reached. */
struct guard {
	const char *condition;
	bool when;
	bool encloses;		/* false: an earlier return left otherwise */
};

struct guards {
	struct guard *guard;
	size_t n;
};

/* The conditions known at a place; free with guards_free(). */
struct guards guards_at(const struct facts *facts, const struct place *at);
void guards_free(struct guards *guards);

/* Declared type of a name inside a function, "" if not seen. */
const char *type_of(const struct facts *facts, const struct place *at,
		    const char *name);

/* Index of a parameter of the function around @at, -1 if it is none. */
int param_index(const struct function *f, const char *name);

#endif
