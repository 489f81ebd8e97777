/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a change did to the findings.
 */
#ifndef DIOPIN_REVIEW_COMPARE_H
#define DIOPIN_REVIEW_COMPARE_H

#include "../report/diff.h"
#include "judge.h"

/*
 * Move the findings of both sides that a change has to do with to @to, as
 * added, removed, or kept in a function that the change touches.  Findings are
 * the same if rule, function, subject and, but for a rename, file are.
 */
void compare(struct judgement *before, struct judgement *after,
	     const struct changes *changes, const struct diff *diff,
	     size_t patch, struct records *to);

#endif
