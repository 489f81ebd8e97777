// SPDX-License-Identifier: GPL-2.0-only
/*
 * The records of whole scans: see results.h.
 */
#include "results.h"

#include <stdlib.h>
#include <string.h>

#include "../rules/record_json.h"
#include "cache.h"
#include "entry.h"
#include "environment.h"

struct results {
	char *dir;
	char *key;
};

struct results *results_open(const char *tree, const struct strv *engines,
			     bool findings)
{
	char *base = cache_dir(), *names, *program, *code;
	struct results *results;

	if (!base)
		return NULL;
	names = strv_join(engines, ",");
	program = engines_stamp(NULL);
	code = environment_and_code(tree);
	results = xcalloc(1, sizeof(*results));
	results->dir = xasprintf("%s/results", base);
	results->key = xasprintf("%s %s %s %s", findings ? "all" : "inventory",
				 names, program, code);
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
	free(results->key);
	free(results->dir);
	free(results);
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
