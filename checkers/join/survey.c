// SPDX-License-Identifier: GPL-2.0-only
/*
 * Making a survey: select, run the engines, join; again with the files that
 * the rules ask for, until there is nothing left to ask.
 */
#include "survey_private.h"

#include <stdlib.h>
#include <string.h>

#include "../base/proc.h"
#include "../cache/cache.h"
#include "../engine/engine.h"
#include "../rules/api.h"
#include "../tree/words.h"
#include "coverage.h"

/*
 * Rounds of selection.  A call chain from an entry point to an acquire has
 * been seen to cross five files at most; what is further away stays unknown.
 */
#define MAX_ROUNDS 5

struct surveyed_file *survey_find_file(const struct survey *survey,
				       const char *path)
{
	for (size_t i = 0; i < survey->nr_files; i++) {
		if (!strcmp(survey->file[i].path, path))
			return &survey->file[i];
	}
	return NULL;
}

bool survey_is_static(const struct survey *survey, const char *file,
		      const char *name)
{
	const struct surveyed_file *f = survey_find_file(survey, file);

	/* A static inline of a header is everybody's. */
	if (!f || !f->lexical || ends_with(file, ".h"))
		return false;
	for (size_t i = 0; i < f->lexical->nr_functions; i++) {
		const struct lexical_function *lf = &f->lexical->function[i];

		if (!strcmp(lf->name, name))
			return lf->is_static;
	}
	return false;
}

bool survey_is_for_findings(const struct survey *survey, const char *file)
{
	const struct surveyed_file *f = survey_find_file(survey, file);

	return f && f->flow_only;
}

bool survey_is_asserted(const struct survey *survey, const char *file,
			int line, int col, bool when)
{
	const struct surveyed_file *f = survey_find_file(survey, file);

	return f && f->lexical &&
		lexical_is_asserted(f->lexical, line, col, when);
}

static void add_candidate(struct survey *survey, const char *path,
			  struct candidates *c, bool flow_only)
{
	struct surveyed_file *known = survey_find_file(survey, path);

	if (known) {
		if (known->flow_only && !flow_only) {
			known->flow_only = false;
			strv_add(&c->text, path);
		}
		return;
	}
	survey_add_file(survey, path);
	known = &survey->file[survey->nr_files - 1];
	known->flow_only = flow_only;
	strv_add(flow_only ? &c->flow : known->cleaned ? &c->cleaned :
		 &c->fresh, path);
}

/* Those of @files that were not looked at yet. */
static void add_candidates(struct survey *survey, const struct strv *files,
			   const struct strv *unreadable,
			   struct candidates *c, bool flow_only)
{
	for (size_t i = 0; i < unreadable->n; i++) {
		if (!survey_find_file(survey, unreadable->item[i]))
			survey_add_file(survey, unreadable->item[i]);
	}
	for (size_t i = 0; i < files->n; i++)
		add_candidate(survey, files->item[i], c, flow_only);
}

/* What a round looks for, or what all before it looked for. */
struct wanted {
	struct strv words;	/* for all engines */
	struct strv flow;	/* for those that know the flow */
	struct strv near;	/* for these, in one directory each */
};

/* Leave out of @names what is in @before, and add the others to that. */
static void leave_out(struct strv *names, struct strv *before)
{
	struct strv left = { 0 };

	strv_sort_unique(names);
	for (size_t i = 0; i < names->n; i++) {
		if (!strv_has(before, names->item[i]))
			strv_add(&left, names->item[i]);
	}
	for (size_t i = 0; i < left.n; i++)
		strv_add(before, left.item[i]);
	strv_free(names);
	*names = left;
}

static void wanted_leave_out(struct wanted *w, struct wanted *before)
{
	leave_out(&w->words, &before->words);
	leave_out(&w->flow, &before->flow);
	leave_out(&w->near, &before->near);
}

static void wanted_free(struct wanted *w)
{
	strv_free(&w->words);
	strv_free(&w->flow);
	strv_free(&w->near);
}

typedef void select_function(const struct tree *tree, const struct strv *names,
			     struct strv *files, struct strv *unreadable);

/* The candidates that @names bring. */
static void select_new(struct survey *survey, select_function *select,
		       const struct strv *names, struct candidates *c,
		       bool flow_only)
{
	struct strv files = { 0 }, unreadable = { 0 };

	if (!names->n)
		return;
	select(&survey->tree, names, &files, &unreadable);
	add_candidates(survey, &files, &unreadable, c, flow_only);
	strv_free(&files);
	strv_free(&unreadable);
}

static void api_words(struct strv *words, unsigned int role)
{
	size_t n;
	const struct api *api = api_table(&n);

	for (size_t i = 0; i < n; i++) {
		if (api[i].roles & role)
			strv_add(words, api[i].name);
	}
}

/*
 * One engine's flows at a time: the words of several would not fit together.
 */
static void choose_flows(struct facts *facts)
{
	for (size_t i = 0; i < facts->engines.n; i++) {
		const struct engine *engine =
			engine_find(facts->engines.item[i]);

		if (engine && engine->flow)
			facts->flow_engines |= 1u << i;
	}
}

static void join(struct survey *survey)
{
	static unsigned long joins;

	survey->joined = ++joins;
	choose_flows(&survey->facts);
	facts_sort(&survey->facts);
	graph_free(&survey->graph);
	graph_build(&survey->graph, &survey->facts);
}

/* One round: returns false if there was nothing new to look at. */
static bool run_round(struct survey *survey, const struct wanted *wanted,
		      const struct survey_options *options)
{
	struct candidates c = { 0 };
	size_t before = survey->nr_files;
	bool any;

	progress("looking for candidate files");
	select_new(survey, select_files, &wanted->words, &c, false);
	select_new(survey, select_files, &wanted->flow, &c, true);
	select_new(survey, select_near, &wanted->near, &c, true);
	progress("reading %zu files", survey->nr_files - before);
	if (runs_engines(options))
		survey_run_engines(survey, &c, options);
	any = survey->nr_files > before || c.text.n;
	candidates_free(&c);
	leave_if_interrupted();
	return any;
}

static bool any_compiles(const struct survey_options *options)
{
	for (size_t i = 0; engine_at(i); i++) {
		if (engine_at(i)->compiles && engine_is_wanted(engine_at(i), options))
			return true;
	}
	return options->facts.n;
}

/* What the rules ask for after a round; what only findings need, but for
 * neighbours, they ask for after the first. */
static void ask_rules(const struct survey *survey,
		      const struct survey_options *options, bool first,
		      struct wanted *wanted)
{
	bool findings = options->findings && any_compiles(options);

	if (options->open_names)
		options->open_names(survey, false, &wanted->words);
	if (first && findings && options->open_names)
		options->open_names(survey, true, &wanted->flow);
	if (findings && options->near_names)
		options->near_names(survey, &wanted->near);
}

void survey_run(struct survey *survey, const struct survey_options *options)
{
	struct wanted wanted = { 0 }, before = { 0 };
	bool any = true;

	*survey = (struct survey){ 0 };
	tree_open(&survey->tree, options->tree);
	facts_init(&survey->facts);
	if (runs_engines(options))
		survey_name_engines(survey, options);
	survey_read_facts(survey, &options->facts);
	survey_open_cache(survey, options);
	for (size_t i = 0; i < options->words.n; i++)
		strv_add(&wanted.words, options->words.item[i]);
	if (!wanted.words.n)
		api_words(&wanted.words, ROLE_SELECT);
	if (options->findings && any_compiles(options))
		api_words(&wanted.flow, ROLE_SELECT_FLOW);
	for (int round = 0; round < (options->shards ? 1 : MAX_ROUNDS) && any;
	     round++) {
		wanted_leave_out(&wanted, &before);
		any = run_round(survey, &wanted, options);
		if (any || !round)
			join(survey);
		wanted_free(&wanted);
		if (any)
			ask_rules(survey, options, !round, &wanted);
	}
	wanted_free(&wanted);
	wanted_free(&before);
	coverage_count(survey);
	progress_end();
}

void survey_free(struct survey *survey)
{
	if (!survey->tree.dir)
		return;
	for (size_t i = 0; i < survey->nr_files; i++) {
		free(survey->file[i].path);
		if (survey->file[i].lexical)
			lexical_free(survey->file[i].lexical);
	}
	free(survey->file);
	for (size_t i = 0; i < survey->nr_coverage; i++) {
		strv_free(&survey->coverage[i].lost);
		strv_free(&survey->coverage[i].missing);
		strv_free(&survey->coverage[i].others_saw);
	}
	free(survey->coverage);
	graph_free(&survey->graph);
	facts_free(&survey->facts);
	if (survey->flags)
		flags_close(survey->flags);
	cache_close(survey->cache);
	words_close(survey->tree.words);
	stamps_free(&survey->stamps);
	tree_close(&survey->tree);
}
