// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pages of a user's iterator that a read fills, and that nobody dirties: see
 * clean_read.h.
 */
#include "clean_read.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "class.h"
#include "read_reach.h"
#include "target.h"

/*
 * Does anything in the directory dirty pages as those of users are dirtied?
 * Then the pages may get there on ways that were not followed.
 */
static bool dirties_nearby(const struct survey *survey, const char *file)
{
	for (size_t i = 0; i < survey->facts.nr_calls; i++) {
		const struct call *c = &survey->facts.call[i];
		const struct api *api = api_find(c->name);

		if (api && (api->roles & ROLE_DIRTY) &&
		    (api->dirty_sleeps || !strcmp(c->name, "set_page_dirty")) &&
		    is_neighbour(c->at.file, file))
			return true;
	}
	return false;
}

static const struct entry *release_of(const struct ledger *l,
				      const struct entry *take)
{
	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->kind == ENTRY_RELEASE && e->api->hold != HOLD_FLAGGED &&
		    entries_meet(e, take))
			return e;
	}
	return NULL;
}

static void report(const struct entry *take, const struct entry *release,
		   const struct use *read, const char *rule,
		   struct records *records)
{
	char *pages = expr_pretty(release->root);
	struct record *r;

	r = finding_add(records, rule, "error", &release->at,
			entry_subject(release),
			"%s() lets go of the pages of %s, which a read fills, "
			"and nobody marks them dirty", release->call->name,
			pages);
	finding_step(r, &read->at, "%s() is there for reading: .%s",
		     read->name, read->member);
	finding_step(r, &take->at, "%s() takes the pages of the reader's "
		     "buffer", take->call->name);
	finding_step(r, &release->at, "%s() lets go of them clean",
		     release->call->name);
	free(pages);
}

/* The release of pages that are held for direct I/O and that nobody dirties,
 * as far as is known; else NULL. */
static const struct entry *clean_release(const struct survey *survey,
					 const struct ledger *l,
					 const struct entry *take)
{
	const char *class;

	if (!(take->api->roles & ROLE_ACQUIRE))
		return NULL;
	class = class_of_acquire(survey, &take->at, NULL);
	if (!class || strcmp(class, "dio") ||
	    dirties_nearby(survey, take->at.file))
		return NULL;
	return release_of(l, take);
}

void clean_reads_report(const struct survey *survey, const char *rule,
			struct records *records)
{
	const struct ledger *l = ledger_of(survey);

	for (size_t i = 0; i < l->nr_takes; i++) {
		const struct entry *e = &l->entry[i];
		const struct entry *release = clean_release(survey, l, e);
		const struct use *read = NULL;

		if (release)
			read = reached_for_read(survey, e->take, NULL);
		if (read)
			report(e, release, read, rule, records);
	}
}

void clean_reads_near_names(const struct survey *survey, struct strv *names)
{
	const struct ledger *l = ledger_of(survey);

	for (size_t i = 0; i < l->nr_takes; i++) {
		const struct entry *e = &l->entry[i];

		if (clean_release(survey, l, e))
			reached_for_read(survey, e->take, names);
	}
}
