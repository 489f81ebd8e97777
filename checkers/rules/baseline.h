/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Baselines: the findings that are known, so that only new ones are told.
 *
 * A line is "FINGERPRINT RULE FILE FUNCTION"; only the first word counts.
 * Empty lines and what begins with "#" are skipped.
 */
#ifndef DIOPIN_BASELINE_H
#define DIOPIN_BASELINE_H

#include "record.h"

/* Drop the findings of the baseline at @path; ends the run if it is none. */
void baseline_drop(const char *path, struct records *records);

/* Write all findings as a baseline; ends the run if that cannot be done. */
void baseline_write(const char *path, const struct records *records);

#endif
