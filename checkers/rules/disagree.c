// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where engines disagree: see disagree.h.
 *
 * An engine that did not see a function has nothing to say about it.  What
 * stands between #if and #endif inside of a function is not compiled under
 * every configuration, so an engine that compiles may rightly miss it.
 */
#include "disagree.h"

#include <string.h>

static bool saw_function(const struct facts *facts, const struct record *r,
			 unsigned int engine)
{
	struct range range = facts_of_file(facts, function, nr_functions,
					   r->file);

	for (size_t i = range.begin; i < range.end; i++) {
		const struct place *at = &facts->function[i].at;

		if ((at->engines & engine) && !strcmp(at->in, r->function))
			return true;
	}
	return false;
}

static bool is_conditional(const struct survey *survey, const struct record *r)
{
	for (size_t i = 0; i < survey->nr_files; i++) {
		const struct surveyed_file *f = &survey->file[i];

		if (f->lexical && !strcmp(f->path, r->file))
			return lexical_is_conditional(f->lexical, r->function,
						      r->line);
	}
	return false;
}

static void compare(const struct survey *survey, const struct record *r,
		    size_t engine, struct records *out)
{
	const char *name = survey->facts.engines.item[engine];
	bool conditional = is_conditional(survey, r);
	struct place at = {
		.file = r->file, .in = r->function, .line = r->line,
		.col = r->col, .engines = r->engines,
	};
	struct record *d;

	d = record_add(out, "disagreement", &at, "%s did not see this %s%s: %s",
		       name, r->kind, conditional ?
		       ", which not every configuration compiles" : "",
		       r->message);
	record_string(d, "of", r->kind);
	record_string(d, "missed_by", name);
	record_bool(d, "conditional", conditional);
}

void records_disagree(const struct survey *survey, struct records *records)
{
	struct records out = { 0 };

	for (size_t i = 0; i < records->n; i++) {
		const struct record *r = &records->record[i];

		/* Findings rest on flows, which not every engine knows. */
		if (r->rule)
			continue;
		for (size_t k = 0; k < survey->facts.engines.n; k++) {
			if (r->engines && !(r->engines & 1u << k) &&
			    saw_function(&survey->facts, r, 1u << k))
				compare(survey, r, k, &out);
		}
	}
	records_free(records);
	*records = out;
}
