// SPDX-License-Identifier: GPL-2.0-only
/*
 * Text in the compilers' form, for people and for editors:
 * file:line:col: note: sentence [kind]
 */
#include "report.h"

#include <string.h>

/* A row of coverage is worth a line only if something was lost. */
static bool is_worth_a_line(const struct record *r)
{
	struct json_object *complete;

	if (strcmp(r->kind, "coverage"))
		return true;
	return json_object_object_get_ex(r->fields, "complete", &complete) &&
		!json_object_get_boolean(complete);
}

static void print_record(FILE *out, const struct record *r)
{
	static const char *const said[] = {
		[STATE_NONE] = "", [STATE_ADDED] = "",
		[STATE_REMOVED] = "no longer so: ",
		[STATE_KEPT] = "was so before: ",
	};
	bool warns = record_accuses(r) || !strcmp(r->kind, "coverage");

	fprintf(out, "%s:%d:%d: %s: %s%s [%s]\n", r->file, r->line, r->col,
		warns ? "warning" : "note", said[r->state], r->message,
		r->rule ? r->rule : r->kind);
	/* how it came to what is no more needs no telling */
	if (r->rule && !warns)
		return;
	for (size_t i = 0; i < r->nr_waypoints; i++) {
		const struct waypoint *w = &r->path[i];

		fprintf(out, "%s:%d:%d: note:   %s\n", w->at.file, w->at.line,
			w->at.col, w->note);
	}
}

/* Which of several changes the lines that follow are about. */
static void print_patch(FILE *out, const struct patch *p)
{
	if (p->commit)
		fprintf(out, "%.12s (\"%s\"):\n", p->commit, p->title);
	else if (p->of > 1)
		fprintf(out, "%zu/%zu %s:\n", p->nr, p->of, p->title);
}

static bool has_records(const struct report *report, size_t patch)
{
	for (size_t i = 0; i < report->records->n; i++) {
		if (report->records->record[i].patch == patch)
			return true;
	}
	return false;
}

/* What is about one patch; 0 is none. */
static void print_records(FILE *out, const struct report *report, size_t patch)
{
	for (size_t i = 0; i < report->records->n; i++) {
		const struct record *r = &report->records->record[i];

		if (r->patch == patch && is_worth_a_line(r))
			print_record(out, r);
	}
}

static void print(FILE *out, const struct report *report)
{
	print_records(out, report, 0);
	for (size_t i = 0; i < report->nr_patches; i++) {
		const struct patch *p = &report->patch[i];

		if (p->failure || has_records(report, i + 1))
			print_patch(out, p);
		if (p->failure)
			fprintf(out, "not judged: %s\n", p->failure);
		print_records(out, report, i + 1);
	}
}

const struct format text_format = {
	.name = "text",
	.summary = "file:line:col: note: sentence [kind]",
	.print = print,
};
