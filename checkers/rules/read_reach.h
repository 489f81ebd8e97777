/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Is an iterator that pages are taken from one that a read fills?
 */
#ifndef DIOPIN_READ_REACH_H
#define DIOPIN_READ_REACH_H

#include "ledger.h"

/*
 * Follow the iterator of a take up through the callers, also those that call
 * by a table of operations: does one come from a function that is there for
 * reading only?  Returns where that is said, or NULL.  With @open, adds the names
 * of functions on the way whose callers may be in files not seen yet, as
 * select_near() takes them.
 */
const struct use *reached_for_read(const struct survey *survey,
				   const struct take *take, struct strv *open);

#endif
