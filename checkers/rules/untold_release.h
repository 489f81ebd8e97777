/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Releases that could dirty pages and are never told to.
 */
#ifndef DIOPIN_UNTOLD_RELEASE_H
#define DIOPIN_UNTOLD_RELEASE_H

#include "ledger.h"
#include "record.h"

/* May the pages of a take be written, if only under a condition? */
bool take_may_write(const struct survey *survey, const struct take *take);

/*
 * Add a finding of @rule for each function whose mark_dirty parameter is false
 * in all calls, though its pages are taken to be written.
 */
void untold_releases_report(const struct survey *survey, const char *rule,
			    struct records *records);

#endif
