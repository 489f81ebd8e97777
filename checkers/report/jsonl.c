// SPDX-License-Identifier: GPL-2.0-only
/*
 * JSON lines: one object a line, for machines.
 */
#include "json.h"
#include "report.h"

/* What a record is about, if it is about a change. */
static void put_patch(struct json_object *o, const struct patch *p)
{
	json_put(o, "patch", json_object_new_int64(p->nr));
	json_put(o, "patches", json_object_new_int64(p->of));
	json_put(o, "title", json_object_new_string(p->title));
	if (p->commit)
		json_put(o, "commit", json_object_new_string(p->commit));
	if (p->mail.message_id)
		json_put(o, "message_id",
			 json_object_new_string(p->mail.message_id));
}

static void print_record(FILE *out, const struct record *r,
			 const struct patch *patch)
{
	struct json_object *o = json_object_new_object();

	json_put(o, "kind", json_object_new_string(r->kind));
	json_put(o, "file", json_object_new_string(r->file));
	json_put(o, "line", json_object_new_int(r->line));
	json_put(o, "col", json_object_new_int(r->col));
	json_put(o, "function", json_object_new_string(r->function));
	json_object_object_foreach(r->fields, key, value)
		json_put(o, key, json_object_get(value));
	if (patch) {
		json_put(o, "state",
			 json_object_new_string(state_name(r->state)));
		put_patch(o, patch);
	}
	json_put(o, "message", json_object_new_string(r->message));
	json_print(out, o, false);
}

/* A change that was not judged is a hole in what was covered. */
static void print_failure(FILE *out, const struct patch *p)
{
	struct json_object *o = json_object_new_object();

	json_put(o, "kind", json_object_new_string("not-judged"));
	put_patch(o, p);
	json_put(o, "message", json_object_new_string(p->failure));
	json_print(out, o, false);
}

static void print(FILE *out, const struct report *report)
{
	for (size_t i = 0; i < report->nr_patches; i++) {
		if (report->patch[i].failure)
			print_failure(out, &report->patch[i]);
	}
	for (size_t i = 0; i < report->records->n; i++) {
		const struct record *r = &report->records->record[i];

		print_record(out, r,
			     r->patch ? &report->patch[r->patch - 1] : NULL);
	}
}

const struct format jsonl_format = {
	.name = "jsonl",
	.summary = "one JSON object a line",
	.print = print,
};
