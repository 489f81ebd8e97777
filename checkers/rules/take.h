/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Takes: the events of flows that take hold of pages, through listed
 * interfaces or through functions that hand on what they take.
 */
#ifndef DIOPIN_TAKE_H
#define DIOPIN_TAKE_H

#include "../join/survey.h"
#include "api.h"

struct take {
	const struct flow *flow;
	size_t block, event;
	const struct call *call;
	const struct api *api;		/* the interface, at last */
	const struct function *wrapper;	/* the function called, NULL: none */
	char *container;		/* root of what receives the pages */
	char *result;			/* the value that tells of success, "" */
	unsigned int success;		/* its signs if pages are held */
	const char *count;		/* how many are asked for, "" if untold */
};

struct takes {
	struct take *take;
	size_t n;
};

/* All takes of all flows; free with takes_free(). */
void takes_find(const struct survey *survey, struct takes *takes);
void takes_free(struct takes *takes);

/* The flag argument of the interface, "" if it has none or a wrapper hides it. */
const char *take_flags(const struct take *take);

/*
 * May there be a hold?  An extraction from an iterator that is the kernel's by
 * contract (MSG_SPLICE_PAGES, the page cache) holds nothing.
 */
bool take_may_hold(const struct survey *survey, const struct take *take);

/* The parameter that the container is, or begins with; -1 if it is none. */
int take_param(const struct facts *facts, const struct take *take);

#endif
