// SPDX-License-Identifier: GPL-2.0-only
/*
 * How far trees have come: see progress.h.
 */
#include "progress.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct tally {
	int references, extracted;
};

static const char *string_of(struct json_object *o, const char *name)
{
	struct json_object *value;

	return json_object_object_get_ex(o, name, &value) ?
		json_object_get_string(value) : NULL;
}

/* A function that hands on what it acquired is no acquire of its own. */
static void count(struct tally *t, const char *kind, const char *holds,
		  bool is_wrapper)
{
	if (!kind || !holds || strcmp(kind, "acquire") || is_wrapper)
		return;
	if (!strcmp(holds, "ref"))
		t->references++;
	else
		t->extracted++;
}

static void put(struct xml *x, const char *name, size_t len,
		const struct tally *t)
{
	xml_open(x, "scan");
	xml_attribute(x, "name", "%.*s", (int)len, name);
	xml_attribute(x, "references", "%d", t->references);
	xml_attribute(x, "extracted", "%d", t->extracted);
	xml_close(x);
}

static void count_line(const char *path, int nr, const char *line,
		       struct tally *t)
{
	struct json_object *o = json_tokener_parse(line);
	const char *kind = json_object_is_type(o, json_type_object) ?
		string_of(o, "kind") : NULL;

	if (!kind)
		die(EXIT_USAGE, "%s:%d: this is not what diopin scan -f jsonl "
		    "writes", path, nr);
	count(t, kind, string_of(o, "holds"),
	      json_object_object_get_ex(o, "wrapper_of", NULL));
	json_object_put(o);
}

/* "6.1" of "scans/6.1.jsonl" */
static void put_file(struct xml *x, const char *path)
{
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	size_t len = strlen(name);
	char *text = read_whole_file(path, NULL), *save = NULL;
	struct tally t = { 0 };
	int nr = 0;

	if (!text)
		die(EXIT_USAGE, "cannot read %s: %s", path, strerror(errno));
	for (char *line = strtok_r(text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save))
		count_line(path, ++nr, line, &t);
	if (ends_with(name, ".jsonl"))
		len -= strlen(".jsonl");
	put(x, name, len, &t);
	free(text);
}

void progress_put(struct xml *x, const struct report *report)
{
	struct tally t = { 0 };

	for (size_t i = 0; report->compare && i < report->compare->n; i++)
		put_file(x, report->compare->item[i]);
	for (size_t i = 0; i < report->records->n; i++) {
		const struct record *r = &report->records->record[i];

		count(&t, r->kind, record_field(r, "holds"),
		      *record_field(r, "wrapper_of"));
	}
	put(x, "this tree", strlen("this tree"), &t);
}
