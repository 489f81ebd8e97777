/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What conditions of the code say of the direction of a transfer.
 *
 * A condition becomes a proposition: constants whose meaning the kernel fixes
 * (DMA_FROM_DEVICE, READ, ITER_DEST, IOMMU_WRITE) tell the world in which it
 * is true; anything else is known by what it is kept in, so that two places
 * can be compared.  Locals stand for what they were set to, parameters for
 * the arguments of the call through which a function was entered.
 */
#ifndef DIOPIN_DIRECTION_H
#define DIOPIN_DIRECTION_H

#include "../join/survey.h"
#include "proposition.h"

/* A function, and the call in @up's function by which it was entered. */
struct frame {
	const struct function *function;
	const struct call *by;		/* NULL: not known */
	const struct frame *up;
};

struct direction {
	const struct survey *survey;
	struct props props;
	bool block;	/* the direction of a bio is that of these pages */
};

/* An expression as a condition, where it stands in a function. */
const struct prop *direction_of_text(struct direction *d,
				     const struct frame *frame,
				     const struct place *at, const char *text);

/* The conditions under which a place is reached. */
const struct prop *direction_of_guards(struct direction *d,
				       const struct frame *frame,
				       const struct place *at);

/*
 * When a flag argument, as written in a call, contains FOLL_WRITE; NULL if
 * that cannot be told.
 */
const struct prop *direction_of_flags(struct direction *d,
				      const struct frame *frame,
				      const struct place *at,
				      const char *flags);

/* Is it true when pages are only read, and never when they are filled? */
bool direction_is_inverted(const struct direction *d, const struct prop *p);

/* Is it true when pages are filled, and never when they are only read? */
bool direction_is_right(const struct direction *d, const struct prop *p);

#endif
