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

static void print(FILE *out, const struct records *records)
{
	for (size_t i = 0; i < records->n; i++) {
		const struct record *r = &records->record[i];

		if (!is_worth_a_line(r))
			continue;
		fprintf(out, "%s:%d:%d: %s: %s [%s]\n", r->file, r->line,
			r->col, strcmp(r->kind, "coverage") ? "note" : "warning",
			r->message, r->kind);
	}
}

const struct format text_format = {
	.name = "text",
	.summary = "file:line:col: note: sentence [kind]",
	.print = print,
};
