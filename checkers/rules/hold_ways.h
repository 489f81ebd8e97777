/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ways on which a hold is lost or let go of twice: shared by the rules
 * leak-on-error, short-extraction and double-release.
 */
#ifndef DIOPIN_HOLD_WAYS_H
#define DIOPIN_HOLD_WAYS_H

#include "../join/survey.h"
#include "record.h"
#include "take.h"

enum hold_bug {
	BUG_LEAK,		/* it fails, and nothing lets go */
	BUG_SHORT,		/* the same, for fewer pages than asked for */
	BUG_TWICE,		/* what was let go of is let go of again */
};

/* Add a finding of @rule for each way of all functions with that bug. */
void hold_ways_report(const struct survey *survey, enum hold_bug bug,
		      const char *rule, struct records *records);

/* Do two calls at different places say the same, by their words? */
bool calls_are_alike(const struct call *a, const struct call *b);

#endif
