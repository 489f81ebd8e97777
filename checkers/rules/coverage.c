// SPDX-License-Identifier: GPL-2.0-only
/*
 * coverage: what each engine parsed, and what it lost.
 */
#include "rule.h"

#include <stdlib.h>

static char *sentence(const struct coverage *cov)
{
	if (!cov->readable)
		return xstrdup("the file cannot be read");
	if (cov->missing.n)
		return xasprintf("%s lost %zu of %zu calls that matter, %s first",
				 cov->engine, cov->missing.n,
				 cov->lexical_calls, cov->missing.item[0]);
	if (cov->lost.n)
		return xasprintf("%s could not parse %s()%s, which names nothing "
				 "of interest", cov->engine, cov->lost.item[0],
				 cov->lost.n > 1 ? " and others" : "");
	return xasprintf("%s parsed all %zu functions", cov->engine,
			 cov->functions);
}

static void find(const struct survey *survey, struct records *records)
{
	for (size_t i = 0; i < survey->nr_coverage; i++) {
		const struct coverage *cov = &survey->coverage[i];
		struct place at = { .file = cov->file, .in = "", .line = 1,
				    .col = 1 };
		char *text = sentence(cov);
		struct record *r = record_add(records, "coverage", &at, "%s",
					      text);

		record_string(r, "engine", cov->engine);
		record_bool(r, "complete", cov->readable && !cov->missing.n);
		record_number(r, "functions", cov->functions);
		record_number(r, "calls", cov->calls);
		record_number(r, "lexical_calls", cov->lexical_calls);
		record_list(r, "missing", &cov->missing);
		record_list(r, "lost_functions", &cov->lost);
		free(text);
	}
}

const struct rule coverage_rule = {
	.name = "coverage",
	.summary = "what an engine parsed of a file, and what it lost",
	.explain =
"One record for each candidate file and engine: how many functions the\n"
"engine saw, and how many calls of the names that matter, held against a\n"
"count of tokens that needs no parser.  A call that the engine lost, or a\n"
"file that cannot be read, makes the exit status 3: what is not known is\n"
"never passed over.  Functions that an engine could not parse are listed\n"
"(lost_functions) but do no harm while nothing of interest is named in them.\n",
	.find = find,
};
