/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the records of a scan rest on: which files have the words that it asked
 * for, what the engines and the lexical witness said of these files, and what
 * they are compiled with.  A change of the tree that leaves all this as it was
 * leaves the records, too.
 */
#ifndef DIOPIN_GROUNDS_H
#define DIOPIN_GROUNDS_H

#include "../cache/results.h"
#include "survey.h"

/*
 * Read the records of the last scan of this tree into empty @records, if what
 * they rest on is still so; engines are asked of files that have changed.
 * @options has the stamps of the tree.
 */
bool grounds_find(const struct results *results,
		  const struct survey_options *options,
		  struct records *records);

/* Keep the records of a scan that missed nothing, and what they rest on. */
void grounds_keep(const struct results *results, const struct survey *survey,
		  const struct survey_options *options,
		  const struct records *records);

#endif
