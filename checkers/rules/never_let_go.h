/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pages kept in a member that is freed, and let go of by nobody.  Part of the
 * rule leak-on-error.
 */
#ifndef DIOPIN_NEVER_LET_GO_H
#define DIOPIN_NEVER_LET_GO_H

#include "../join/survey.h"
#include "record.h"

/*
 * Add a finding of @rule for each call that frees an array of pages, if a
 * function leaves its pages there when it succeeds, and no other lets go of
 * them.
 */
void never_let_go_report(const struct survey *survey, const char *rule,
			 struct records *records);

/* Adds the member of each, as "dir/name": others may let go of its pages. */
void never_let_go_near_names(const struct survey *survey, struct strv *names);

#endif
