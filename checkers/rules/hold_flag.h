/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What decides over a release: a flag that tells how the pages are held, or
 * only whether and how many there are.
 */
#ifndef DIOPIN_HOLD_FLAG_H
#define DIOPIN_HOLD_FLAG_H

#include "ledger.h"

/* Does a flag, rather than a count or a pointer, decide over a release? */
bool entry_is_guarded(const struct facts *facts, const struct entry *release);

/*
 * Does a flag decide over release @a that must be otherwise for @b, or that
 * may tell by itself: a variable of the function, a name of how pages are
 * held?  Or is one of the two given the flag of the other?
 */
bool entries_are_told_apart(const struct facts *facts, const struct entry *a,
			    const struct entry *b);

#endif
