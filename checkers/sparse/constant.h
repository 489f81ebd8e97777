/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Integer constants in the tree as it was parsed.
 */
#ifndef DIOPIN_SPARSE_CONSTANT_H
#define DIOPIN_SPARSE_CONSTANT_H

#include "unit.h"

/* Is the expression an integer constant?  Then @value is what it is. */
bool constant_value(struct expression *e, long long *value);

/* What __builtin_choose_expr() chooses; NULL for any other call. */
struct expression *constant_choice(struct expression *call);

#endif
