// SPDX-License-Identifier: GPL-2.0-only
/*
 * Checkstyle's XML, which most CI servers read: errors by file.  The schema of
 * what is written is tests/schemas/checkstyle.rng.
 */
#include <string.h>

#include "report.h"
#include "xml.h"

static bool is_told(const struct record *r)
{
	return r->rule && r->state != STATE_REMOVED;
}

static void print_error(struct xml *x, const struct record *r)
{
	xml_open(x, "error");
	xml_attribute(x, "line", "%d", r->line);
	xml_attribute(x, "column", "%d", r->col);
	xml_attribute(x, "severity", "%s",
		      record_accuses(r) ? "warning" : "info");
	xml_attribute(x, "message", "%s", r->message);
	xml_attribute(x, "source", "diopin.%s", r->rule);
	xml_close(x);
}

/* Was that file opened by a record before? */
static bool is_first_of_file(const struct records *records, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (is_told(&records->record[k]) &&
		    !strcmp(records->record[k].file, records->record[i].file))
			return false;
	}
	return true;
}

static void print_failure(struct xml *x, const struct patch *p)
{
	xml_open(x, "file");
	xml_attribute(x, "name", "%s", p->title);
	xml_open(x, "error");
	xml_attribute(x, "severity", "error");
	xml_attribute(x, "message", "not judged: %s", p->failure);
	xml_attribute(x, "source", "diopin");
	xml_close(x);
	xml_close(x);
}

static void print(FILE *out, const struct report *report)
{
	const struct records *records = report->records;
	struct xml x;

	xml_begin(&x);
	xml_open(&x, "checkstyle");
	xml_attribute(&x, "version", "4.3");
	for (size_t i = 0; i < records->n; i++) {
		const struct record *r = &records->record[i];

		if (!is_told(r) || !is_first_of_file(records, i))
			continue;
		xml_open(&x, "file");
		xml_attribute(&x, "name", "%s", r->file);
		for (size_t k = i; k < records->n; k++) {
			if (is_told(&records->record[k]) &&
			    !strcmp(records->record[k].file, r->file))
				print_error(&x, &records->record[k]);
		}
		xml_close(&x);
	}
	for (size_t i = 0; i < report->nr_patches; i++) {
		if (report->patch[i].failure)
			print_failure(&x, &report->patch[i]);
	}
	xml_close(&x);
	xml_print(&x, out);
}

const struct format checkstyle_format = {
	.name = "checkstyle",
	.summary = "checkstyle XML",
	.print = print,
};
