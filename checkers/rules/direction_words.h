/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Words whose meaning for the direction of a transfer does not depend on where
 * they stand.
 */
#ifndef DIOPIN_DIRECTION_WORDS_H
#define DIOPIN_DIRECTION_WORDS_H

#include "proposition.h"

extern const struct truth truth_unknown;

/*
 * Of "x == constant": in which worlds is it true?  With @block, the pages are
 * those of the bio whose direction it is.
 */
struct truth truth_of_equal(const char *constant, bool block);

/* Of "x & constant". */
struct truth truth_of_bit(const char *constant);

/* Of the value of a function, or of a variable or member of that name. */
struct truth truth_of_call(const char *name, bool block);
struct truth truth_of_name(const char *name);

/* Are both such constants, so that different names mean different values? */
bool words_exclude(const char *a, const char *b);

/* Does the name say by itself that the pages are to be dirtied? */
bool asks_to_dirty(const char *name);

#endif
