/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What an engine lost: its facts held against the lexical witness.
 */
#ifndef DIOPIN_COVERAGE_H
#define DIOPIN_COVERAGE_H

#include "survey.h"

/* Fill survey->coverage, one row a file and engine. */
void coverage_count(struct survey *survey);

#endif
