/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Options that several commands take.  What is wrong with one ends the run
 * with a sentence; @command is for that.
 */
#ifndef DIOPIN_OPTIONS_H
#define DIOPIN_OPTIONS_H

#include "../base/base.h"
#include "../report/report.h"

/* "cocci,sparse" */
void option_engines(struct strv *engines, const char *list,
		    const char *command);

unsigned int option_jobs(const char *text);

const struct format *option_format(const char *name, const char *command);

#endif
