/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Flags that decide later whether pages are marked dirty, and are set for the
 * wrong direction.
 */
#ifndef DIOPIN_FLAG_DIRECTION_H
#define DIOPIN_FLAG_DIRECTION_H

#include "../join/survey.h"
#include "record.h"

/*
 * Add a finding of @rule for each place where a member, or a bit in one, is
 * set when pages are only read, and guards or is the argument of one of the
 * @n calls of dirtying interfaces.
 */
void flag_direction_report(const struct survey *survey,
			   const struct call *const *call, size_t n,
			   const char *rule, struct records *records);

#endif
