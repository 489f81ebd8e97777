/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A flag that is looked at and never set: shared by flag-not-carried.
 */
#ifndef DIOPIN_NEVER_SET_H
#define DIOPIN_NEVER_SET_H

#include "guard_flags.h"
#include "record.h"

/*
 * Add a finding of @rule for each member that decides over a dirtying or a
 * release of acquired pages, and that nobody ever sets.
 */
void never_set_report(const struct survey *survey, const char *rule,
		      struct records *records);

#endif
