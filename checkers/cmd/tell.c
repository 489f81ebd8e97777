// SPDX-License-Identifier: GPL-2.0-only
/*
 * The end of a command that reports: see options.h.
 */
#include "cmd.h"
#include "options.h"

int tell(const struct format *format, struct report *report, bool complete)
{
	report->status = !complete ? EXIT_INCOMPLETE :
		report_count(report) ? EXIT_FINDINGS : EXIT_CLEAN;
	format->print(stdout, report);
	finish_output();
	return format->status ? format->status(report) : report->status;
}
