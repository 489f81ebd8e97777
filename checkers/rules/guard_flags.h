/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Guard flags: the members that decide whether acquired pages are dirtied or
 * let go of, seen through locals and parameters.
 */
#ifndef DIOPIN_GUARD_FLAGS_H
#define DIOPIN_GUARD_FLAGS_H

#include "truth.h"

struct guard_flag {
	struct place at;	/* where the member is named */
	struct operand operand;
	const char *owner;	/* "struct x", "" if unknown */
	bool sole;		/* nothing else is in that condition */
	bool encloses;		/* as in struct guard */
	bool sure;		/* nothing else can stand in for it */
};

struct guard_flags {
	struct guard_flag *flag;
	size_t n;
};

/*
 * Find the members that must be true, or false, as operand.when says, for a
 * call to be made or for its argument @dirty ("" if there is none) to be true.
 * Free with guard_flags_free().
 */
struct guard_flags guard_flags_of(const struct survey *survey,
				  const struct place *at, const char *dirty);
void guard_flags_free(struct guard_flags *flags);

/* The same for a call that lets go of pages or dirties them. */
struct guard_flags guard_flags_of_call(const struct survey *survey,
				       const struct call *call);

#endif
