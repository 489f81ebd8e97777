/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Propositions about one transfer of data, and whether they can be true.
 *
 * What is not understood may be true or false; so a proposition that cannot be
 * true is false whatever the parts mean that nobody understood.
 */
#ifndef DIOPIN_PROPOSITION_H
#define DIOPIN_PROPOSITION_H

#include <stdbool.h>
#include <stddef.h>

/* What is done to the pages, which no proposition can change. */
enum world {
	WORLD_FILLED,		/* a device or the kernel writes into them */
	WORLD_BOTH,
	WORLD_DRAINED,		/* it only reads them */
	NR_WORLDS,
};

/* Is it true in each world?  -1: nothing is known. */
struct truth {
	signed char in[NR_WORLDS];
	bool counts;		/* compares sizes, which have no direction */
};

struct prop;

/* Propositions that speak of the same things; all zero at the beginning. */
struct props {
	struct atom {
		char *key;
		struct truth truth;
		size_t subject;	/* of "subject == value", else 0 */
	} *atom;
	size_t nr_atoms;
	struct prop **node;
	size_t nr_nodes;
};

void props_free(struct props *props);

/*
 * Make a proposition; it lives as long as @props.  Atoms with the same key are
 * the same.
 */
const struct prop *prop_constant(struct props *props, bool value);
const struct prop *prop_atom(struct props *props, const char *key,
			     struct truth truth);

/* "@subject == @value": of the same subject, no two can be true. */
const struct prop *prop_equal(struct props *props, const char *subject,
			      const char *value, struct truth truth);
const struct prop *prop_not(struct props *props, const struct prop *p);
const struct prop *prop_and(struct props *props, const struct prop *a,
			    const struct prop *b);
const struct prop *prop_or(struct props *props, const struct prop *a,
			   const struct prop *b);

/* Is it the same, true or false, whatever happens? */
bool prop_is_constant(const struct prop *p);

/*
 * Does it have parts of which nothing is known, and that may tell a direction
 * all the same?
 */
bool prop_may_tell(const struct props *props, const struct prop *p);

/* Can it be true in that world?  True, too, if it has too many parts. */
bool prop_can_be(const struct props *props, const struct prop *p,
		 enum world world);

/* Can it be true in any world? */
bool prop_can_be_at_all(const struct props *props, const struct prop *p);

/* Can it be true in any world if the atom of that key has that value? */
bool prop_can_be_with(const struct props *props, const struct prop *p,
		      const char *key, bool value);

#endif
