// SPDX-License-Identifier: GPL-2.0-only
/*
 * Facts kept between runs: see cache.h.
 */
#include "cache.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/proc.h"
#include "entry.h"
#include "environment.h"
#include "split.h"

/* To be raised when the same facts would be written in another way. */
#define FORM "1"

struct content {
	char *file;
	char *id;		/* NULL: not to be kept */
};

struct cache {
	char *tree;
	char *dir;
	char *environment;	/* NULL until it is asked for */
	struct content *content;
	size_t nr_contents;
};

char *cache_dir(void)
{
	const char *own = getenv("DIOPIN_CACHE");
	const char *xdg = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");

	if (own && *own)
		return xstrdup(own);
	if (xdg && *xdg == '/')
		return xasprintf("%s/diopin", xdg);
	if (home && *home == '/')
		return xasprintf("%s/.cache/diopin", home);
	return NULL;
}

struct cache *cache_open(const char *tree, const char *environment)
{
	char *base = cache_dir();
	struct cache *cache;

	if (!base)
		return NULL;
	cache = xcalloc(1, sizeof(*cache));
	cache->tree = xstrdup(tree);
	cache->dir = xasprintf("%s/facts", base);
	cache->environment = environment ? xstrdup(environment) : NULL;
	free(base);
	return cache;
}

void cache_close(struct cache *cache)
{
	if (!cache)
		return;
	entries_expire(cache->dir);
	for (size_t i = 0; i < cache->nr_contents; i++) {
		free(cache->content[i].file);
		free(cache->content[i].id);
	}
	free(cache->content);
	free(cache->environment);
	free(cache->dir);
	free(cache->tree);
	free(cache);
}

static struct content *find_content(const struct cache *cache,
				    const char *file)
{
	for (size_t i = 0; i < cache->nr_contents; i++) {
		if (!strcmp(cache->content[i].file, file))
			return &cache->content[i];
	}
	return NULL;
}

/* Does it include something that is no header, such as other C files? */
static bool includes_code(const char *text)
{
	for (const char *line = text; line; line = strchr(line, '\n')) {
		const char *end;

		line += strspn(line, "\n \t");
		if (*line != '#')
			continue;
		line += 1 + strspn(line + 1, " \t");
		if (strncmp(line, "include", strlen("include")))
			continue;
		line += strcspn(line, "<\"\n");
		end = line;
		if (*line == '<' || *line == '"')
			end += 1 + strcspn(line + 1, ">\"\n");
		if (end - line < 3 || strncmp(end - 2, ".h", 2))
			return true;
	}
	return false;
}

static bool is_kept(const struct cache *cache, const char *file)
{
	char *path = xasprintf("%s/%s", cache->tree, file);
	char *text = entry_takes(file) ? read_whole_file(path, NULL) : NULL;
	bool kept = text && !includes_code(text);

	free(text);
	free(path);
	return kept;
}

/* Have git hash the files of which nothing is known yet. */
static void learn(struct cache *cache, const struct strv *files)
{
	char *in = xasprintf("%s/hash.in", scratch_dir());
	char *out = xasprintf("%s/hash.out", scratch_dir());
	const char *const argv[] = {
		"git", "hash-object", "--no-filters", "--stdin-paths", NULL
	};
	struct job job = { .argv = argv, .dir = cache->tree, .in = in,
			   .out = out, .err = "/dev/null" };
	size_t first = cache->nr_contents;
	char *list = NULL, *text, *save = NULL;
	size_t len;
	FILE *f = open_memstream(&list, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < files->n; i++) {
		struct content *c;

		if (find_content(cache, files->item[i]))
			continue;
		c = array_add(&cache->content, &cache->nr_contents);
		c->file = xstrdup(files->item[i]);
		if (is_kept(cache, c->file)) {
			c->id = xstrdup("");
			fprintf(f, "%s\n", c->file);
		}
	}
	fclose(f);
	write_whole_file(in, list, len);
	if (len)
		run_jobs(&job, 1, 1);
	text = len && !job.status ? read_whole_file(out, NULL) : NULL;
	for (size_t i = first; i < cache->nr_contents; i++) {
		struct content *c = &cache->content[i];
		char *id = c->id && text ?
			strtok_r(save ? NULL : text, "\n", &save) : NULL;

		free(c->id);
		c->id = id ? xstrdup(id) : NULL;
	}
	free(text);
	free(list);
	free(out);
	free(in);
}

char *engines_stamp(const struct engine *engine)
{
	struct strv files = { 0 };
	char *stamp;

	strv_add(&files, "/proc/self/exe");
	for (size_t i = 0; engine_at(i); i++) {
		if (!engine || engine == engine_at(i))
			engine_at(i)->parts(&files);
	}
	stamp = environment_of_files(&files);
	strv_free(&files);
	return stamp;
}

/* NULL if the facts of that file are not kept; else the caller frees it. */
static char *make_key(struct cache *cache, const struct engine *engine,
		      const char *stamp, const char *file)
{
	const struct content *c = find_content(cache, file);

	if (!c || !c->id)
		return NULL;
	if (engine->compiles && !cache->environment)
		cache->environment = environment_of_tree(cache->tree);
	return xasprintf(FORM " %s %s %s %s %s", engine->name, stamp,
			 engine->compiles ? cache->environment : "any", c->id,
			 file);
}

void cache_find(struct cache *cache, const struct engine *engine,
		const struct strv *files, struct strv *known,
		struct strv *unknown)
{
	char *stamp = cache ? engines_stamp(engine) : NULL;

	if (cache)
		learn(cache, files);
	for (size_t i = 0; i < files->n; i++) {
		const char *file = files->item[i];
		char *key = cache ? make_key(cache, engine, stamp, file) : NULL;
		char *path = key ? entry_find(cache->dir, key) : NULL;

		strv_add(path ? known : unknown, path ? path : file);
		free(path);
		free(key);
	}
	free(stamp);
}

static void keep(struct cache *cache, const struct engine *engine,
		 const char *stamp, const char *file, const char *xml,
		 size_t len)
{
	char *key = make_key(cache, engine, stamp, file);

	if (key)
		entry_write(cache->dir, key, xml, len);
	free(key);
}

/* Errors of the code last; to be out of memory, say, does not. */
static bool is_lasting(const char *reason)
{
	return strstr(reason, "error: ") ||
		!strcmp(reason, NOT_COMPILED);
}

static void keep_unread(struct cache *cache, const struct engine *engine,
			const char *stamp, const struct unread *unread)
{
	size_t len = 0;
	char *xml;

	if (!is_lasting(unread->reason))
		return;
	xml = facts_of_unread(engine->name, unread, &len);
	keep(cache, engine, stamp, unread->file, xml, len);
	free(xml);
}

void cache_keep(struct cache *cache, const struct engine *engine,
		const struct outcome *outcome)
{
	char *stamp = cache ? engines_stamp(engine) : NULL;

	for (size_t i = 0; cache && i < outcome->nr_facts; i++) {
		const struct produced *p = &outcome->facts[i];
		struct facts_part *parts;

		if (!p->in_time)
			continue;
		parts = facts_split(p->path, &p->files);
		for (size_t k = 0; parts && k < p->files.n; k++)
			keep(cache, engine, stamp, p->files.item[k],
			     parts[k].xml, parts[k].len);
		facts_parts_free(parts, p->files.n);
	}
	for (size_t i = 0; cache && i < outcome->nr_unread; i++)
		keep_unread(cache, engine, stamp, &outcome->unread[i]);
	free(stamp);
}
