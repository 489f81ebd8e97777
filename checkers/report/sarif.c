// SPDX-License-Identifier: GPL-2.0-only
/*
 * SARIF 2.1.0: findings with their paths as code flows, for code scanning.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
#include <stdlib.h>
#include <string.h>

#include "../rules/rule.h"
#include "json.h"
#include "report.h"

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

static struct json_object *text(const char *s)
{
	struct json_object *o = json_object_new_object();

	json_put(o, "text", json_object_new_string(s));
	return o;
}

static const char *json_text(struct json_object *o, const char *field)
{
	return json_object_get_string(json_object_object_get(o, field));
}

/* A URI: what is no plain character of a path is escaped. */
static struct json_object *uri(const char *path)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789-._~/+,@";
	char *escaped = xcalloc(3, strlen(path) + 1), *to = escaped;
	struct json_object *s;

	for (; *path; path++) {
		if (strchr(plain, *path))
			*to++ = *path;
		else
			to += sprintf(to, "%%%02X", (unsigned char)*path);
	}
	s = json_object_new_string(escaped);
	free(escaped);
	return s;
}

static struct json_object *artifact_location(const char *file)
{
	struct json_object *o = json_object_new_object();

	json_put(o, "uri", uri(file));
	json_put(o, "uriBaseId", json_object_new_string("SRCROOT"));
	return o;
}

static struct json_object *location(const char *file, int line, int col,
				    const char *function, const char *note)
{
	struct json_object *place = json_object_new_object();
	struct json_object *physical = json_object_new_object();
	struct json_object *region = json_object_new_object();

	json_put(region, "startLine", json_object_new_int(line));
	json_put(region, "startColumn", json_object_new_int(col));
	json_put(physical, "artifactLocation", artifact_location(file));
	json_put(physical, "region", region);
	json_put(place, "physicalLocation", physical);
	if (*function) {
		struct json_object *names = json_object_new_array();
		struct json_object *name = json_object_new_object();

		json_put(name, "name", json_object_new_string(function));
		json_put(name, "kind", json_object_new_string("function"));
		json_append(names, name);
		json_put(place, "logicalLocations", names);
	}
	if (note)
		json_put(place, "message", text(note));
	return place;
}

/* codeFlows, of one thread: the path that proves the finding. */
static struct json_object *code_flows(const struct record *r)
{
	struct json_object *flows = json_object_new_array();
	struct json_object *flow = json_object_new_object();
	struct json_object *threads = json_object_new_array();
	struct json_object *thread = json_object_new_object();
	struct json_object *steps = json_object_new_array();

	for (size_t i = 0; i < r->nr_waypoints; i++) {
		const struct waypoint *w = &r->path[i];
		struct json_object *step = json_object_new_object();

		json_put(step, "location",
			 location(w->at.file, w->at.line, w->at.col, w->at.in,
				  w->note));
		json_append(steps, step);
	}
	json_put(thread, "locations", steps);
	json_append(threads, thread);
	json_put(flow, "threadFlows", threads);
	json_append(flows, flow);
	return flows;
}

static const char *baseline_state(enum record_state state)
{
	static const char *const names[] = {
		[STATE_ADDED] = "new", [STATE_REMOVED] = "absent",
		[STATE_KEPT] = "unchanged",
	};

	return names[state];
}

static void put_patch(struct json_object *result, const struct patch *p)
{
	struct json_object *o = json_object_new_object();

	json_put(o, "title", json_object_new_string(p->title));
	if (p->commit)
		json_put(o, "commit", json_object_new_string(p->commit));
	json_put(result, "properties", o);
}

/* fixes, of one that replaces one word; see finding_fix(). */
static struct json_object *fixes(struct json_object *fix)
{
	struct json_object *list = json_object_new_array();
	struct json_object *o = json_object_new_object();
	struct json_object *changes = json_object_new_array();
	struct json_object *change = json_object_new_object();
	struct json_object *replacements = json_object_new_array();
	struct json_object *replacement = json_object_new_object();
	struct json_object *region = json_object_new_object();
	const char *old = json_text(fix, "old"), *new = json_text(fix, "new");
	int col = json_object_get_int(json_object_object_get(fix, "col"));
	char *sentence = xasprintf("%s in place of %s", new, old);

	json_put(region, "startLine",
		 json_object_get(json_object_object_get(fix, "line")));
	json_put(region, "startColumn", json_object_new_int(col));
	json_put(region, "endColumn", json_object_new_int(col + strlen(old)));
	json_put(replacement, "deletedRegion", region);
	json_put(replacement, "insertedContent", text(new));
	json_append(replacements, replacement);
	json_put(change, "artifactLocation",
		 artifact_location(json_text(fix, "file")));
	json_put(change, "replacements", replacements);
	json_append(changes, change);
	json_put(o, "description", text(sentence));
	json_put(o, "artifactChanges", changes);
	json_append(list, o);
	free(sentence);
	return list;
}

static struct json_object *result(const struct report *report,
				  const struct record *r)
{
	struct json_object *o = json_object_new_object();
	struct json_object *prints = json_object_new_object();
	struct json_object *places = json_object_new_array();
	struct json_object *fix;

	json_put(o, "ruleId", json_object_new_string(r->rule));
	json_put(o, "level", json_object_new_string(
		record_accuses(r) ? "warning" : "note"));
	json_put(o, "message", text(r->message));
	json_append(places, location(r->file, r->line, r->col, r->function,
				     NULL));
	json_put(o, "locations", places);
	json_put(prints, "diopin/v1",
		 json_object_new_string(record_field(r, "fingerprint")));
	json_put(o, "partialFingerprints", prints);
	if (r->nr_waypoints)
		json_put(o, "codeFlows", code_flows(r));
	if (r->state != STATE_NONE)
		json_put(o, "baselineState",
			 json_object_new_string(baseline_state(r->state)));
	if (r->patch)
		put_patch(o, &report->patch[r->patch - 1]);
	if (r->state != STATE_REMOVED &&
	    json_object_object_get_ex(r->fields, "fix", &fix))
		json_put(o, "fixes", fixes(fix));
	return o;
}

static struct json_object *rule_list(void)
{
	struct json_object *list = json_object_new_array();
	const struct rule *rule;

	for (size_t i = 0; (rule = rule_at(i)); i++) {
		struct json_object *o;

		if (!rule->finds)
			continue;
		o = json_object_new_object();
		json_put(o, "id", json_object_new_string(rule->name));
		json_put(o, "shortDescription", text(rule->summary));
		json_put(o, "fullDescription", text(rule->explain));
		json_append(list, o);
	}
	return list;
}

static struct json_object *tool(void)
{
	struct json_object *o = json_object_new_object();
	struct json_object *driver = json_object_new_object();

	json_put(driver, "name", json_object_new_string("diopin"));
	json_put(driver, "version", json_object_new_string(DIOPIN_VERSION));
	json_put(driver, "rules", rule_list());
	json_put(o, "driver", driver);
	return o;
}

/* How it went: what could not be judged is a notification, not a result. */
static struct json_object *invocation(const struct report *report)
{
	struct json_object *o = json_object_new_object();
	struct json_object *notes = json_object_new_array();

	json_put(o, "executionSuccessful", json_object_new_boolean(
		report->status != EXIT_INCOMPLETE));
	json_put(o, "exitCode", json_object_new_int(report->status));
	for (size_t i = 0; i < report->nr_patches; i++) {
		const struct patch *p = &report->patch[i];
		struct json_object *note;
		char *sentence;

		if (!p->failure)
			continue;
		note = json_object_new_object();
		sentence = xasprintf("%s: not judged: %s", p->title,
				     p->failure);
		json_put(note, "level", json_object_new_string("error"));
		json_put(note, "message", text(sentence));
		json_append(notes, note);
		free(sentence);
	}
	json_put(o, "toolExecutionNotifications", notes);
	return o;
}

static void print(FILE *out, const struct report *report)
{
	struct json_object *log = json_object_new_object();
	struct json_object *run = json_object_new_object();
	struct json_object *runs = json_object_new_array();
	struct json_object *results = json_object_new_array();
	struct json_object *invocations = json_object_new_array();

	for (size_t i = 0; i < report->records->n; i++) {
		const struct record *r = &report->records->record[i];

		if (r->rule)
			json_append(results, result(report, r));
	}
	json_append(invocations, invocation(report));
	json_put(run, "tool", tool());
	json_put(run, "invocations", invocations);
	json_put(run, "columnKind",
		 json_object_new_string("unicodeCodePoints"));
	json_put(run, "results", results);
	json_append(runs, run);
	json_put(log, "$schema", json_object_new_string(SCHEMA));
	json_put(log, "version", json_object_new_string("2.1.0"));
	json_put(log, "runs", runs);
	json_print(out, log, true);
}

const struct format sarif_format = {
	.name = "sarif",
	.summary = "SARIF 2.1.0",
	.print = print,
};
