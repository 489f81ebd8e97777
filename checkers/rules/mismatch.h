/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Releases that do not fit the hold: shared by put-on-pinned and unpin-on-ref.
 */
#ifndef DIOPIN_MISMATCH_H
#define DIOPIN_MISMATCH_H

#include "api.h"
#include "ledger.h"
#include "record.h"

/*
 * Add a finding of @rule for each release of the kind @released whose pages
 * are all held otherwise, and nobody else's are kept there.
 */
void mismatch_report(const struct survey *survey, enum hold released,
		     const char *rule, struct records *records);

/* Functions of the neighbourhood that pages are given to: they may store or
 * let go of them. */
void mismatch_near_names(const struct survey *survey, struct strv *names);

#endif
