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
	bool warns = r->rule || !strcmp(r->kind, "coverage");

	fprintf(out, "%s:%d:%d: %s: %s [%s]\n", r->file, r->line, r->col,
		warns ? "warning" : "note", r->message,
		r->rule ? r->rule : r->kind);
	for (size_t i = 0; i < r->nr_waypoints; i++) {
		const struct waypoint *w = &r->path[i];

		fprintf(out, "%s:%d:%d: note:   %s\n", w->at.file, w->at.line,
			w->at.col, w->note);
	}
}

static void print(FILE *out, const struct records *records)
{
	for (size_t i = 0; i < records->n; i++) {
		if (is_worth_a_line(&records->record[i]))
			print_record(out, &records->record[i]);
	}
}

const struct format text_format = {
	.name = "text",
	.summary = "file:line:col: note: sentence [kind]",
	.print = print,
};
