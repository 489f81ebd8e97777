// SPDX-License-Identifier: GPL-2.0-only
/*
 * Facts kept between runs: see cache.h.
 */
#include "cache.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/entry.h"
#include "../base/proc.h"
#include "../tree/environment.h"
#include "split.h"

/* To be raised when the same facts would be written in another way. */
#define FORM "1"

struct content {
	char *file;
	char *id;		/* NULL: not to be kept */
	struct strv includes;	/* what is no header, such as other C files */
	bool elsewhere;		/* some of that is not beside it */
};

/* What an engine said of a file, told by its hash. */
struct told {
	const struct engine *engine;
	char *file;
	uint64_t hash;
};

struct cache {
	char *tree;
	char *dir;
	char *environment;
	struct content *content;
	size_t nr_contents;
	struct told *told;
	size_t nr_told;
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

struct cache *cache_open(const char *tree, const char *environment,
			 const struct stamps *stamps)
{
	char *base = cache_dir();
	struct cache *cache;

	if (!base)
		return NULL;
	cache = xcalloc(1, sizeof(*cache));
	cache->tree = xstrdup(tree);
	cache->dir = xasprintf("%s/facts", base);
	cache->environment = environment ? xstrdup(environment) :
		environment_of(stamps);
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
		strv_free(&cache->content[i].includes);
	}
	for (size_t i = 0; i < cache->nr_told; i++)
		free(cache->told[i].file);
	free(cache->told);
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

/* Add what a file includes that is no header, as a path if it is beside it. */
static void add_included(const struct cache *cache, struct content *c,
			 const char *name, size_t len)
{
	const char *slash = strrchr(c->file, '/');
	int dir = slash ? slash + 1 - c->file : 0;
	char *path = xasprintf("%.*s%.*s", dir, c->file, (int)len, name);
	char *full = xasprintf("%s/%s", cache->tree, path);

	if (entry_takes(path) && !access(full, R_OK))
		strv_add(&c->includes, path);
	else
		c->elsewhere = true;
	free(full);
	free(path);
}

static void find_included(const struct cache *cache, struct content *c,
			  const char *text)
{
	for (const char *line = text; line; line = strchr(line, '\n')) {
		const char *name;
		size_t n;

		line += strspn(line, "\n \t");
		if (*line != '#')
			continue;
		line += 1 + strspn(line + 1, " \t");
		if (strncmp(line, "include", strlen("include")))
			continue;
		line += strcspn(line, "<\"\n");
		if (*line != '<' && *line != '"') {
			c->elsewhere = true;
			continue;
		}
		name = line + 1;
		n = strcspn(name, ">\"\n");
		if (n > 2 && !strncmp(name + n - 2, ".h", 2))
			continue;
		if (*line == '"')
			add_included(cache, c, name, n);
		else
			c->elsewhere = true;
	}
}

/* Note a file of which nothing is known yet, to be hashed, and what it
 * includes. */
static void note_content(struct cache *cache, const char *file, FILE *list)
{
	struct content c = { 0 };
	char *path, *text;

	if (find_content(cache, file))
		return;
	path = xasprintf("%s/%s", cache->tree, file);
	text = entry_takes(file) ? read_whole_file(path, NULL) : NULL;
	c.file = xstrdup(file);
	if (text) {
		c.id = xstrdup("");
		fprintf(list, "%s\n", file);
		find_included(cache, &c, text);
	}
	free(text);
	free(path);
	*array_add(&cache->content, &cache->nr_contents) = c;
	for (size_t i = 0; i < c.includes.n; i++)
		note_content(cache, c.includes.item[i], list);
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
	for (size_t i = 0; i < files->n; i++)
		note_content(cache, files->item[i], f);
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

/* Files that include files that include ...: more than this is none. */
#define MAX_INCLUDED 4

/*
 * What a file consists of: its content and that of all other code in it.
 * NULL if that cannot be told; else the caller frees it.
 */
static char *whole_id(const struct cache *cache, const char *file, int depth)
{
	const struct content *c = find_content(cache, file);
	char *id;

	if (!c || !c->id || c->elsewhere || depth > MAX_INCLUDED)
		return NULL;
	id = xstrdup(c->id);
	for (size_t i = 0; id && i < c->includes.n; i++) {
		char *part = whole_id(cache, c->includes.item[i], depth + 1);
		char *all = part ? xasprintf("%s+%s", id, part) : NULL;

		free(part);
		free(id);
		id = all;
	}
	return id;
}

/* NULL if the facts of that file are not kept; else the caller frees it. */
static char *make_key(struct cache *cache, const struct engine *engine,
		      const char *stamp, const char *file)
{
	const struct content *c = find_content(cache, file);
	char *id = NULL, *key;

	if (engine->compiles)
		id = whole_id(cache, file, 0);
	else if (c && c->id)
		id = xstrdup(c->id);
	if (!id)
		return NULL;
	key = xasprintf(FORM " %s %s %s %s %s", engine->name, stamp,
			engine->compiles ? cache->environment : "any", id,
			file);
	free(id);
	return key;
}

static void note_told(struct cache *cache, const struct engine *engine,
		      const char *file, uint64_t hash)
{
	*array_add(&cache->told, &cache->nr_told) = (struct told){
		.engine = engine, .file = xstrdup(file), .hash = hash,
	};
}

bool cache_told(const struct cache *cache, const struct engine *engine,
		const char *file, uint64_t *hash)
{
	for (size_t i = 0; i < cache->nr_told; i++) {
		const struct told *t = &cache->told[i];

		if (t->engine == engine && !strcmp(t->file, file)) {
			*hash = t->hash;
			return true;
		}
	}
	return false;
}

void cache_included(const struct cache *cache, struct strv *files)
{
	for (size_t i = 0; i < cache->nr_contents; i++) {
		const struct strv *of = &cache->content[i].includes;

		for (size_t k = 0; k < of->n; k++)
			strv_add(files, of->item[k]);
	}
}

const char *cache_environment(const struct cache *cache)
{
	return cache->environment;
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
		uint64_t hash = 0;
		char *path = key ? entry_find(cache->dir, key, &hash) : NULL;

		if (path)
			note_told(cache, engine, file, hash);
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

	if (key) {
		entry_write(cache->dir, key, xml, len);
		note_told(cache, engine, file,
			  entry_hash(ENTRY_HASH_START, xml, len));
	}
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
		parts = engine->compiles ? facts_of_one(p->path) :
			facts_split(p->path, &p->files);
		for (size_t k = 0; parts && k < p->files.n; k++)
			keep(cache, engine, stamp, p->files.item[k],
			     parts[k].xml, parts[k].len);
		facts_parts_free(parts, p->files.n);
	}
	for (size_t i = 0; cache && i < outcome->nr_unread; i++)
		keep_unread(cache, engine, stamp, &outcome->unread[i]);
	free(stamp);
}
