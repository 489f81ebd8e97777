// SPDX-License-Identifier: GPL-2.0-only
/*
 * The records of whole scans: see results.h.
 */
#include "results.h"

#include <stdlib.h>
#include <string.h>

#include "../base/entry.h"
#include "../rules/record_json.h"
#include "../tree/environment.h"
#include "cache.h"

struct results {
	struct stamps stamps;
	char *dir;
	char *key;
	char *grounds_key;
};

struct results *results_open(const char *tree, const struct strv *engines,
			     bool findings)
{
	char *base = cache_dir(), *names, *program, *code, *path;
	struct results *results;

	if (!base)
		return NULL;
	names = strv_join(engines, ",");
	program = engines_stamp(NULL);
	results = xcalloc(1, sizeof(*results));
	stamps_read(&results->stamps, tree);
	code = environment_and_code(&results->stamps);
	results->dir = xasprintf("%s/results", base);
	results->key = xasprintf("%s %s %s %s", findings ? "all" : "inventory",
				 names, program, code);
	path = realpath(tree, NULL);
	if (path && entry_takes(path))
		results->grounds_key = xasprintf("grounds 1 %s %s %s %s",
						 findings ? "all" : "inventory",
						 names, program, path);
	free(path);
	free(code);
	free(program);
	free(names);
	free(base);
	return results;
}

void results_close(struct results *results)
{
	if (!results)
		return;
	entries_expire(results->dir);
	stamps_free(&results->stamps);
	free(results->grounds_key);
	free(results->key);
	free(results->dir);
	free(results);
}

const struct stamps *results_stamps(const struct results *results)
{
	return results ? &results->stamps : NULL;
}

bool results_find(const struct results *results, struct records *records)
{
	char *text = results ? entry_read(results->dir, results->key) : NULL;
	bool found = text && records_from_json(text, records);

	free(text);
	return found;
}

void results_keep(const struct results *results, const struct records *records)
{
	char *text = results ? records_to_json(records) : NULL;

	if (text)
		entry_write(results->dir, results->key, text, strlen(text));
	free(text);
}

char *results_find_grounds(const struct results *results)
{
	return results && results->grounds_key ?
		entry_read(results->dir, results->grounds_key) : NULL;
}

void results_keep_grounds(const struct results *results, const char *text)
{
	if (results && results->grounds_key)
		entry_write(results->dir, results->grounds_key, text,
			    strlen(text));
}
