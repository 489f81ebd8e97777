// SPDX-License-Identifier: GPL-2.0-only
/*
 * What diopin says: see record.h.
 */
#include "record.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct record *record_add(struct records *records, const char *kind,
			  const struct place *at, const char *fmt, ...)
{
	struct record *r = array_add(&records->record, &records->n);
	va_list ap;

	r->kind = kind;
	r->file = at->file;
	r->function = at->in;
	r->line = at->line;
	r->col = at->col;
	r->engines = at->engines;
	r->fields = json_object_new_object();
	va_start(ap, fmt);
	if (!r->fields || vasprintf(&r->message, fmt, ap) < 0)
		die(EXIT_INCOMPLETE, "out of memory");
	va_end(ap);
	return r;
}

static void add_field(struct record *r, const char *field,
		      struct json_object *value)
{
	if (!value || json_object_object_add(r->fields, field, value))
		die(EXIT_INCOMPLETE, "out of memory");
}

void record_string(struct record *r, const char *field, const char *value)
{
	add_field(r, field, json_object_new_string(value));
}

void record_bool(struct record *r, const char *field, bool value)
{
	add_field(r, field, json_object_new_boolean(value));
}

void record_number(struct record *r, const char *field, long value)
{
	add_field(r, field, json_object_new_int64(value));
}

void record_list(struct record *r, const char *field, const struct strv *v)
{
	struct json_object *list = json_object_new_array();

	for (size_t i = 0; list && i < v->n; i++)
		json_object_array_add(list,
				      json_object_new_string(v->item[i]));
	add_field(r, field, list);
}

static int compare_records(const void *a, const void *b)
{
	const struct record *p = a, *q = b;
	int d = strcmp(p->file, q->file);

	if (!d)
		d = p->line - q->line;
	if (!d)
		d = p->col - q->col;
	if (!d)
		d = strcmp(p->kind, q->kind);
	return d ? d : strcmp(p->message, q->message);
}

void records_sort(struct records *records)
{
	if (records->n)
		qsort(records->record, records->n, sizeof(*records->record),
		      compare_records);
}

void record_drop(struct record *r)
{
	for (size_t i = 0; i < r->nr_waypoints; i++)
		free(r->path[i].note);
	free(r->path);
	free(r->message);
	json_object_put(r->fields);
}

void records_free(struct records *records)
{
	for (size_t i = 0; i < records->n; i++)
		record_drop(&records->record[i]);
	free(records->record);
	json_object_put(records->source);
	*records = (struct records){ 0 };
}

const char *record_field(const struct record *r, const char *name)
{
	struct json_object *value;

	if (!json_object_object_get_ex(r->fields, name, &value))
		return "";
	return json_object_get_string(value);
}
