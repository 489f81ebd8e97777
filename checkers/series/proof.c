// SPDX-License-Identifier: GPL-2.0-only
/*
 * The proof of the extract series: the result is scanned as the tree was.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/proc.h"
#include "../rules/rule.h"
#include "../tree/environment.h"
#include "extract.h"
#include "shadow.h"

/* The files that the series touches, and those beside them, at one time. */
struct side {
	char *dir;
	struct survey survey;
	struct records records;
};

static void scan(const struct extract *x, struct side *side, const char *name,
		 const char *changed, const char *environment)
{
	struct survey_options options = {
		.findings = true,
		.open_names = rules_open_names,
		.near_names = rules_near_names,
		.environment = environment,
	};

	side->dir = xasprintf("%s/%s", scratch_dir(), name);
	shadow_create(x->survey.tree.dir, side->dir, changed,
		      &x->series->files);
	options.tree = side->dir;
	survey_run(&side->survey, &options);
	rules_run(&side->survey, &side->records);
}

static void forget(struct side *side)
{
	records_free(&side->records);
	survey_free(&side->survey);
	remove_tree(side->dir);
	free(side->dir);
}

static bool has_finding(const struct records *records, const char *fingerprint)
{
	for (size_t i = 0; i < records->n; i++) {
		if (records->record[i].rule &&
		    !strcmp(record_field(&records->record[i], "fingerprint"),
			    fingerprint))
			return true;
	}
	return false;
}

static size_t directory_length(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash ? slash - file : 0;
}

/* Can what is said of @file be the doing of @plan? */
static bool is_near(const struct plan *plan, const char *file)
{
	size_t n = directory_length(file);

	for (size_t i = 0; i < plan->files.n; i++) {
		const char *own = plan->files.item[i];

		if (directory_length(own) == n && !strncmp(own, file, n))
			return true;
	}
	return false;
}

/* Drop the plans that a problem in @file can come from, else all. */
static void blame(struct extract *x, const char *file, const char *why)
{
	bool any = false;

	for (int everybody = 0; everybody < 2 && !any; everybody++) {
		for (size_t i = 0; i < x->nr_plans; i++) {
			struct plan *plan = x->plan[i];

			if (plan->committed &&
			    (everybody || is_near(plan, file))) {
				plan_drop(x, plan, why);
				any = true;
			}
		}
	}
}

static bool prove_findings(struct extract *x, const struct side *before,
			   const struct side *after)
{
	bool proven = true;

	for (size_t i = 0; i < after->records.n; i++) {
		const struct record *r = &after->records.record[i];
		char *why;

		if (!r->rule ||
		    has_finding(&before->records,
				record_field(r, "fingerprint")))
			continue;
		why = xasprintf("its result would have a problem: %s [%s]",
				r->message, r->rule);
		blame(x, r->file, why);
		free(why);
		proven = false;
	}
	return proven;
}

/* What engine @c->engine made of that file before. */
static const struct coverage *same_coverage(const struct survey *survey,
					    const struct coverage *c)
{
	for (size_t i = 0; i < survey->nr_coverage; i++) {
		if (!strcmp(survey->coverage[i].file, c->file) &&
		    !strcmp(survey->coverage[i].engine, c->engine))
			return &survey->coverage[i];
	}
	return NULL;
}

/* What engines could read they must still be able to. */
static bool prove_coverage(struct extract *x, const struct side *before,
			   const struct side *after)
{
	bool proven = true;

	for (size_t i = 0; i < after->survey.nr_coverage; i++) {
		const struct coverage *c = &after->survey.coverage[i];
		const struct coverage *old = same_coverage(&before->survey, c);
		char *why;

		if (!old || *old->reason || old->missing.n ||
		    (!*c->reason && !c->missing.n))
			continue;
		why = xasprintf("%s cannot read its result: %s", c->engine,
				*c->reason ? c->reason : "calls are lost");
		blame(x, c->file, why);
		free(why);
		proven = false;
	}
	return proven;
}

static bool is_converted(const struct records *records,
			 const struct plan *plan, const char *function)
{
	size_t n = 0;

	for (size_t i = 0; i < records->n; i++) {
		const struct record *r = &records->record[i];

		if (strcmp(r->kind, "acquire") ||
		    strcmp(r->file, plan->files.item[0]) ||
		    strcmp(r->function, function))
			continue;
		if (strcmp(record_field(r, "verdict"), "converted"))
			return false;
		n++;
	}
	return n;
}

static bool prove_acquires(struct extract *x, const struct side *after)
{
	bool proven = true;

	for (size_t i = 0; i < x->nr_plans; i++) {
		struct plan *plan = x->plan[i];

		for (size_t k = 0; plan->committed && k < plan->functions.n;
		     k++) {
			if (is_converted(&after->records, plan,
					 plan->functions.item[k]))
				continue;
			plan_drop(x, plan, "a scan of its result does not show "
				  "it as converted");
			proven = false;
		}
	}
	return proven;
}

bool extract_compile(struct extract *x)
{
	struct strv files = { 0 };
	char *failed = series_compile(x->series, &files);
	char *why;

	if (!failed)
		return true;
	why = xasprintf("its result does not stand the proof: %s", failed);
	for (size_t i = 0; i < files.n; i++)
		blame(x, files.item[i], why);
	free(why);
	free(failed);
	strv_free(&files);
	return false;
}

static bool any_header(const struct strv *files)
{
	for (size_t i = 0; i < files->n; i++) {
		if (ends_with(files->item[i], ".h"))
			return true;
	}
	return false;
}

bool extract_prove(struct extract *x)
{
	char *environment = environment_of_tree(x->survey.tree.dir);
	char *id = repo_id(x->series);
	char *other = any_header(&x->series->files) ?
		xasprintf("%s %s", environment, id) : xstrdup(environment);
	struct side before = { 0 }, after = { 0 };
	bool proven;

	scan(x, &before, "before", x->survey.tree.dir, environment);
	scan(x, &after, "after", x->series->repo, other);
	proven = prove_coverage(x, &before, &after);
	proven = prove_acquires(x, &after) && proven;
	proven = prove_findings(x, &before, &after) && proven;
	if (after.survey.engine_failed || before.survey.engine_failed)
		die(EXIT_INCOMPLETE, "the result could not be scanned; nothing "
		    "was written");
	forget(&before);
	forget(&after);
	free(other);
	free(id);
	free(environment);
	return proven;
}
