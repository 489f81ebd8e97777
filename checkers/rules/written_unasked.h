/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pages that are written although they were taken to be read.  Part of the rule
 * direction-inverted.
 */
#ifndef DIOPIN_WRITTEN_UNASKED_H
#define DIOPIN_WRITTEN_UNASKED_H

#include "../join/survey.h"
#include "record.h"

/*
 * Add a finding of @rule for each take whose flags have no FOLL_WRITE and whose
 * pages are always marked dirty when they are let go of: who was not asked for
 * write access has no copy of its own, so the zero page or a file that may not
 * be written gets the data.  See Documentation/core-api/pin_user_pages.rst.
 */
void written_unasked_report(const struct survey *survey, const char *rule,
			    struct records *records);

#endif
