/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sleepers: functions that may dirty pages in a way that sleeps, themselves or
 * through what they call.  A function that leads to several dirtyings is there
 * once for each.
 */
#ifndef DIOPIN_SLEEPER_H
#define DIOPIN_SLEEPER_H

#include "../join/survey.h"

#define NO_SLEEPER ((size_t)-1)

struct sleeper {
	const struct function *function;
	const struct call *call;	/* the dirtying, or what leads to it */
	const struct call *dirtying;	/* at last */
	int param;			/* dirties only if this is true; -1: always */
	size_t next;			/* the sleeper called, or NO_SLEEPER */
	bool untold;			/* a flag handed down decides: who knows */
};

struct sleepers {
	struct sleeper *sleeper;
	size_t n;
	void *names;			/* of the functions: a tree */
};

/*
 * Find all.  What a function does only after asking whether it may sleep does
 * not count.  Free with sleepers_free().
 */
void sleepers_find(const struct survey *survey, struct sleepers *sleepers);
void sleepers_free(struct sleepers *sleepers);

/*
 * May a call sleep to dirty pages?  Returns true then, and in @next the number
 * of the sleeper called, NO_SLEEPER if the call itself dirties.
 */
bool call_sleeps(const struct survey *survey, const struct sleepers *sleepers,
		 const struct call *call, size_t *next);

#endif
