// SPDX-License-Identifier: GPL-2.0-only
/*
 * Making a survey: select, run the engines, join; again with the files that
 * the rules ask for, until there is nothing left to ask.
 */
#include "survey.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/xmlstring.h>

#include "../base/proc.h"
#include "../cache/cache.h"
#include "../engine/engine.h"
#include "../rules/api.h"
#include "coverage.h"

/*
 * Rounds of selection.  A call chain from an entry point to an acquire has
 * been seen to cross five files at most; what is further away stays unknown.
 */
#define MAX_ROUNDS 5

/* Below the scratch directory: copies of files that are no UTF-8. */
#define CLEAN_DIR "clean"

static struct surveyed_file *find_file(const struct survey *survey,
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
	const struct surveyed_file *f = find_file(survey, file);

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
	const struct surveyed_file *f = find_file(survey, file);

	return f && f->flow_only;
}

bool survey_is_asserted(const struct survey *survey, const char *file,
			int line, int col, bool when)
{
	const struct surveyed_file *f = find_file(survey, file);

	return f && f->lexical &&
		lexical_is_asserted(f->lexical, line, col, when);
}

/*
 * Engines choke on bytes that are no UTF-8.  Such a file is given to them as
 * a copy with "?" for each of these bytes: lines and columns stay.
 */
static bool make_clean_copy(const char *path, const char *text, size_t len)
{
	char *copy, *to;

	if (xmlCheckUTF8(BAD_CAST text))
		return false;
	copy = xstrndup(text, len);
	for (char *p = copy; *p; p++) {
		if ((unsigned char)*p >= 0x80)
			*p = '?';
	}
	to = xasprintf("%s/%s/%s", scratch_dir(), CLEAN_DIR, path);
	write_whole_file(to, copy, strlen(copy));
	free(to);
	free(copy);
	return true;
}

static void add_file(struct survey *survey, const char *path)
{
	struct surveyed_file *f = array_add(&survey->file, &survey->nr_files);
	char *full = xasprintf("%s/%s", survey->tree.dir, path);
	size_t len = 0;
	char *text = read_whole_file(full, &len);

	f->path = xstrdup(path);
	if (text) {
		f->lexical = lexical_read(text, len, api_is_counted);
		f->cleaned = make_clean_copy(path, text, len);
	} else {
		warn("cannot read %s: %s", full, strerror(errno));
	}
	free(text);
	free(full);
}

/* Files to look at: by all engines, and by those only that know the flow. */
struct candidates {
	struct strv fresh;	/* all engines; those that compile ... */
	struct strv cleaned;	/* ... get copies of these */
	struct strv flow;	/* engines that compile */
	struct strv text;	/* the others: these were in @flow before */
};

static void candidates_free(struct candidates *c)
{
	strv_free(&c->fresh);
	strv_free(&c->cleaned);
	strv_free(&c->flow);
	strv_free(&c->text);
}

static void add_candidate(struct survey *survey, const char *path,
			  struct candidates *c, bool flow_only)
{
	struct surveyed_file *known = find_file(survey, path);

	if (known) {
		if (known->flow_only && !flow_only) {
			known->flow_only = false;
			strv_add(&c->text, path);
		}
		return;
	}
	add_file(survey, path);
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
		if (!find_file(survey, unreadable->item[i]))
			add_file(survey, unreadable->item[i]);
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

static void read_facts(struct survey *survey, const struct strv *paths)
{
	char *schema = data_file("checkers/facts/facts.rng");

	for (size_t i = 0; i < paths->n; i++) {
		if (facts_read(&survey->facts, paths->item[i], schema))
			survey->engine_failed = true;
	}
	free(schema);
}

/* Keep a facts file that was found good, under its own name, in @dir. */
static void keep_facts(const char *path, const char *dir)
{
	char *to = xasprintf("%s%s", dir, strrchr(path, '/'));
	size_t len = 0;
	char *text = read_whole_file(path, &len);

	if (text)
		write_whole_file(to, text, len);
	free(text);
	free(to);
}

static void take_outcome(struct survey *survey, const struct engine *engine,
			 const struct outcome *outcome, const char *write_facts)
{
	struct strv paths = { 0 };

	for (size_t i = 0; i < outcome->nr_facts; i++)
		strv_add(&paths, outcome->facts[i].path);
	read_facts(survey, &paths);
	for (size_t i = 0; write_facts && i < paths.n; i++)
		keep_facts(paths.item[i], write_facts);
	strv_free(&paths);
	for (size_t i = 0; i < outcome->nr_unread; i++)
		facts_add_unit(&survey->facts, engine->name,
			       outcome->unread[i].file,
			       outcome->unread[i].reason);
	if (outcome->failed)
		survey->engine_failed = true;
}

/* The files that are this shard's, and that no facts were given of. */
static struct strv files_to_read(struct survey *survey,
				 const struct engine *engine,
				 const struct strv *files,
				 const struct survey_options *options)
{
	unsigned int bit = facts_engine(&survey->facts, engine->name);
	struct strv mine = { 0 };

	for (size_t i = 0; i < files->n; i++) {
		if (options->shards && i % options->shards + 1 != options->shard)
			continue;
		if (!facts_have_unit(&survey->facts, bit, files->item[i]))
			strv_add(&mine, files->item[i]);
	}
	return mine;
}

static void run_engine(struct survey *survey, const struct engine *engine,
		       const char *dir, const struct strv *candidates,
		       const struct survey_options *options)
{
	unsigned int jobs = options->jobs ? options->jobs : processors();
	struct strv files = files_to_read(survey, engine, candidates, options);
	struct strv known = { 0 }, unknown = { 0 };
	struct outcome outcome = { 0 };

	cache_find(survey->cache, engine, &files, &known, &unknown);
	read_facts(survey, &known);
	if (unknown.n && engine->compiles && !survey->flags)
		survey->flags = flags_open(&survey->tree, options->build);
	if (unknown.n)
		engine_run(engine, dir, &unknown, survey->flags, jobs,
			   &outcome);
	take_outcome(survey, engine, &outcome, options->write_facts);
	cache_keep(survey->cache, engine, &outcome);
	outcome_free(&outcome);
	strv_free(&known);
	strv_free(&unknown);
	strv_free(&files);
}

static bool is_wanted(const struct engine *engine,
		      const struct survey_options *options)
{
	if (options->engines.n)
		return strv_has(&options->engines, engine->name);
	return engine->by_default;
}

static bool runs_engines(const struct survey_options *options)
{
	return !options->facts.n || options->go_on;
}

/* In their order, whatever that of the facts, and even if one reads nothing. */
static void name_engines(struct survey *survey,
			 const struct survey_options *options)
{
	for (size_t i = 0; engine_at(i); i++) {
		if (is_wanted(engine_at(i), options))
			facts_engine(&survey->facts, engine_at(i)->name);
	}
}

static void run_engines(struct survey *survey, const struct candidates *c,
			const struct survey_options *options)
{
	char *clean = xasprintf("%s/%s", scratch_dir(), CLEAN_DIR);

	for (size_t i = 0; engine_at(i); i++) {
		const struct engine *engine = engine_at(i);
		const char *tree = survey->tree.dir;

		if (!is_wanted(engine, options))
			continue;
		run_engine(survey, engine, tree, &c->fresh, options);
		run_engine(survey, engine, engine->compiles ? tree : clean,
			   &c->cleaned, options);
		run_engine(survey, engine, tree,
			   engine->compiles ? &c->flow : &c->text, options);
	}
	free(clean);
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
		run_engines(survey, &c, options);
	any = survey->nr_files > before || c.text.n;
	candidates_free(&c);
	leave_if_interrupted();
	return any;
}

static bool any_compiles(const struct survey_options *options)
{
	for (size_t i = 0; engine_at(i); i++) {
		if (engine_at(i)->compiles && is_wanted(engine_at(i), options))
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
		name_engines(survey, options);
	read_facts(survey, &options->facts);
	if (!options->no_cache && !options->build && !options->write_facts)
		survey->cache = cache_open(survey->tree.dir,
					   options->environment);
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
	tree_close(&survey->tree);
}
