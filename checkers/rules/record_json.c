// SPDX-License-Identifier: GPL-2.0-only
/*
 * Records as text that can be read back: see record_json.h.
 *
 * A record is an array: kind, rule or null, file, function, line, column,
 * message, fields, and the waypoints, each of which is an array of file,
 * function, line, column and note.
 */
#include "record_json.h"

#include <stdlib.h>
#include <string.h>

enum { KIND, RULE, FILE_, FUNCTION, LINE, COL, MESSAGE, FIELDS, PATH, NR_PARTS };
enum { AT_FILE, AT_FUNCTION, AT_LINE, AT_COL, NOTE, NR_NOTE_PARTS };

static void add(struct json_object *array, struct json_object *value)
{
	if (!array || json_object_array_add(array, value))
		die(EXIT_INCOMPLETE, "out of memory");
}

static void add_string(struct json_object *array, const char *s)
{
	add(array, s ? json_object_new_string(s) : NULL);
}

static void add_number(struct json_object *array, int n)
{
	add(array, json_object_new_int(n));
}

static struct json_object *waypoint_to_json(const struct waypoint *w)
{
	struct json_object *o = json_object_new_array();

	add_string(o, w->at.file);
	add_string(o, w->at.in);
	add_number(o, w->at.line);
	add_number(o, w->at.col);
	add_string(o, w->note);
	return o;
}

static struct json_object *record_to_json(const struct record *r)
{
	struct json_object *o = json_object_new_array();
	struct json_object *path = json_object_new_array();

	for (size_t i = 0; i < r->nr_waypoints; i++)
		add(path, waypoint_to_json(&r->path[i]));
	add_string(o, r->kind);
	add_string(o, r->rule);
	add_string(o, r->file);
	add_string(o, r->function);
	add_number(o, r->line);
	add_number(o, r->col);
	add_string(o, r->message);
	add(o, json_object_get(r->fields));
	add(o, path);
	return o;
}

char *records_to_json(const struct records *records)
{
	struct json_object *all = json_object_new_array();
	char *text;

	for (size_t i = 0; i < records->n; i++)
		add(all, record_to_json(&records->record[i]));
	text = xstrdup(json_object_to_json_string_ext(all,
						      JSON_C_TO_STRING_PLAIN));
	json_object_put(all);
	return text;
}

static bool is_array(struct json_object *o, size_t n)
{
	return json_object_is_type(o, json_type_array) &&
		json_object_array_length(o) == n;
}

static const char *string_at(struct json_object *array, size_t i)
{
	return json_object_get_string(json_object_array_get_idx(array, i));
}

static int number_at(struct json_object *array, size_t i)
{
	return json_object_get_int(json_object_array_get_idx(array, i));
}

static bool read_waypoint(struct json_object *o, struct record *r)
{
	struct waypoint *w;

	if (!is_array(o, NR_NOTE_PARTS) || !string_at(o, NOTE) ||
	    !string_at(o, AT_FILE) || !string_at(o, AT_FUNCTION))
		return false;
	w = array_add(&r->path, &r->nr_waypoints);
	w->at = (struct place){
		.file = string_at(o, AT_FILE), .in = string_at(o, AT_FUNCTION),
		.line = number_at(o, AT_LINE), .col = number_at(o, AT_COL),
	};
	w->note = xstrdup(string_at(o, NOTE));
	return true;
}

static bool read_record(struct json_object *o, struct records *records)
{
	struct json_object *fields, *path;
	struct record *r;

	if (!is_array(o, NR_PARTS) || !string_at(o, KIND) ||
	    !string_at(o, FILE_) || !string_at(o, FUNCTION) ||
	    !string_at(o, MESSAGE))
		return false;
	fields = json_object_array_get_idx(o, FIELDS);
	path = json_object_array_get_idx(o, PATH);
	if (!json_object_is_type(fields, json_type_object) ||
	    !json_object_is_type(path, json_type_array))
		return false;
	r = array_add(&records->record, &records->n);
	*r = (struct record){
		.kind = string_at(o, KIND), .rule = string_at(o, RULE),
		.file = string_at(o, FILE_), .function = string_at(o, FUNCTION),
		.line = number_at(o, LINE), .col = number_at(o, COL),
		.message = xstrdup(string_at(o, MESSAGE)),
		.fields = json_object_get(fields),
	};
	for (size_t i = 0; i < json_object_array_length(path); i++) {
		if (!read_waypoint(json_object_array_get_idx(path, i), r))
			return false;
	}
	return true;
}

bool records_from_json(const char *text, struct records *records)
{
	struct json_object *all = json_tokener_parse(text);
	bool read = json_object_is_type(all, json_type_array);

	/* Names point into it. */
	records->source = all;
	for (size_t i = 0; read && i < json_object_array_length(all); i++)
		read = read_record(json_object_array_get_idx(all, i), records);
	if (!read)
		records_free(records);
	return read;
}
