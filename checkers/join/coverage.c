// SPDX-License-Identifier: GPL-2.0-only
/*
 * What an engine lost: see coverage.h.
 *
 * A function that an engine could not parse is a hole only if something of
 * interest stands in it, and no other engine saw that; the others are listed
 * but do no harm.
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

		if (!strcmp(at->in, name) && (at->engines & cov->bit))
			return true;
	}
	return false;
}

/* Which engines saw a call that the lexical witness counted? */
static unsigned int who_saw(const struct facts *facts, const char *file,
			    const struct lexical_call *lc)
{
	struct range r = facts_of_file(facts, call, nr_calls, file);
	unsigned int engines = 0;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (c->at.line == lc->line && !strcmp(c->name, lc->name))
			engines |= c->at.engines;
	}
	return engines;
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
		unsigned int engines = who_saw(facts, cov->file, c);
		char *what;

		cov->lexical_calls++;
		if (engines & cov->bit) {
			cov->calls++;
			continue;
		}
		what = xasprintf("%s() at line %d", c->name, c->line);
		strv_add(engines ? &cov->others_saw : &cov->missing, what);
		free(what);
	}
}

/* Why the engine could not read a file; "" if it did. */
static const char *reason_of(const struct facts *facts,
			     const struct coverage *cov)
{
	struct range r = facts_of_file(facts, unit, nr_units, cov->file);
	bool said = false;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct unit *u = &facts->unit[i];

		if (!(u->at.engines & cov->bit))
			continue;
		if (*u->reason)
			return u->reason;
		said = true;
	}
	/* An engine that compiles sees a header in the files that include it. */
	if (!said && !cov->functions && ends_with(cov->file, ".h") &&
	    facts_names_units(facts, cov->bit))
		return "no file that it read uses this header";
	return "";
}

static void count_file(struct survey *survey, const struct surveyed_file *f,
		       size_t engine)
{
	struct coverage *cov;

	if (f->flow_only && !facts_names_units(&survey->facts, 1u << engine))
		return;
	cov = array_add(&survey->coverage, &survey->nr_coverage);
	cov->file = f->path;
	cov->engine = survey->facts.engines.item[engine];
	cov->bit = 1u << engine;
	cov->readable = f->lexical;
	if (f->lexical) {
		count_functions(cov, &survey->facts, f->lexical);
		count_calls(cov, &survey->facts, f->lexical);
	}
	cov->reason = reason_of(&survey->facts, cov);
}

void coverage_count(struct survey *survey)
{
	for (size_t i = 0; i < survey->nr_files; i++) {
		for (size_t k = 0; k < survey->facts.engines.n; k++)
			count_file(survey, &survey->file[i], k);
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
