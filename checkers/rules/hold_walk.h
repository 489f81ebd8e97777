/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ways of a hold through the function that takes it.
 */
#ifndef DIOPIN_HOLD_WALK_H
#define DIOPIN_HOLD_WALK_H

#include "../join/survey.h"
#include "../join/ways.h"
#include "container.h"
#include "take.h"

#define SET_SINCE 2

/* What a way keeps in mind of the hold; all zero at the beginning. */
struct holding {
	bool taken;
	bool shown;			/* others saw the container before */
	bool released;
	bool partial;			/* fewer pages than asked for */
	bool recounted;			/* what was asked for is set anew */
	bool listed;			/* there is another way to find them */
	bool linked;			/* with what others see */
	unsigned char nr_set;
	const struct call *release;	/* the one that let go */
	const struct call *whole;	/* from the container's beginning */
	const char *set[SET_SINCE];	/* variables set since that */
	const struct call *handed;	/* handed on, if this does not fail */
	const struct call *lists;	/* listed, if this succeeds */
	const bool *loop;		/* in one that lets go of pages */
};

/*
 * Ways on which the hold is handed to others are left where that happens, but
 * with @through: then they are left where another hold is taken on the pages.
 */
struct hold_walk {
	const struct survey *survey;
	const struct take *take;
	bool through;
	struct names names;
	void *arg;

	/* A call that lets go of what @h says; may be NULL. */
	void (*release)(struct hold_walk *w, struct ways *ways,
			struct way *way, const struct call *call,
			const struct holding *h);

	/* The container's memory is freed, the hold not let go of; may be NULL. */
	void (*freed)(struct hold_walk *w, struct ways *ways,
		      struct way *way, const struct call *call,
		      const struct holding *h);

	/* A return with the hold taken, whatever became of it. */
	void (*end)(struct hold_walk *w, struct ways *ways, struct way *way,
		    const struct block *block, const struct holding *h);
};

/*
 * Walk all ways of @take's function.  @w has the first two fields and what is
 * the client's.  Returns 0, or -1 if the function has too many ways.
 */
int hold_walk(struct hold_walk *w);

/* Does the value returned say that the function failed? */
bool is_failure(const struct survey *survey, const struct flow *flow,
		const struct way *way, const char *value);

#endif
