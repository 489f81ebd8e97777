/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Walking the ways through a function.
 *
 * A way knows which signs the values may have that it tested or set, and which
 * conditions it saw decided, so that it does not go where it cannot.  What a
 * client is after, it keeps in a state of its own, copied where ways part.
 * Places reached again with nothing new known are not walked again.
 */
#ifndef DIOPIN_WAYS_H
#define DIOPIN_WAYS_H

#include "../facts/facts.h"
#include "condition.h"

#define WAY_VALUES 32
#define WAY_STATE 64		/* bytes that a client may keep */

struct way {
	const struct flow *flow;
	struct {
		const char *name;
		unsigned int signs;
	} value[WAY_VALUES];
	size_t nr_values;
	struct {
		size_t block;	/* of several with the same test, the first */
		size_t edge;	/* taken there; of a test, 1 if it was true */
	} decided[WAY_VALUES];
	size_t nr_decided;
	bool forgot;		/* more was to be known than there is room for */
	size_t trail;		/* how it came here: see ways_trail() */
	_Alignas(8) char state[WAY_STATE];
};

struct ways;

struct way_client {
	void *arg;

	/* Each event on a way, after it.  Return false to leave the way. */
	bool (*event)(struct ways *ways, struct way *way,
		      const struct event *event, void *arg);

	/*
	 * Each head of a loop on a way, with the blocks of the loop marked in
	 * @body: what happens in every turn may happen in none.  May be NULL.
	 */
	void (*loop)(struct ways *ways, struct way *way, const bool *body,
		     void *arg);

	/* Each edge of a test taken.  Return false to leave.  May be NULL. */
	bool (*test)(struct ways *ways, struct way *way,
		     const struct block *block, const struct condition *c,
		     bool when, void *arg);

	/* A way's end: a block that returns.  May be NULL. */
	void (*end)(struct ways *ways, struct way *way,
		    const struct block *block, void *arg);
};

/* Prepare to walk a flow; free with ways_free(). */
struct ways *ways_new(const struct flow *flow);
void ways_free(struct ways *ways);

/*
 * Walk from where the function begins, knowing what @start knows.  Returns 0,
 * or -1 if the function is too large or has too many ways to walk them all.
 */
int ways_walk(struct ways *ways, const struct way *start,
	      const struct way_client *client);

/* What a way knows of a value, SIGN_ANY if nothing; and telling it. */
unsigned int way_signs(const struct way *way, const char *name);
void way_learn(struct way *way, const char *name, unsigned int signs);

/* The sign of an expression on a way: of a constant, a value, a copy. */
unsigned int way_sign_of(const struct way *way, const char *text);

/*
 * The tests a way has passed, the last first: calls @tell with each and the
 * edge taken, until it returns false.
 */
void ways_trail(const struct ways *ways, const struct way *way,
		bool (*tell)(const struct block *block, bool when, void *arg),
		void *arg);

#endif
