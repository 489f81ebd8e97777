// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the records of a scan rest on: see grounds.h.
 *
 * As text, a line each, in this order:
 *
 *	environment NAME
 *	word KEY HASH			of the paths of the files that have it
 *	file STAMP PATH
 *	candidate [ftc] HASH PATH	a file that is read; "f" if for its flow
 *					only, "c" as a clean copy; HASH of what
 *					the lexical witness says
 *	facts ENGINE HASH PATH
 *	records				and all that follows
 *
 * Files are those that have any of the words, and what candidates include.  Of
 * one that is no candidate it is not known what was looked at in it, so it must
 * stay as it is.
 */
#include "grounds.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../base/entry.h"
#include "../cache/cache.h"
#include "../rules/record_json.h"
#include "../tree/words.h"
#include "survey_private.h"

static uint64_t hash_of(const char *text)
{
	return entry_hash(ENTRY_HASH_START, text, strlen(text));
}

static uint64_t files_hash(struct strv *files)
{
	uint64_t h = ENTRY_HASH_START;

	strv_sort_unique(files);
	for (size_t i = 0; i < files->n; i++)
		h = entry_hash(h, files->item[i], strlen(files->item[i]) + 1);
	return h;
}

static uint64_t witness_hash(const struct surveyed_file *f)
{
	char *text = lexical_text(f->lexical);
	uint64_t h = hash_of(text);

	free(text);
	return h;
}

static char how_read(const struct surveyed_file *f)
{
	return f->flow_only ? 'f' : f->cleaned ? 'c' : 't';
}

/* Is it given a file?  Headers come with the files that include them. */
static bool reads(const struct engine *engine, const struct surveyed_file *f,
		  const struct survey_options *options)
{
	return engine_is_wanted(engine, options) &&
		(engine->compiles ? !ends_with(f->path, ".h") : !f->flow_only);
}

static bool write_words(FILE *out, const struct survey *survey,
			struct strv *files)
{
	struct words *words = survey->tree.words;
	struct strv keys = { 0 };
	bool all = words_asked(words, &keys);

	for (size_t i = 0; i < keys.n && all; i++) {
		struct strv have = { 0 };

		all = words_answer(words, keys.item[i], &have);
		fprintf(out, "word %s %016" PRIx64 "\n", keys.item[i],
			files_hash(&have));
		for (size_t k = 0; k < have.n; k++)
			strv_add(files, have.item[k]);
		strv_free(&have);
	}
	strv_free(&keys);
	return all;
}

static bool write_files(FILE *out, const struct stamps *stamps,
			struct strv *files)
{
	strv_sort_unique(files);
	for (size_t i = 0; i < files->n; i++) {
		const struct stamped_file *f = stamps_find(stamps,
							   files->item[i]);

		if (!f)
			return false;
		fprintf(out, "file %016" PRIx64 " %s\n", f->stamp, f->path);
	}
	return true;
}

static bool write_candidates(FILE *out, const struct survey *survey,
			     const struct strv *files)
{
	for (size_t i = 0; i < survey->nr_files; i++) {
		const struct surveyed_file *f = &survey->file[i];

		if (!f->lexical || !strv_has(files, f->path))
			return false;
		fprintf(out, "candidate %c %016" PRIx64 " %s\n", how_read(f),
			witness_hash(f), f->path);
	}
	return true;
}

static bool write_facts(FILE *out, const struct survey *survey,
			const struct survey_options *options)
{
	for (size_t i = 0; i < survey->nr_files; i++) {
		const struct surveyed_file *f = &survey->file[i];
		const struct engine *engine;
		uint64_t hash;

		for (size_t k = 0; (engine = engine_at(k)); k++) {
			if (!reads(engine, f, options))
				continue;
			if (!cache_told(survey->cache, engine, f->path, &hash))
				return false;
			fprintf(out, "facts %s %016" PRIx64 " %s\n",
				engine->name, hash, f->path);
		}
	}
	return true;
}

void grounds_keep(const struct results *results, const struct survey *survey,
		  const struct survey_options *options,
		  const struct records *records)
{
	struct strv files = { 0 };
	char *text = NULL, *json = records_to_json(records);
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	bool told;

	if (!out)
		die(EXIT_INCOMPLETE, "out of memory");
	told = json && survey->cache && options->stamps;
	if (told) {
		fprintf(out, "environment %s\n",
			cache_environment(survey->cache));
		cache_included(survey->cache, &files);
	}
	told = told && write_words(out, survey, &files) &&
		write_files(out, options->stamps, &files) &&
		write_candidates(out, survey, &files) &&
		write_facts(out, survey, options);
	if (told)
		fprintf(out, "records\n%s", json);
	fclose(out);
	if (told)
		results_keep_grounds(results, text);
	strv_free(&files);
	free(text);
	free(json);
}

/* What was written, being compared with how things are. */
struct check {
	const struct survey_options *options;
	struct survey survey;		/* of the files that have changed */
	struct strv changed;		/* those */
	struct strv unread;		/* of them, those not yet told about */
	struct candidates candidates;
	FILE *renewed;			/* the lines, with the stamps of now */
};

static bool check_environment(struct check *c, const char *name)
{
	return !strcmp(name, cache_environment(c->survey.cache));
}

/* "KEY HASH" */
static bool check_word(struct check *c, const char *line)
{
	char *key = xstrndup(line, strcspn(line, " "));
	struct strv files = { 0 };
	bool same = words_answer(c->survey.tree.words, key, &files) &&
		files_hash(&files) == strtoull(line + strlen(key), NULL, 16);

	strv_free(&files);
	free(key);
	return same;
}

/* "STAMP PATH" */
static bool check_file(struct check *c, const char *line)
{
	char *path;
	uint64_t stamp = strtoull(line, &path, 16);
	const struct stamped_file *f = stamps_find(c->options->stamps, ++path);

	if (!f)
		return false;
	if (f->stamp != stamp) {
		strv_add(&c->changed, path);
		strv_add(&c->unread, path);
	}
	fprintf(c->renewed, "file %016" PRIx64 " %s\n", f->stamp, path);
	return true;
}

static void drop(struct strv *v, const char *s)
{
	for (size_t i = 0; i < v->n; i++) {
		if (strcmp(v->item[i], s))
			continue;
		free(v->item[i]);
		v->item[i] = v->item[--v->n];
		return;
	}
}

/* "[ftc] HASH PATH" */
static bool check_candidate(struct check *c, const char *line)
{
	char *path;
	uint64_t hash = strtoull(line + 1, &path, 16);
	struct surveyed_file *f;

	if (!strv_has(&c->changed, ++path))
		return true;
	drop(&c->unread, path);
	survey_add_file(&c->survey, path);
	f = &c->survey.file[c->survey.nr_files - 1];
	f->flow_only = *line == 'f';
	strv_add(f->flow_only ? &c->candidates.flow : f->cleaned ?
		 &c->candidates.cleaned : &c->candidates.fresh, path);
	return f->lexical && how_read(f) == *line && witness_hash(f) == hash;
}

/* "ENGINE HASH PATH"; the first of them has all engines run. */
static bool check_facts(struct check *c, const char *line)
{
	char *name = xstrndup(line, strcspn(line, " ")), *path;
	uint64_t was = strtoull(line + strlen(name), &path, 16), hash = 0;
	bool same = !strv_has(&c->changed, ++path) ||
		(cache_told(c->survey.cache, engine_find(name), path, &hash) &&
		 hash == was);

	free(name);
	return same;
}

static const struct {
	const char *name;
	bool (*check)(struct check *c, const char *line);
} lines[] = {
	{ "environment ", check_environment },
	{ "word ", check_word },
	{ "file ", check_file },
	{ "candidate ", check_candidate },
	{ "facts ", check_facts },
};

static bool check_line(struct check *c, const char *line)
{
	if (!starts_with(line, "file "))
		fprintf(c->renewed, "%s\n", line);
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		if (starts_with(line, lines[i].name))
			return lines[i].check(c, line + strlen(lines[i].name));
	}
	return false;
}

/* All lines before the records; engines run before the first line of facts. */
static bool check_lines(struct check *c, char *text)
{
	char *save = NULL;
	bool same = true, read = false;

	for (char *line = strtok_r(text, "\n", &save); line && same;
	     line = strtok_r(NULL, "\n", &save)) {
		if (!read && starts_with(line, "facts ")) {
			if (c->unread.n)
				return false;
			progress("reading %zu files", c->changed.n);
			survey_run_engines(&c->survey, &c->candidates,
					   c->options);
			read = true;
		}
		same = check_line(c, line);
	}
	return same && !c->unread.n && !c->survey.engine_failed;
}

static bool check_grounds(const struct survey_options *options, char *text,
			  FILE *renewed)
{
	struct check c = { .options = options, .renewed = renewed };
	bool same;

	tree_open(&c.survey.tree, options->tree);
	facts_init(&c.survey.facts);
	survey_open_cache(&c.survey, options);
	same = c.survey.cache && c.survey.tree.words && check_lines(&c, text);
	progress_end();
	candidates_free(&c.candidates);
	strv_free(&c.changed);
	strv_free(&c.unread);
	survey_free(&c.survey);
	return same;
}

bool grounds_find(const struct results *results,
		  const struct survey_options *options,
		  struct records *records)
{
	static const char mark[] = "\nrecords\n";
	char *text = results_find_grounds(results), *json, *now = NULL;
	size_t len = 0;
	FILE *renewed;
	bool found;

	json = text ? strstr(text, mark) : NULL;
	if (!json) {
		free(text);
		return false;
	}
	json[1] = '\0';
	json += strlen(mark);
	renewed = open_memstream(&now, &len);
	if (!renewed)
		die(EXIT_INCOMPLETE, "out of memory");
	found = check_grounds(options, text, renewed) &&
		records_from_json(json, records);
	fprintf(renewed, "%s%s", mark + 1, json);
	fclose(renewed);
	if (found) {
		results_keep(results, records);
		results_keep_grounds(results, now);
	}
	free(now);
	free(text);
	return found;
}
