// SPDX-License-Identifier: GPL-2.0-only
/*
 * JUnit's XML: in a review each change is a test, in a scan each rule.  What
 * could not be judged is an error, not a failure.  The schema of what is
 * written is tests/schemas/junit.rng.
 */
#include <stdlib.h>
#include <string.h>

#include "../rules/rule.h"
#include "report.h"
#include "xml.h"

/* What one test is about: a change, or else a rule. */
struct test {
	const char *name;
	size_t patch;
	const char *rule;
	const char *error;
};

static bool is_failure(const struct test *test, const struct record *r)
{
	if (!record_accuses(r))
		return false;
	return test->rule ? !strcmp(r->rule, test->rule) :
		r->patch == test->patch;
}

static void print_failures(struct xml *x, const struct test *test,
			   const struct records *records)
{
	for (size_t i = 0; i < records->n; i++) {
		const struct record *r = &records->record[i];

		if (!is_failure(test, r))
			continue;
		xml_open(x, "failure");
		xml_attribute(x, "type", "%s", r->rule);
		xml_attribute(x, "message", "%s:%d: %s", r->file, r->line,
			      r->message);
		for (size_t k = 0; k < r->nr_waypoints; k++)
			xml_text(x, "%s:%d: %s\n", r->path[k].at.file,
				 r->path[k].at.line, r->path[k].note);
		xml_close(x);
	}
}

static bool fails(const struct test *test, const struct records *records)
{
	for (size_t i = 0; i < records->n; i++) {
		if (is_failure(test, &records->record[i]))
			return true;
	}
	return false;
}

static struct test *list_tests(const struct report *report, size_t *n)
{
	struct test *tests = NULL;
	const struct rule *rule;

	*n = 0;
	for (size_t i = 0; i < report->nr_patches; i++)
		*array_add(&tests, n) = (struct test){
			.name = report->patch[i].title, .patch = i + 1,
			.error = report->patch[i].failure,
		};
	for (size_t i = 0; !report->nr_patches && (rule = rule_at(i)); i++) {
		if (rule->finds)
			*array_add(&tests, n) = (struct test){
				.name = rule->name, .rule = rule->name,
			};
	}
	return tests;
}

static void print(FILE *out, const struct report *report)
{
	size_t n, failures = 0, errors = 0;
	struct test *tests = list_tests(report, &n);
	struct xml x;

	for (size_t i = 0; i < n; i++) {
		errors += !!tests[i].error;
		failures += !tests[i].error && fails(&tests[i], report->records);
	}
	xml_begin(&x);
	xml_open(&x, "testsuites");
	xml_open(&x, "testsuite");
	xml_attribute(&x, "name", "diopin");
	xml_attribute(&x, "tests", "%zu", n);
	xml_attribute(&x, "failures", "%zu", failures);
	xml_attribute(&x, "errors", "%zu", errors);
	for (size_t i = 0; i < n; i++) {
		xml_open(&x, "testcase");
		xml_attribute(&x, "classname", "diopin");
		xml_attribute(&x, "name", "%s", tests[i].name);
		if (tests[i].error) {
			xml_open(&x, "error");
			xml_attribute(&x, "message", "not judged: %s",
				      tests[i].error);
			xml_close(&x);
		}
		print_failures(&x, &tests[i], report->records);
		xml_close(&x);
	}
	xml_close(&x);
	xml_close(&x);
	xml_print(&x, out);
	free(tests);
}

const struct format junit_format = {
	.name = "junit",
	.summary = "JUnit XML",
	.print = print,
};
