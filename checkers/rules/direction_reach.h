/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A call that takes or dirties pages, as it is reached from callers that tell
 * the direction.
 */
#ifndef DIOPIN_DIRECTION_REACH_H
#define DIOPIN_DIRECTION_REACH_H

#include "direction.h"
#include "record.h"

#define REACH_LEVELS 4

/* Level 0 is the function that has the call; each further one calls the one
 * before. */
struct reach {
	const struct survey *survey;
	size_t n;
	struct frame frame[REACH_LEVELS];
	const struct call *call[REACH_LEVELS];
	bool block;
	bool guarded;		/* conditions of the callers' calls count */

	/* What the call says in its own function; NULL if that is unknown. */
	const struct prop *(*says)(struct direction *d,
				   const struct frame *frame,
				   const struct call *call);
};

struct reaches {
	struct reach *reach;
	size_t n;
};

/*
 * All ways, of few levels, in which @call is reached, @like it in what is not
 * about levels.  The first one knows nothing of the callers.  They may be
 * copied; free the array.
 */
struct reaches reaches_of(const struct reach *like, const struct call *call);

/* What it says, seen from its last level; NULL if that is unknown. */
const struct prop *reach_says(const struct reach *reach, struct direction *d);

/*
 * The calls that are to blame for a direction that is always the wrong one:
 * calls @tell with each, and the reach that shows it.
 */
void reaches_blame(const struct reaches *reaches,
		   void (*tell)(const struct reach *reach,
				const struct call *call, void *arg),
		   void *arg);

#endif
