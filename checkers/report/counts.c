// SPDX-License-Identifier: GPL-2.0-only
/*
 * How many records of each kind or rule there are in each subsystem, as a
 * table or as JSON.  A subsystem is known by the first two directories of its
 * files.
 */
#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"

struct tally {
	const char *what;		/* the rule, or the kind */
	char *subsystem;
	size_t n;
};

struct tallies {
	struct tally *tally;
	size_t n;
};

char *subsystem_of(const char *file)
{
	const char *first = strchr(file, '/'), *end;

	if (!first)
		return xstrdup(".");
	end = strchr(first + 1, '/');
	return xstrndup(file, (end ? end : first) - file);
}

static void add(struct tallies *t, const struct record *r)
{
	const char *what = r->rule ? r->rule : r->kind;
	char *subsystem = subsystem_of(r->file);
	size_t i = 0;

	while (i < t->n && (strcmp(t->tally[i].what, what) ||
			    strcmp(t->tally[i].subsystem, subsystem)))
		i++;
	if (i < t->n) {
		t->tally[i].n++;
		free(subsystem);
		return;
	}
	*array_add(&t->tally, &t->n) = (struct tally){ what, subsystem, 1 };
}

static int compare(const void *a, const void *b)
{
	const struct tally *p = a, *q = b;
	int d = strcmp(p->what, q->what);

	return d ? d : strcmp(p->subsystem, q->subsystem);
}

static struct tallies count(const struct report *report)
{
	struct tallies t = { 0 };

	for (size_t i = 0; i < report->records->n; i++) {
		const struct record *r = &report->records->record[i];

		if (strcmp(r->kind, "coverage"))
			add(&t, r);
	}
	if (t.n)
		qsort(t.tally, t.n, sizeof(*t.tally), compare);
	return t;
}

static void tallies_free(struct tallies *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->tally[i].subsystem);
	free(t->tally);
}

static void print_table(FILE *out, const struct report *report)
{
	struct tallies t = count(report);

	for (size_t i = 0; i < t.n; i++)
		fprintf(out, "%6zu  %-22s %s\n", t.tally[i].n, t.tally[i].what,
			t.tally[i].subsystem);
	tallies_free(&t);
}

static void print_json(FILE *out, const struct report *report)
{
	struct json_object *array = json_object_new_array();
	struct tallies t = count(report);

	for (size_t i = 0; i < t.n; i++) {
		struct json_object *row = json_object_new_object();

		json_put(row, "rule", json_object_new_string(t.tally[i].what));
		json_put(row, "subsystem",
			 json_object_new_string(t.tally[i].subsystem));
		json_put(row, "count", json_object_new_int64(t.tally[i].n));
		json_append(array, row);
	}
	json_print(out, array, true);
	tallies_free(&t);
}

const struct format counts_format = {
	.name = "counts",
	.summary = "how many by rule and subsystem, a table",
	.print = print_table,
};

const struct format counts_json_format = {
	.name = "counts-json",
	.summary = "the same as JSON",
	.print = print_json,
};
