/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * When user pages are taken with write access, FOLL_WRITE.
 */
#ifndef DIOPIN_WRITE_ACCESS_H
#define DIOPIN_WRITE_ACCESS_H

#include "direction_reach.h"
#include "record.h"

/* Does it take pages by user address, and say how? */
bool asks_write_access(const struct call *call);

/* All ways in which such a call is reached; free the array. */
struct reaches write_access_reaches(const struct survey *survey,
				    const struct call *call);

/* Functions whose parameters decide over FOLL_WRITE: their callers matter. */
void write_access_open_names(const struct survey *survey, struct strv *names);

/* Add a finding of @rule for each FOLL_WRITE on the wrong direction. */
void write_access_report(const struct survey *survey, const char *rule,
			 struct records *records);

#endif
