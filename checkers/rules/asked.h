/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Asked: is something done only for user memory?
 *
 * A condition asks if it names a question about the iterator, or if whatever
 * it depends on was set under one.
 */
#ifndef DIOPIN_ASKED_H
#define DIOPIN_ASKED_H

#include "truth.h"

enum asked {
	ASKED_UNTOLD,		/* nobody can be seen to set it */
	ASKED_NOT,		/* it becomes true unasked */
	ASKED,
};

/* Where it becomes true unasked, in a function that has the iterator. */
struct unasked {
	const struct survey *survey;
	const struct setting *setting;	/* NULL: nowhere */
	int score;			/* how much it has to do with dirtying */
	int steps;			/* taken so far */
};

/* Is @text, quoted at @at, @when only for user memory? */
enum asked asked_of(struct unasked *u, const struct place *at,
		    const char *text, bool when);

/* Is one of the conditions known at a place asking? */
enum asked asked_at(struct unasked *u, const struct place *at);

/* How much a setting has to do with dirtying: 0 if nothing. */
int dirtying_score(const struct survey *survey, const struct setting *s);

#endif
