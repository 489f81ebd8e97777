/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How far a tree has come from references to pins, beside other trees.
 */
#ifndef DIOPIN_REPORT_PROGRESS_H
#define DIOPIN_REPORT_PROGRESS_H

#include "report.h"
#include "xml.h"

/*
 * Put an element "scan" for each file of report->compare, which "scan -f
 * jsonl" wrote, then one for the report itself: how many acquires hold pages
 * by reference and how many extract them.  A file that is none of these ends
 * the run with EXIT_USAGE.
 */
void progress_put(struct xml *x, const struct report *report);

#endif
