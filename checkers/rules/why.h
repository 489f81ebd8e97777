/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Why an acquire has its class: how it is reached, call by call.
 */
#ifndef DIOPIN_WHY_H
#define DIOPIN_WHY_H

#include "../join/survey.h"
#include "record.h"

/*
 * Add a record "why" for each step from the entry point down to the acquires
 * at @line of @file.  Ends the run with a sentence if there is none.
 */
void why_run(const struct survey *survey, const char *file, int line,
	     struct records *records);

#endif
