/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pages let go of twice in a row by a function that did not take hold of them.
 * Part of the rule double-release.
 */
#ifndef DIOPIN_UNPINNED_AGAIN_H
#define DIOPIN_UNPINNED_AGAIN_H

#include "../join/survey.h"
#include "record.h"

/*
 * Add a finding of @rule for each call that lets go of what the same call with
 * the same arguments let go of before, if no test and no call that is given the
 * pages, or what they are kept in, lies between the two.  References
 * count only if they are those of a known take, one a page: who looked a page up
 * in a list may well drop two of them.
 */
void unpinned_again_report(const struct survey *survey, const char *rule,
			   struct records *records);

#endif
