// SPDX-License-Identifier: GPL-2.0-only
/*
 * unpin-unguarded: extracted pages are unpinned without asking whether they
 * were pinned.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "class.h"
#include "container.h"
#include "ledger.h"
#include "rule.h"

/* Does a caller ask, in so many words, before it calls? */
static bool callers_ask(const struct survey *survey,
			const struct entry *release)
{
	struct range r = graph_uses(&survey->graph, release->at.in);
	bool ask = false;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct use *u = &survey->graph.use[i];
		struct guards g;

		if (u->kind != USE_CALL ||
		    !use_may_mean(&survey->graph, u, release->at.file))
			continue;
		g = guards_at(&survey->facts, &u->at);
		for (size_t k = 0; k < g.n; k++)
			ask |= strcasestr(g.guard[k].condition, "pin") ||
				strcasestr(g.guard[k].condition, "user");
		guards_free(&g);
	}
	return ask;
}

/* Is the iterator made from user memory by the function that extracts? */
static bool is_user_iterator(const struct take *t)
{
	static const char *const makers[] = {
		"import_ubuf", "import_iovec", "iov_iter_ubuf",
		"import_single_range", "iov_iter_init",
	};

	for (size_t i = 0; i < t->flow->nr_blocks; i++) {
		const struct block *b = &t->flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			for (size_t m = 0; m < ARRAY_SIZE(makers); m++) {
				if (b->event[k].is_call &&
				    !strcmp(b->event[k].call.name, makers[m]))
					return true;
			}
		}
	}
	return false;
}

/* The library has its own ways to tell the kinds of iterators apart. */
static bool is_library(const struct survey *survey, const struct entry *take)
{
	const char *class = class_of_acquire(survey, &take->at, NULL);

	return class && !strcmp(class, "api");
}

/* The extraction whose pages are unpinned here, if all are extractions. */
static const struct entry *extraction_of(const struct survey *survey,
					 const struct ledger *l,
					 const struct entry *release)
{
	const struct entry *first = NULL;

	for (size_t i = 0; i < l->nr_takes; i++) {
		const struct entry *e = &l->entry[i];

		if (!entries_meet(e, release))
			continue;
		if (e->api->hold != HOLD_EXTRACT || is_user_iterator(e->take) ||
		    !take_may_hold(survey, e->take) || is_library(survey, e))
			return NULL;
		if (!first)
			first = e;
	}
	return first;
}

static void report(const struct entry *take, const struct entry *release,
		   struct records *records)
{
	char *pages = expr_pretty(release->root);
	struct record *r;

	r = finding_add(records, "unpin-unguarded", "error", &release->at,
			entry_subject(release),
			"%s() unpins the pages of %s whether they were pinned "
			"or not", release->call->name, pages);
	finding_step(r, &take->at, "%s() extracts the pages, which pins them "
		     "only if the iterator is user-backed", take->call->name);
	finding_step(r, &release->at, "%s() unpins them, and no condition on "
		     "the way asks", release->call->name);
	free(pages);
}

static void find(const struct survey *survey, struct records *records)
{
	const struct ledger *l = ledger_of(survey);

	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = &l->entry[i], *take;

		if (e->kind != ENTRY_RELEASE || e->api->hold != HOLD_PIN ||
		    !api_has_role(e->call->name, ROLE_RELEASE))
			continue;
		take = extraction_of(survey, l, e);
		if (take && !entry_is_guarded(&survey->facts, e) &&
		    !callers_ask(survey, e))
			report(take, e, records);
	}
}

const struct rule unpin_unguarded_rule = {
	.name = "unpin-unguarded",
	.summary = "extracted pages are unpinned whether pinned or not",
	.explain =
"iov_iter_extract_pages() pins the pages of a user-backed iterator only; the\n"
"pages of others it just names.  Who unpins them all drops 1024 references\n"
"that nobody took from each page of a kernel iterator.\n"
"\n"
"Example:\n"
"	n = iov_iter_extract_pages(iter, &pages, size, max, 0, &off);\n"
"	...\n"
"	unpin_user_pages(pages, n);	<- a kvec iterator came in\n"
"\n"
"Fix: remember iov_iter_extract_will_pin(iter) and unpin only if it was true.\n"
"\n"
"Limits: any condition on a flag before the release, and one that names pins\n"
"or user memory before a call of the releasing function, counts as asking.\n",
	.finds = true,
	.find = find,
};
