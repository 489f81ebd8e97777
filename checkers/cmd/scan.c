// SPDX-License-Identifier: GPL-2.0-only
/*
 * diopin scan: the inventory of a tree.
 */
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "../cache/results.h"
#include "../join/grounds.h"
#include "../report/report.h"
#include "../rules/baseline.h"
#include "../rules/disagree.h"
#include "../rules/rule.h"
#include "../rules/why.h"
#include "cmd.h"
#include "options.h"

static const char usage[] =
"Usage: diopin scan [-C TREE] [OPTION]... [PATH]...\n"
"\n"
"List how a kernel tree holds the pages of users for direct I/O, what dirties\n"
"them, and what is unsafe.  A PATH narrows what is reported, not what is known.\n"
"\n"
"  -C, --tree=TREE        the kernel tree (default: here)\n"
"  -f, --format=FORMAT    text (default), html, jsonl, counts, counts-json; or\n"
"                         github, sarif, checkstyle, junit: findings only\n"
"      --compare=FILE     in HTML: the progress since this jsonl of another tree\n"
"  -k, --kind=KIND        report only this kind; may be given again\n"
"      --engine=LIST      of cocci, sparse, gcc (default: cocci,sparse)\n"
"      --build=DIR        compile as this configured build does (default: as\n"
"                         a configuration made up from the tree)\n"
"      --engines-disagree what one engine saw and another did not\n"
"      --why=FILE:LINE    how the acquire there is reached, call by call\n"
"      --baseline=FILE    tell new findings only; --write-baseline=FILE makes it\n"
"      --write-facts=DIR  keep the engines' facts in DIR; --facts=FILE reads them\n"
"      --shard=I/N        only that, and only for every N-th file: diopin merge\n"
"  -j, --jobs=N           processes at a time (default: all processors);\n"
"      --no-cache         use nothing that was said in runs before\n"
"\n"
"Example: diopin scan -C ~/linux fs/nfs block\n"
"\n"
"Exit status: 0 nothing, 1 findings, 2 wrong usage, 3 incomplete: [coverage].\n";

struct options {
	struct common common;
	bool disagree;
	const char *baseline, *write_baseline;
	char *why_file;
	int why_line;
	struct strv kinds;
	struct strv compare;
};

static void add_kind(struct options *o, const char *name)
{
	if (!rule_find(name) && strcmp(name, "finding"))
		die(EXIT_USAGE, "there is no kind '%s'; diopin explain lists them",
		    name);
	strv_add(&o->kinds, name);
}

/* "FILE:LINE", the file relative to the tree. */
static void set_why(struct options *o, const char *text)
{
	const char *colon = strrchr(text, ':');
	char *end = NULL;
	long line = colon ? strtol(colon + 1, &end, 10) : 0;

	if (line < 1 || line > INT_MAX || *end || colon == text)
		die(EXIT_USAGE, "--why takes FILE:LINE, not '%s'", text);
	free(o->why_file);
	o->why_file = xstrndup(text, colon - text);
	o->why_line = line;
}

/* "I/N", from 1/N to N/N. */
static void set_shard(struct survey_options *survey, const char *text)
{
	int end = 0;

	if (sscanf(text, "%u/%u%n", &survey->shard, &survey->shards, &end) < 2 ||
	    text[end] || !survey->shard || survey->shard > survey->shards)
		die(EXIT_USAGE, "--shard takes I/N, from 1/N to N/N, not '%s'",
		    text);
}

enum {
	OPT_DISAGREE = OPT_OWN, OPT_WHY, OPT_BASELINE, OPT_WRITE_BASELINE,
	OPT_COMPARE, OPT_SHARD,
};

static void take_option(struct options *o, int c)
{
	switch (c) {
	case 'k':
		add_kind(o, optarg);
		break;
	case OPT_DISAGREE:
		o->disagree = true;
		break;
	case OPT_WHY:
		set_why(o, optarg);
		break;
	case OPT_BASELINE:
		o->baseline = optarg;
		break;
	case OPT_WRITE_BASELINE:
		o->write_baseline = optarg;
		break;
	case OPT_SHARD:
		set_shard(&o->common.survey, optarg);
		break;
	case OPT_COMPARE:
		strv_add(&o->compare, optarg);
		break;
	default:
		option_common(c, &o->common);
	}
}

static void parse_options(struct options *o, int argc, char **argv)
{
	static const struct option options[] = {
		{ "tree", required_argument, NULL, 'C' },
		{ "format", required_argument, NULL, 'f' },
		{ "kind", required_argument, NULL, 'k' },
		{ "engine", required_argument, NULL, OPT_ENGINE },
		{ "build", required_argument, NULL, OPT_BUILD },
		{ "engines-disagree", no_argument, NULL, OPT_DISAGREE },
		{ "why", required_argument, NULL, OPT_WHY },
		{ "baseline", required_argument, NULL, OPT_BASELINE },
		{ "write-baseline", required_argument, NULL,
		  OPT_WRITE_BASELINE },
		{ "compare", required_argument, NULL, OPT_COMPARE },
		{ "shard", required_argument, NULL, OPT_SHARD },
		{ "facts", required_argument, NULL, OPT_FACTS },
		{ "write-facts", required_argument, NULL, OPT_WRITE_FACTS },
		{ "no-cache", no_argument, NULL, OPT_NO_CACHE },
		{ "jobs", required_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 }
	};
	int c;

	while ((c = getopt_long(argc, argv, "C:f:k:j:h", options, NULL)) != -1)
		take_option(o, c);
	if (o->disagree && o->common.survey.engines.n == 1)
		die(EXIT_USAGE, "--engines-disagree needs two engines at least");
	if (o->common.survey.shards && !o->common.survey.write_facts)
		die(EXIT_USAGE, "--shard needs --write-facts");
}

/* "./fs/nfs/" as "fs/nfs". */
static char *clean_path(const char *path)
{
	char *copy;
	size_t n;

	while (starts_with(path, "./"))
		path += 2;
	copy = xstrdup(path);
	for (n = strlen(copy); n && copy[n - 1] == '/'; n--)
		copy[n - 1] = '\0';
	return copy;
}

static bool is_under(const char *file, const char *path)
{
	size_t n = strlen(path);

	return !n || !strcmp(path, ".") || !strcmp(file, path) ||
		(!strncmp(file, path, n) && file[n] == '/');
}

static bool is_wanted(const struct record *r, const struct options *o,
		      const struct strv *paths)
{
	if (o->kinds.n && !strv_has(&o->kinds, r->kind) &&
	    !(r->rule && strv_has(&o->kinds, r->rule)))
		return false;
	for (size_t i = 0; i < paths->n; i++) {
		if (is_under(r->file, paths->item[i]))
			return true;
	}
	return !paths->n;
}

/* Move what is wanted to the front, keeping the order. */
static void narrow(struct records *records, const struct options *o,
		   const struct strv *paths)
{
	struct records kept = { .source = records->source };

	for (size_t i = 0; i < records->n; i++) {
		struct record *r = &records->record[i];

		if (is_wanted(r, o, paths)) {
			*array_add(&kept.record, &kept.n) = *r;
		} else {
			record_drop(r);
		}
	}
	free(records->record);
	*records = kept;
}

/* Is any of the kinds asked for that of a finding? */
static bool wants_findings(const struct strv *kinds)
{
	for (size_t i = 0; i < kinds->n; i++) {
		const struct rule *rule = rule_find(kinds->item[i]);

		if (!rule || rule->finds)
			return true;
	}
	return false;
}

/* May the records be those of a run before?  The survey itself is not kept. */
static bool may_be_kept(const struct options *o)
{
	const struct survey_options *s = &o->common.survey;

	return !o->why_file && !o->disagree && !s->no_cache && !s->build &&
		!s->write_facts && !s->facts.n;
}

/*
 * The records of the tree, which point into @survey, and that into @results;
 * is nothing missing?
 */
static bool take_records(const struct options *o, struct results *results,
			 struct survey *survey, struct records *records)
{
	struct survey_options s = o->common.survey;
	bool complete = true;

	s.stamps = results_stamps(results);
	if (!results_find(results, records) &&
	    !grounds_find(results, &s, records)) {
		survey_run(survey, &s);
		complete = survey_is_complete(survey);
		if (o->why_file)
			why_run(survey, o->why_file, o->why_line, records);
		else
			rules_run(survey, records);
		if (complete && results) {
			results_keep(results, records);
			grounds_keep(results, survey, &s, records);
		}
	}
	return complete;
}

/* A shard writes facts, and says nothing. */
static int run_shard(const struct survey_options *options)
{
	struct survey survey;
	int status;

	survey_run(&survey, options);
	status = survey.engine_failed ? EXIT_INCOMPLETE : EXIT_CLEAN;
	survey_free(&survey);
	return status;
}

/* Note the findings there are, and leave those that are known or unwanted. */
static void leave_known(const struct options *o, const struct strv *paths,
			struct records *records)
{
	if (o->write_baseline)
		baseline_write(o->write_baseline, records);
	if (o->baseline)
		baseline_drop(o->baseline, records);
	narrow(records, o, paths);
}

/* Scan, and tell what of it is wanted; returns the exit status. */
static int scan(const struct options *o, const struct strv *paths)
{
	const struct survey_options *s = &o->common.survey;
	struct results *results = may_be_kept(o) ?
		results_open(s->tree, &s->engines, s->findings) : NULL;
	struct survey survey = { 0 };
	struct records records = { 0 };
	bool complete = take_records(o, results, &survey, &records);
	int status;

	if (!o->why_file)
		leave_known(o, paths, &records);
	if (o->disagree)
		records_disagree(&survey, &records);
	status = tell(o->common.format, &(struct report){
		.records = &records, .tree = o->common.survey.tree,
		.compare = &o->compare,
	}, complete);
	records_free(&records);
	survey_free(&survey);
	results_close(results);
	return status;
}

int cmd_scan(int argc, char **argv)
{
	struct options o = {
		.common = {
			.command = "scan", .usage = usage,
			.survey.tree = ".",
			.survey.open_names = rules_open_names,
			.survey.near_names = rules_near_names,
			.format = &text_format,
		},
	};
	struct strv paths = { 0 };
	int status;

	parse_options(&o, argc, argv);
	for (int i = optind; i < argc; i++) {
		char *path = clean_path(argv[i]);

		strv_add(&paths, path);
		free(path);
	}
	o.common.survey.findings = !o.why_file &&
		(!o.kinds.n || wants_findings(&o.kinds));
	status = o.common.survey.shards ? run_shard(&o.common.survey) :
		scan(&o, &paths);
	strv_free(&paths);
	strv_free(&o.kinds);
	strv_free(&o.compare);
	free(o.why_file);
	strv_free(&o.common.survey.engines);
	strv_free(&o.common.survey.facts);
	return status;
}
