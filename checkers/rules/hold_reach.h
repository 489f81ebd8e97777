/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What leads to the pages of a hold that is walked: expressions, other names,
 * and what calls make of them.
 */
#ifndef DIOPIN_HOLD_REACH_H
#define DIOPIN_HOLD_REACH_H

#include "hold_walk.h"

/*
 * How the hold is reached from an expression, as names_match() returns it.
 * What is read from a bio or a page is no way to it.
 */
const char *hold_reach(const struct hold_walk *w, const char *expr);

/*
 * Are the pages known by another name that is no page: their numbers, or an
 * array that they are put in one by one?  With @text, is that name in it?
 */
bool hold_has_other_name(const struct hold_walk *w, const char *text);

/*
 * A call that keeps nothing may yet leave something by which the pages are
 * found again, as a scatterlist or their numbers, so that the array is needed
 * no longer.  Does it, if argument @arg leads to them by @path?
 */
bool hold_is_listed(const struct hold_walk *w, const struct call *call,
		    size_t arg, const char *path);

/*
 * Does an assignment keep the pages under another name, or show others what
 * they are kept in?
 */
bool hold_is_stored(const struct hold_walk *w, const struct assignment *set);

/*
 * Does an assignment make a variable of the function's own and what others see
 * names of the same pages?
 */
bool hold_is_linked(const struct hold_walk *w, const struct assignment *set);

#endif
