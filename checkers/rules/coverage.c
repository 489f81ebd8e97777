// SPDX-License-Identifier: GPL-2.0-only
/*
 * coverage: what each engine parsed, and what it lost.
 */
#include "rule.h"

#include <stdlib.h>
#include <string.h>

static char *sentence(const struct coverage *cov)
{
	if (!cov->readable)
		return xstrdup("the file cannot be read");
	if (cov->missing.n)
		return xasprintf("%s lost %zu of %zu calls that matter, %s first",
				 cov->engine, cov->missing.n,
				 cov->lexical_calls, cov->missing.item[0]);
	if (*cov->reason)
		return xasprintf("%s did not read the file: %s", cov->engine,
				 cov->reason);
	if (cov->others_saw.n)
		return xasprintf("%s did not see %s, another engine did",
				 cov->engine, cov->others_saw.item[0]);
	if (cov->lost.n)
		return xasprintf("%s could not parse %s()%s, which names nothing "
				 "of interest", cov->engine, cov->lost.item[0],
				 cov->lost.n > 1 ? " and others" : "");
	return xasprintf("%s parsed all %zu functions", cov->engine,
			 cov->functions);
}

static void report_file(const struct coverage *cov, struct records *records)
{
	struct place at = { .file = cov->file, .in = "", .line = 1, .col = 1 };
	char *text = sentence(cov);
	struct record *r = record_add(records, "coverage", &at, "%s", text);

	record_string(r, "engine", cov->engine);
	record_bool(r, "complete", cov->readable && !cov->missing.n);
	record_bool(r, "covered", cov->readable && !*cov->reason);
	record_string(r, "reason", cov->reason);
	record_number(r, "functions", cov->functions);
	record_number(r, "calls", cov->calls);
	record_number(r, "lexical_calls", cov->lexical_calls);
	record_list(r, "missing", &cov->missing);
	record_list(r, "others_saw", &cov->others_saw);
	record_list(r, "lost_functions", &cov->lost);
	free(text);
}

/*
 * The share of all candidate files that an engine covered: file ".".  To an
 * engine that compiles, a header is a part of the files that include it.
 */
static void report_share(const struct survey *survey, const char *engine,
			 struct records *records)
{
	struct place at = { .file = ".", .in = "", .line = 1, .col = 1 };
	size_t files = 0, covered = 0;
	struct record *r;

	for (size_t i = 0; i < survey->nr_coverage; i++) {
		const struct coverage *cov = &survey->coverage[i];

		if (strcmp(cov->engine, engine) ||
		    (facts_names_units(&survey->facts, cov->bit) &&
		     ends_with(cov->file, ".h")))
			continue;
		files++;
		covered += cov->readable && !*cov->reason;
	}
	r = record_add(records, "coverage", &at,
		       "%s covered %zu of %zu candidate files", engine,
		       covered, files);
	record_string(r, "engine", engine);
	record_bool(r, "complete", true);
	record_number(r, "files", files);
	record_number(r, "files_covered", covered);
}

static void find(const struct survey *survey, struct records *records)
{
	const struct strv *engines = &survey->facts.engines;

	for (size_t i = 0; i < survey->nr_coverage; i++)
		report_file(&survey->coverage[i], records);
	for (size_t i = 0; i < engines->n; i++)
		report_share(survey, engines->item[i], records);
}

const struct rule coverage_rule = {
	.name = "coverage",
	.summary = "what an engine parsed of a file, and what it lost",
	.explain =
"One record for each candidate file and engine: how many functions the\n"
"engine saw, and how many calls of the names that matter, held against a\n"
"count of tokens that needs no parser.  A call that every engine lost, or a\n"
"file that cannot be read, makes the exit status 3: what is not known is\n"
"never passed over.  sparse and gcc see one configuration: what they did not\n"
"see but another engine did is listed (others_saw), and why they did not read\n"
"a file (reason).  The record of file \".\" has the share of each engine.\n"
"Functions that an engine could not parse are listed\n"
"(lost_functions) but do no harm while nothing of interest is named in them.\n",
	.find = find,
};
