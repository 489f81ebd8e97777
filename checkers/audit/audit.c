// SPDX-License-Identifier: GPL-2.0-only
/*
 * Asking the claims, and telling what was found: see audit.h.
 */
#include "audit.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/xmlstring.h>

#include "../rules/rule.h"

static const struct claim_check *const checks[NR_CLAIMS] = {
	&legacy_claim,
	&predicate_claim,
	&decides_claim,
	&cleaned_claim,
	&true_callers_claim,
	&replacement_claim,
	&fixed_buffers_claim,
};

static const struct claim_check *check_of(int id)
{
	assert(id >= 1 && id <= NR_CLAIMS);
	return checks[id - 1];
}

static char *format(const char *fmt, va_list ap)
{
	char *text;

	if (vasprintf(&text, fmt, ap) < 0)
		die(EXIT_INCOMPLETE, "out of memory");
	return text;
}

void claim_say(struct claim *claim, enum holds holds, const char *fmt, ...)
{
	va_list ap;

	claim->holds = holds;
	va_start(ap, fmt);
	claim->sentence = format(fmt, ap);
	va_end(ap);
}

void claim_show(struct claim *claim, const struct place *at,
		const char *fmt, ...)
{
	struct evidence *e = array_add(&claim->evidence, &claim->nr_evidence);
	va_list ap;

	e->at = *at;
	va_start(ap, fmt);
	e->why = format(fmt, ap);
	va_end(ap);
}

void claim_free(struct claim *claim)
{
	for (size_t i = 0; i < claim->nr_evidence; i++)
		free(claim->evidence[i].why);
	free(claim->evidence);
	free(claim->sentence);
	*claim = (struct claim){ 0 };
}

const char *record_text(const struct record *r, const char *field)
{
	struct json_object *value;

	if (!json_object_object_get_ex(r->fields, field, &value))
		return NULL;
	return json_object_get_string(value);
}

void audit_ask(const struct survey *survey, int id, struct claim *claim)
{
	*claim = (struct claim){ .id = id };
	check_of(id)->ask(survey, claim);
	assert(claim->sentence);
}

void audit_words(int id, struct strv *words)
{
	for (const char *const *word = check_of(id)->words; *word; word++)
		strv_add(words, *word);
}

void audit_open_names(const struct survey *survey, bool findings,
		      struct strv *names)
{
	if (findings)
		return;
	dirty_release_rule.open_names(survey, names);
	for (int id = 1; id <= NR_CLAIMS; id++) {
		if (check_of(id)->open_names)
			check_of(id)->open_names(survey, names);
	}
}

/* A line of the tree without the space around it; the caller frees it. */
static char *source_line(const struct survey *survey, const struct place *at)
{
	char *path = xasprintf("%s/%s", survey->tree.dir, at->file);
	char *text = read_whole_file(path, NULL);
	const char *line = text;
	char *copy;
	size_t n;

	free(path);
	for (int i = 1; line && i < at->line; i++) {
		line = strchr(line, '\n');
		line += line != NULL;
	}
	if (!line)
		line = "";
	line += strspn(line, " \t");
	n = strcspn(line, "\r\n");
	while (n && strchr(" \t", line[n - 1]))
		n--;
	copy = xstrndup(line, n);
	free(text);
	for (char *p = copy; *p && !xmlCheckUTF8(BAD_CAST copy); p++) {
		if ((unsigned char)*p >= 0x80)
			*p = '?';
	}
	return copy;
}

/* Evidence goes into the field of that name, and into the path for text. */
static void add_evidence(const struct survey *survey, struct record *r,
			 const struct claim *claim)
{
	struct json_object *list = json_object_new_array();

	for (size_t i = 0; i < claim->nr_evidence; i++) {
		const struct evidence *e = &claim->evidence[i];
		struct json_object *o = json_object_new_object();
		char *source = source_line(survey, &e->at);

		finding_step(r, &e->at, "%s: %s", e->why, source);
		json_object_object_add(o, "file",
				       json_object_new_string(e->at.file));
		json_object_object_add(o, "line",
				       json_object_new_int(e->at.line));
		json_object_object_add(o, "function",
				       json_object_new_string(e->at.in));
		json_object_object_add(o, "note",
				       json_object_new_string(e->why));
		json_object_object_add(o, "source",
				       json_object_new_string(source));
		json_object_array_add(list, o);
		free(source);
	}
	json_object_object_add(r->fields, "evidence", list);
}

void audit_run(const struct survey *survey, int first, int last,
	       struct records *records)
{
	static const char *const names[] = {
		[HOLDS_NOT] = "false",
		[HOLDS_PARTLY] = "partly",
		[HOLDS] = "true",
	};
	const struct place nowhere = {
		.file = ".", .in = "", .line = 1, .col = 1,
	};

	for (int id = first; id <= last; id++) {
		struct claim claim;
		struct record *r;

		audit_ask(survey, id, &claim);
		r = record_add(records, "claim", claim.nr_evidence ?
			       &claim.evidence[0].at : &nowhere,
			       "claim %d, \"%s\": %s: %s", id,
			       check_of(id)->statement, names[claim.holds],
			       claim.sentence);
		record_number(r, "id", id);
		record_string(r, "statement", check_of(id)->statement);
		record_string(r, "holds", names[claim.holds]);
		add_evidence(survey, r, &claim);
		claim_free(&claim);
	}
}
