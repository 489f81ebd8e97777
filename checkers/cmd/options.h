/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Options that several commands take, and how those that report end.
 */
#ifndef DIOPIN_OPTIONS_H
#define DIOPIN_OPTIONS_H

#include "../join/survey.h"
#include "../report/report.h"

/* Long options without a letter; a command's own begin with OPT_OWN. */
enum {
	OPT_ENGINE = 256, OPT_BUILD, OPT_FACTS, OPT_WRITE_FACTS, OPT_NO_CACHE,
	OPT_OWN,
};

struct common {
	const char *command, *usage;
	struct survey_options survey;
	const struct format *format;
};

/*
 * Take @c, which getopt_long() returned and which is none of the command's
 * own.  --help, and what is wrong with an option, end the run.
 */
void option_common(int c, struct common *o);

/*
 * Print a report on stdout, of which nothing was missed if @complete.  Returns
 * the exit status: that of the format's protocol, if it has one.
 */
int tell(const struct format *format, struct report *report, bool complete);

#endif
