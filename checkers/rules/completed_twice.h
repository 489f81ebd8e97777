/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests completed twice: by the bio that was ended, and by the error that
 * is returned.  Part of the rule double-release.
 */
#ifndef DIOPIN_COMPLETED_TWICE_H
#define DIOPIN_COMPLETED_TWICE_H

#include "../join/survey.h"
#include "record.h"

/*
 * Add a finding of @rule for each function that ends a bio whose completion
 * completes the kiocb, and then returns an error other than -EIOCBQUEUED: its
 * caller completes the kiocb for that (include/linux/fs.h, fs/aio.c).
 */
void completed_twice_report(const struct survey *survey, const char *rule,
			    struct records *records);

#endif
