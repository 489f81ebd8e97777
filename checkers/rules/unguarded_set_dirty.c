// SPDX-License-Identifier: GPL-2.0-only
/*
 * unguarded-set-dirty: user pages that are dirtied without their lock.
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "api.h"
#include "container.h"
#include "rule.h"
#include "take.h"

#define RULE "unguarded-set-dirty"

/* A member in which pages are kept that were taken from users. */
struct keep {
	const char *owner;		/* "struct x" */
	char *member;
	const struct call *take;
};

struct keeps {
	struct keep *keep;
	size_t n;
};

/* The last member of an expression's root, "" if it has none. */
static char *member_of(const char *expr)
{
	char *root = root_of(expr), *base, *member;

	if (!expr_split_member(root, &base, &member)) {
		free(root);
		return xstrdup("");
	}
	free(base);
	free(root);
	return member;
}

static void add_keep(struct keeps *keeps, const char *owner, const char *expr,
		     const struct call *take)
{
	char *member = *owner ? member_of(expr) : xstrdup("");
	struct keep *k;

	if (!*member) {
		free(member);
		return;
	}
	k = array_add(&keeps->keep, &keeps->n);
	*k = (struct keep){ .owner = owner, .member = member, .take = take };
}

/* "cs->pg = page": where the function that takes the page keeps it. */
static void follow_stores(const struct survey *survey, const struct take *t,
			  struct keeps *keeps)
{
	struct names names = names_of(&survey->facts, t->flow, t->container);

	for (size_t i = 0; i < t->flow->nr_blocks; i++) {
		const struct block *b = &t->flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct assignment *set = &b->event[k].set;
			const char *path;

			if (b->event[k].is_call)
				continue;
			path = names_match(&names, set->right);
			if (path && !*path)
				add_keep(keeps, set->owner, set->left,
					 t->call);
		}
	}
	names_free(&names);
}

static void find_keeps(const struct survey *survey, const struct takes *takes,
		       struct keeps *keeps)
{
	for (size_t i = 0; i < takes->n; i++) {
		const struct take *t = &takes->take[i];

		if (!t->wrapper) {
			const struct arg *a = &t->call->arg[t->api->pages_arg];

			add_keep(keeps, a->owner, a->expr, t->call);
		}
		follow_stores(survey, t, keeps);
	}
}

static bool is_dirtying(const struct call *call)
{
	const struct api *api = api_find(call->name);

	return api && (api->roles & ROLE_DIRTY) && !api->dirty_sleeps &&
		api->hold == HOLD_NONE && call->nr_args;
}

static bool is_lock(const char *name)
{
	static const char *const names[] = {
		"lock_page", "lock_page_killable", "trylock_page", "folio_lock",
		"folio_lock_killable", "folio_trylock", "__folio_lock",
		"__folio_lock_killable", "__lock_page",
	};

	return is_one_of(name, names);
}

static bool locks_pages(const struct survey *survey, const char *file,
			const char *function)
{
	const struct facts *facts = &survey->facts;
	struct range r = facts_of_file(facts, call, nr_calls, file);

	for (size_t i = r.begin; i < r.end; i++) {
		if (!strcmp(facts->call[i].at.in, function) &&
		    is_lock(facts->call[i].name))
			return true;
	}
	return false;
}

/* Does the function lock pages, or one that calls it? */
static bool may_be_locked(const struct survey *survey, const struct place *at)
{
	struct range r = graph_uses(&survey->graph, at->in);
	bool locked = locks_pages(survey, at->file, at->in);

	for (size_t i = r.begin; i < r.end && !locked; i++) {
		const struct use *use = &survey->graph.use[i];

		locked = use->kind == USE_CALL &&
			locks_pages(survey, use->at.file, use->at.in);
	}
	return locked;
}

/* The take in the same function from which the pages are; or NULL. */
static const struct call *taken_here(const struct survey *survey,
				     const struct takes *takes,
				     const struct call *dirty)
{
	for (size_t i = 0; i < takes->n; i++) {
		const struct take *t = &takes->take[i];
		struct names names;
		const char *path;
		bool same;

		if (strcmp(t->flow->at.in, dirty->at.in) ||
		    strcmp(t->flow->at.file, dirty->at.file))
			continue;
		names = names_of(&survey->facts, t->flow, t->container);
		path = names_match(&names, dirty->arg[0].expr);
		same = path && !*path;
		names_free(&names);
		if (same)
			return t->call;
	}
	return NULL;
}

/* The take in another function of the file, or NULL. */
static const struct call *taken_elsewhere(const struct keeps *keeps,
					  const struct call *dirty)
{
	char *member = member_of(dirty->arg[0].expr);
	const struct call *take = NULL;

	for (size_t i = 0; i < keeps->n && !take; i++) {
		const struct keep *k = &keeps->keep[i];

		if (!strcmp(k->take->at.file, dirty->at.file) &&
		    !strcmp(k->owner, dirty->arg[0].owner) &&
		    !strcmp(k->member, member))
			take = k->take;
	}
	free(member);
	return take;
}

static void report(const struct call *dirty, const struct call *take,
		   struct records *records)
{
	char *page = expr_pretty(dirty->arg[0].expr);
	struct record *r;

	r = finding_add(records, RULE, "error", &dirty->at, page,
			"%s() marks %s dirty, a user's page, without its lock: "
			"a truncation of its file may pass by", dirty->name,
			page);
	finding_step(r, &take->at, "%s() takes hold of the page", take->name);
	finding_step(r, &dirty->at, "nothing locks it before it is dirtied");
	free(page);
}

static void look_at(const struct survey *survey, const struct takes *takes,
		    const struct keeps *keeps, const struct call *dirty,
		    struct records *records)
{
	const struct call *take = taken_here(survey, takes, dirty);

	if (!take)
		take = taken_elsewhere(keeps, dirty);
	if (take && !may_be_locked(survey, &dirty->at))
		report(dirty, take, records);
}

static void find(const struct survey *survey, struct records *records)
{
	const struct facts *facts = &survey->facts;
	struct keeps keeps = { 0 };
	struct takes takes;

	takes_find(survey, &takes);
	find_keeps(survey, &takes, &keeps);
	for (size_t i = 0; i < facts->nr_calls; i++) {
		if (is_dirtying(&facts->call[i]))
			look_at(survey, &takes, &keeps, &facts->call[i],
				records);
	}
	for (size_t i = 0; i < keeps.n; i++)
		free(keeps.keep[i].member);
	free(keeps.keep);
	takes_free(&takes);
}

const struct rule unguarded_set_dirty_rule = {
	.name = RULE,
	.summary = "user pages that are dirtied without their lock",
	.explain =
"A page taken from a user may belong to a file.  set_page_dirty() and\n"
"folio_mark_dirty() want the page locked then: else truncation takes it away\n"
"from its file in between, and the file system is told of a dirty page that\n"
"has no place.\n"
"\n"
"Example:\n"
"	pin_user_pages_fast(addr, 1, FOLL_WRITE, &page);\n"
"	...\n"
"	set_page_dirty(page);		<- not locked\n"
"	unpin_user_page(page);\n"
"\n"
"Fix: set_page_dirty_lock(), or unpin_user_pages_dirty_lock().\n"
"\n"
"Limits: pages are followed through one member of a struct, within a file.\n"
"A function that locks any page, or is called by one that does, is trusted.\n",
	.finds = true,
	.find = find,
};
