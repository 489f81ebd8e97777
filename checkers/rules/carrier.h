/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Carriers: what a truth value is kept in on its way, found by flow.
 *
 * A carrier is a variable, a parameter, a member, or one constant in a word
 * (a bit OR-ed in, or a value assigned).  Names play no role: two carriers
 * are the same if they are the same variable, or the same constant in the
 * same member.
 */
#ifndef DIOPIN_CARRIER_H
#define DIOPIN_CARRIER_H

#include "../join/flow.h"
#include "../join/survey.h"
#include "dirtier.h"

enum scope {
	SCOPE_LOCAL,
	SCOPE_PARAM,
	SCOPE_MEMBER,
	SCOPE_BIT,
	SCOPE_VALUE,
};

extern const char *const scope_names[];

/* Something put somewhere: an assignment, set_bit(), an initialiser. */
struct put {
	struct place at;
	const char *left, *right;
	const char *type;	/* of the object before the last member, or "" */
	bool or_in;
};

struct puts {
	struct put *put;
	size_t n;
};

/* All puts inside functions; free with puts_free(). */
void puts_find(struct facts *facts, struct puts *puts);
void puts_free(struct puts *puts);

struct carrier {
	enum scope scope;
	const char *name;	/* the variable, member or constant */
	const char *word;	/* what holds the constant, else name */
	const char *file, *in;	/* of a local or parameter, else file only */
	const char *type;	/* struct of a member, "" if not known */
};

/* What a put makes true when its value is; false if it carries no truth. */
bool carrier_of_put(struct facts *facts, const struct put *put,
		    struct carrier *carrier);

/* A function's parameter. */
struct carrier carrier_of_param(const struct function *f, int param);

bool carrier_equal(const struct carrier *a, const struct carrier *b);

/*
 * Does the expression, quoted at @at, have the truth that @when says only if
 * the carrier is true?
 */
bool carrier_tested(const struct facts *facts, const struct carrier *carrier,
		    const struct place *at, const char *text, bool when);

/* Is one of the guards such a test? */
bool carrier_guards(const struct facts *facts, const struct carrier *carrier,
		    const struct place *at, const struct guards *guards);

#endif
