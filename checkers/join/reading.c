// SPDX-License-Identifier: GPL-2.0-only
/*
 * Having candidate files read: by the lexical witness, and by the engines as
 * far as nothing is kept of them.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/xmlstring.h>

#include "../base/proc.h"
#include "../cache/cache.h"
#include "../rules/api.h"
#include "../tree/words.h"
#include "survey_private.h"

/* Below the scratch directory: copies of files that are no UTF-8. */
#define CLEAN_DIR "clean"

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

void survey_add_file(struct survey *survey, const char *path)
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

void candidates_free(struct candidates *c)
{
	strv_free(&c->fresh);
	strv_free(&c->cleaned);
	strv_free(&c->flow);
	strv_free(&c->text);
}

void survey_read_facts(struct survey *survey, const struct strv *paths)
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
	survey_read_facts(survey, &paths);
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
	survey_read_facts(survey, &known);
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

bool engine_is_wanted(const struct engine *engine,
		      const struct survey_options *options)
{
	if (options->engines.n)
		return strv_has(&options->engines, engine->name);
	return engine->by_default;
}

bool runs_engines(const struct survey_options *options)
{
	return !options->facts.n || options->go_on;
}

/* In their order, whatever that of the facts, and even if one reads nothing. */
void survey_name_engines(struct survey *survey,
			 const struct survey_options *options)
{
	for (size_t i = 0; engine_at(i); i++) {
		if (engine_is_wanted(engine_at(i), options))
			facts_engine(&survey->facts, engine_at(i)->name);
	}
}

void survey_run_engines(struct survey *survey, const struct candidates *c,
			const struct survey_options *options)
{
	char *clean = xasprintf("%s/%s", scratch_dir(), CLEAN_DIR);

	for (size_t i = 0; engine_at(i); i++) {
		const struct engine *engine = engine_at(i);
		const char *tree = survey->tree.dir;

		if (!engine_is_wanted(engine, options))
			continue;
		run_engine(survey, engine, tree, &c->fresh, options);
		run_engine(survey, engine, engine->compiles ? tree : clean,
			   &c->cleaned, options);
		run_engine(survey, engine, tree,
			   engine->compiles ? &c->flow : &c->text, options);
	}
	free(clean);
}

/* Use what runs before have left, if this is a tree on disk that lasts. */
void survey_open_cache(struct survey *survey,
		       const struct survey_options *options)
{
	const struct stamps *stamps = options->stamps;
	char *base;

	if (options->no_cache || options->build || options->write_facts)
		return;
	if (!options->environment && !stamps) {
		stamps_read(&survey->stamps, survey->tree.dir);
		stamps = &survey->stamps;
	}
	survey->cache = cache_open(survey->tree.dir, options->environment,
				   stamps);
	base = stamps && survey->cache ? cache_dir() : NULL;
	if (base) {
		char *dir = xasprintf("%s/words", base);

		survey->tree.words = words_open(dir, survey->tree.dir, stamps);
		free(dir);
	}
	free(base);
}
