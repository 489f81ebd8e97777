// SPDX-License-Identifier: GPL-2.0-only
/*
 * JSON lines: one object a line, for machines.
 */
#include "report.h"

static void put(struct json_object *o, const char *key, struct json_object *v)
{
	if (!v || json_object_object_add(o, key, v))
		die(EXIT_INCOMPLETE, "out of memory");
}

static void print_record(FILE *out, const struct record *r)
{
	struct json_object *o = json_object_new_object();

	put(o, "kind", json_object_new_string(r->kind));
	put(o, "file", json_object_new_string(r->file));
	put(o, "line", json_object_new_int(r->line));
	put(o, "col", json_object_new_int(r->col));
	put(o, "function", json_object_new_string(r->function));
	json_object_object_foreach(r->fields, key, value)
		put(o, key, json_object_get(value));
	put(o, "message", json_object_new_string(r->message));
	fprintf(out, "%s\n",
		json_object_to_json_string_ext(o, JSON_C_TO_STRING_PLAIN |
					       JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(o);
}

static void print(FILE *out, const struct records *records)
{
	for (size_t i = 0; i < records->n; i++)
		print_record(out, &records->record[i]);
}

const struct format jsonl_format = {
	.name = "jsonl",
	.summary = "one JSON object a line",
	.print = print,
};
