// SPDX-License-Identifier: GPL-2.0-only
/*
 * Workflow commands of GitHub Actions, which become annotations of a change:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
#include "report.h"

#include <stdlib.h>
#include <string.h>

/* What ends a command, or a property of one, is escaped as it wants it. */
static void put(FILE *out, const char *s, bool property)
{
	for (; *s; s++) {
		if (strchr("%\r\n", *s) || (property && strchr(":,", *s)))
			fprintf(out, "%%%02X", (unsigned char)*s);
		else
			fputc(*s, out);
	}
}

static void print_record(FILE *out, const struct record *r)
{
	fprintf(out, "::%s file=", record_accuses(r) ? "warning" : "notice");
	put(out, r->file, true);
	fprintf(out, ",line=%d,col=%d,title=", r->line, r->col);
	put(out, r->rule, true);
	fputs("::", out);
	put(out, r->message, false);
	for (size_t i = 0; i < r->nr_waypoints; i++) {
		const struct waypoint *w = &r->path[i];
		char *step = xasprintf("\n%s:%d: %s", w->at.file, w->at.line,
				       w->note);

		put(out, step, false);
		free(step);
	}
	fputc('\n', out);
}

static void print(FILE *out, const struct report *report)
{
	for (size_t i = 0; i < report->records->n; i++) {
		const struct record *r = &report->records->record[i];

		if (r->rule && r->state != STATE_REMOVED)
			print_record(out, r);
	}
	for (size_t i = 0; i < report->nr_patches; i++) {
		const struct patch *p = &report->patch[i];

		if (!p->failure)
			continue;
		fputs("::error title=not judged::", out);
		put(out, p->title, false);
		fputs(": ", out);
		put(out, p->failure, false);
		fputc('\n', out);
	}
}

const struct format github_format = {
	.name = "github",
	.summary = "annotations of GitHub Actions",
	.print = print,
};
