/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where engines disagree.
 */
#ifndef DIOPIN_DISAGREE_H
#define DIOPIN_DISAGREE_H

#include "../join/survey.h"
#include "record.h"

/*
 * Put in place of @records one record "disagreement" for each of them and each
 * engine that saw the function but not the thing.
 */
void records_disagree(const struct survey *survey, struct records *records);

#endif
