// SPDX-License-Identifier: GPL-2.0-only
/*
 * What an engine lost: see coverage.h.
 *
 * A function that an engine could not parse is a hole only if something of
 * interest stands in it; the others are listed but do no harm.
 */
#include "coverage.h"

#include <stdlib.h>
#include <string.h>

#include "../rules/api.h"

static bool saw_function(const struct facts *facts, const struct coverage *cov,
			 const char *name)
{
	struct range r = facts_of_file(facts, function, nr_functions, cov->file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct place *at = &facts->function[i].at;

		if (!strcmp(at->in, name) && !strcmp(at->engine, cov->engine))
			return true;
	}
	return false;
}

static bool saw_call(const struct facts *facts, const struct coverage *cov,
		     const struct lexical_call *lc)
{
	struct range r = facts_of_file(facts, call, nr_calls, cov->file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (c->at.line == lc->line && !strcmp(c->name, lc->name) &&
		    !strcmp(c->at.engine, cov->engine))
			return true;
	}
	return false;
}

static void count_functions(struct coverage *cov, const struct facts *facts,
			    const struct lexical *lexical)
{
	for (size_t i = 0; i < lexical->nr_functions; i++) {
		const struct lexical_function *f = &lexical->function[i];

		if (f->by_macro)
			continue;
		if (saw_function(facts, cov, f->name))
			cov->functions++;
		else if (!strv_has(&cov->lost, f->name))
			strv_add(&cov->lost, f->name);
	}
}

static void count_calls(struct coverage *cov, const struct facts *facts,
			const struct lexical *lexical)
{
	for (size_t i = 0; i < lexical->nr_calls; i++) {
		const struct lexical_call *c = &lexical->call[i];
		char *what;

		cov->lexical_calls++;
		if (saw_call(facts, cov, c)) {
			cov->calls++;
			continue;
		}
		what = xasprintf("%s() at line %d", c->name, c->line);
		strv_add(&cov->missing, what);
		free(what);
	}
}

static void count_file(struct survey *survey, const struct surveyed_file *f,
		       const char *engine)
{
	struct coverage *cov = array_add(&survey->coverage,
					 &survey->nr_coverage);

	cov->file = f->path;
	cov->engine = engine;
	cov->readable = f->lexical;
	if (!f->lexical)
		return;
	count_functions(cov, &survey->facts, f->lexical);
	count_calls(cov, &survey->facts, f->lexical);
}

void coverage_count(struct survey *survey)
{
	const struct strv *engines = &survey->facts.engines;

	for (size_t i = 0; i < survey->nr_files; i++) {
		for (size_t k = 0; k < engines->n; k++)
			count_file(survey, &survey->file[i], engines->item[k]);
	}
}

bool survey_is_complete(const struct survey *survey)
{
	for (size_t i = 0; i < survey->nr_coverage; i++) {
		const struct coverage *cov = &survey->coverage[i];

		if (!cov->readable || cov->missing.n)
			return false;
	}
	return !survey->engine_failed;
}
