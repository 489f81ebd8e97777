/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The flags that say that pages are to be dirtied, as the inventory has them.
 */
#ifndef DIOPIN_DIRTY_FLAGS_H
#define DIOPIN_DIRTY_FLAGS_H

#include "../join/survey.h"
#include "../rules/carrier.h"
#include "../rules/record.h"

struct dirty_flag {
	struct carrier carrier;
	struct place at;	/* where it is set */
	const char *predicate;
	bool copied;		/* from another flag */
};

struct dirty_flags {
	struct records records;	/* own the strings */
	struct dirty_flag *flag;
	size_t n;
};

/* Free with dirty_flags_free(). */
void dirty_flags_find(const struct survey *survey, struct dirty_flags *flags);
void dirty_flags_free(struct dirty_flags *flags);

#endif
