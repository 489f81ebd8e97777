/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Dirty flags that are turned round, that nobody looks at any more, or that
 * are never handed down.
 */
#ifndef DIOPIN_IGNORED_FLAG_H
#define DIOPIN_IGNORED_FLAG_H

#include "../join/survey.h"
#include "record.h"

/* Add a finding of @rule for each. */
void ignored_flags_report(const struct survey *survey, const char *rule,
			  struct records *records);

#endif
