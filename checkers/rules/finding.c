// SPDX-License-Identifier: GPL-2.0-only
/*
 * Findings: records that name a bug, with the path that proves it.  See
 * record.h.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "record.h"

struct record *finding_add(struct records *records, const char *rule,
			   const char *severity, const struct place *at,
			   const char *subject, const char *fmt, ...)
{
	char *message;
	struct record *r;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&message, fmt, ap) < 0)
		die(EXIT_INCOMPLETE, "out of memory");
	va_end(ap);
	r = record_add(records, "finding", at, "%s", message);
	r->rule = rule;
	record_string(r, "rule", rule);
	record_string(r, "severity", severity);
	record_string(r, "subject", subject);
	free(message);
	return r;
}

void finding_step(struct record *r, const struct place *at,
		  const char *fmt, ...)
{
	struct waypoint *w = array_add(&r->path, &r->nr_waypoints);
	va_list ap;

	w->at = *at;
	va_start(ap, fmt);
	if (vasprintf(&w->note, fmt, ap) < 0)
		die(EXIT_INCOMPLETE, "out of memory");
	va_end(ap);
}

/* Does the word stand at that line and column of the file? */
static bool stands_at(const char *path, int line, int col, const char *word)
{
	char *text = read_whole_file(path, NULL), *p = text;
	bool there;

	for (int n = 1; p && n < line; n++) {
		p = strchr(p, '\n');
		p = p ? p + 1 : NULL;
	}
	there = p && col > 0 && strcspn(p, "\n") >= (size_t)col &&
		starts_with(p + col - 1, word);
	free(text);
	return there;
}

void finding_fix(struct record *r, const char *tree, const struct place *at,
		 const char *old, const char *new)
{
	char *path = xasprintf("%s/%s", tree, at->file);
	struct json_object *fix;

	if (stands_at(path, at->line, at->col, old)) {
		fix = json_object_new_object();
		json_object_object_add(fix, "file",
				       json_object_new_string(at->file));
		json_object_object_add(fix, "line",
				       json_object_new_int(at->line));
		json_object_object_add(fix, "col", json_object_new_int(at->col));
		json_object_object_add(fix, "old", json_object_new_string(old));
		json_object_object_add(fix, "new", json_object_new_string(new));
		json_object_object_add(r->fields, "fix", fix);
	}
	free(path);
}

/* FNV-1a, 64 bits: short, stable, and nothing depends on its secrecy. */
static uint64_t hash(uint64_t h, const char *s)
{
	do {
		h = (h ^ (unsigned char)*s) * 0x100000001b3u;
	} while (*s++);
	return h;
}

static const char *field(const struct record *r, const char *name)
{
	struct json_object *value;

	if (!json_object_object_get_ex(r->fields, name, &value))
		return "";
	return json_object_get_string(value);
}

static bool same_thing(const struct record *a, const struct record *b)
{
	return !strcmp(a->rule, b->rule) && !strcmp(a->file, b->file) &&
		!strcmp(a->function, b->function) &&
		!strcmp(field(a, "subject"), field(b, "subject"));
}

/* The same bug a second time in one function has a number, not a line. */
static void add_fingerprint(const struct records *records, size_t i)
{
	struct record *r = &records->record[i];
	uint64_t h = 0xcbf29ce484222325u;
	char text[2 * sizeof(h) + 1];
	size_t before = 0;

	for (size_t k = 0; k < i; k++)
		before += records->record[k].rule &&
			same_thing(&records->record[k], r);
	h = hash(h, r->rule);
	h = hash(h, r->file);
	h = hash(h, r->function);
	h = hash(h, field(r, "subject"));
	for (; before; before--)
		h = hash(h, "again");
	snprintf(text, sizeof(text), "%016" PRIx64, h);
	record_string(r, "fingerprint", text);
}

static void add_path(struct record *r)
{
	struct json_object *path = json_object_new_array();

	for (size_t i = 0; i < r->nr_waypoints; i++) {
		const struct waypoint *w = &r->path[i];
		struct json_object *step = json_object_new_object();

		json_object_object_add(step, "file",
				       json_object_new_string(w->at.file));
		json_object_object_add(step, "line",
				       json_object_new_int(w->at.line));
		json_object_object_add(step, "function",
				       json_object_new_string(w->at.in));
		json_object_object_add(step, "note",
				       json_object_new_string(w->note));
		json_object_array_add(path, step);
	}
	json_object_object_add(r->fields, "path", path);
}

static bool is_repeated(const struct record *a, const struct record *b)
{
	return b->rule && a->rule && a->line == b->line && a->col == b->col &&
		same_thing(a, b);
}

void findings_finish(struct records *records)
{
	size_t kept = 0;

	for (size_t i = 0; i < records->n; i++) {
		struct record *r = &records->record[i];

		if (kept && is_repeated(&records->record[kept - 1], r)) {
			record_drop(r);
			continue;
		}
		records->record[kept++] = *r;
	}
	records->n = kept;
	for (size_t i = 0; i < records->n; i++) {
		if (!records->record[i].rule)
			continue;
		add_fingerprint(records, i);
		add_path(&records->record[i]);
	}
}
