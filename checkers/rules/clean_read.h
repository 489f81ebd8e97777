/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pages of a user's iterator that a read fills, and that nobody dirties.
 */
#ifndef DIOPIN_CLEAN_READ_H
#define DIOPIN_CLEAN_READ_H

#include "ledger.h"
#include "record.h"

/* Add a finding of @rule at each release of such pages. */
void clean_reads_report(const struct survey *survey, const char *rule,
			struct records *records);

/* Names of functions whose callers would tell whether it is a read. */
void clean_reads_near_names(const struct survey *survey, struct strv *names);

#endif
