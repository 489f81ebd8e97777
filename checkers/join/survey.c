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

bool survey_is_asserted(const struct survey *survey, const char *file,
			int line, int col)
{
	const struct surveyed_file *f = find_file(survey, file);

	return f && f->lexical && lexical_is_asserted(f->lexical, line, col);
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

/* The candidates that @words bring and that were not looked at yet. */
static void select_new(struct survey *survey, const struct strv *words,
		       struct candidates *c, bool flow_only)
{
	struct strv files = { 0 }, unreadable = { 0 };

	select_files(&survey->tree, words, &files, &unreadable);
	for (size_t i = 0; i < unreadable.n; i++) {
		if (!find_file(survey, unreadable.item[i]))
			add_file(survey, unreadable.item[i]);
	}
	for (size_t i = 0; i < files.n; i++)
		add_candidate(survey, files.item[i], c, flow_only);
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
	read_facts(survey, &outcome->facts);
	for (size_t i = 0; i < outcome->nr_unread; i++)
		facts_add_unit(&survey->facts, engine->name,
			       outcome->unread[i].file,
			       outcome->unread[i].reason);
	for (size_t i = 0; write_facts && i < outcome->facts.n; i++)
		keep_facts(outcome->facts.item[i], write_facts);
	if (outcome->failed)
		survey->engine_failed = true;
}

static void run_engine(struct survey *survey, const struct engine *engine,
		       const char *dir, const struct strv *files,
		       const struct survey_options *options)
{
	unsigned int jobs = options->jobs ? options->jobs : processors();
	struct outcome outcome = { 0 };

	if (!files->n)
		return;
	if (engine->compiles && !survey->flags)
		survey->flags = flags_open(&survey->tree, options->build);
	engine_run(engine, dir, files, survey->flags, jobs, &outcome);
	take_outcome(survey, engine, &outcome, options->write_facts);
	outcome_free(&outcome);
}

static bool is_wanted(const struct engine *engine,
		      const struct survey_options *options)
{
	if (options->engines.n)
		return strv_has(&options->engines, engine->name);
	return engine->by_default;
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
		/* The engine has a name even if it reads nothing. */
		facts_engine(&survey->facts, engine->name);
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
	choose_flows(&survey->facts);
	facts_sort(&survey->facts);
	graph_free(&survey->graph);
	graph_build(&survey->graph, &survey->facts);
}

/* One round: returns false if there was nothing new to look at. */
static bool run_round(struct survey *survey, const struct strv *words,
		      const struct strv *flow_words,
		      const struct survey_options *options)
{
	struct candidates c = { 0 };
	size_t before = survey->nr_files;
	bool any;

	progress("looking for candidate files");
	if (words->n)
		select_new(survey, words, &c, false);
	if (flow_words->n)
		select_new(survey, flow_words, &c, true);
	progress("reading %zu files", survey->nr_files - before);
	if (!options->facts.n)
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

void survey_run(struct survey *survey, const struct survey_options *options)
{
	struct strv words = { 0 }, flow_words = { 0 };

	*survey = (struct survey){ 0 };
	tree_open(&survey->tree, options->tree);
	facts_init(&survey->facts);
	read_facts(survey, &options->facts);
	for (size_t i = 0; i < options->words.n; i++)
		strv_add(&words, options->words.item[i]);
	if (!words.n)
		api_words(&words, ROLE_SELECT);
	if (options->findings && any_compiles(options))
		api_words(&flow_words, ROLE_SELECT_FLOW);
	for (int round = 0; round < MAX_ROUNDS && words.n + flow_words.n; round++) {
		bool any = run_round(survey, &words, &flow_words, options);

		join(survey);
		strv_free(&words);
		strv_free(&flow_words);
		if (any && options->open_names)
			options->open_names(survey, false, &words);
		if (!round && options->open_names && options->findings &&
		    any_compiles(options))
			options->open_names(survey, true, &flow_words);
		strv_sort_unique(&words);
		strv_sort_unique(&flow_words);
	}
	strv_free(&words);
	strv_free(&flow_words);
	coverage_count(survey);
	progress_end();
}

void survey_free(struct survey *survey)
{
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
	tree_close(&survey->tree);
}
