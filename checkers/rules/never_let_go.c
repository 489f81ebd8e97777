// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pages that stay held when their array is freed: see never_let_go.h.
 */
#include "never_let_go.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "container.h"
#include "fate.h"
#include "hold_walk.h"
#include "key.h"
#include "ledger.h"
#include "target.h"

/* A call that frees an array, and the member of a struct that this is. */
struct freeing {
	const struct call *call;
	const struct flow *flow;
	char *root;
	struct strv keys;
};

/* May an array of pages be freed by what is of that type, cast or not? */
static bool may_be_array(const char *type)
{
	return !*type || strstr(type, "struct page *") ||
		strstr(type, "struct folio *") || !strcmp(type, "unsigned long");
}

/* Does an event free what may be such an array?  Then end_freeing() it. */
static bool begin_freeing(const struct survey *survey, const struct flow *flow,
			  const struct event *e, struct freeing *f)
{
	*f = (struct freeing){ .call = &e->call, .flow = flow };
	if (!e->is_call || !e->call.nr_args ||
	    !api_has_role(e->call.name, ROLE_FREE) ||
	    !may_be_array(e->call.arg[0].type))
		return false;
	f->root = root_of(e->call.arg[0].expr);
	if (strchr(f->root, ' ')) {
		keys_of(&f->keys, &survey->facts, flow, f->root,
			e->call.arg[0].owner);
		return true;
	}
	free(f->root);
	return false;
}

static void end_freeing(struct freeing *f)
{
	strv_free(&f->keys);
	free(f->root);
}

/* Do both name the same member of a struct? */
static bool share_member(const struct strv *a, const struct strv *b)
{
	for (size_t i = 0; i < a->n; i++) {
		if (starts_with(a->item[i], "struct ") &&
		    strv_has(b, a->item[i]))
			return true;
	}
	return false;
}

static bool is_of_take(const struct ledger *l, const struct entry *release)
{
	for (size_t i = 0; i < l->nr_takes; i++) {
		if (entries_meet(&l->entry[i], release))
			return true;
	}
	return false;
}

/*
 * Is the origin known of what a call lets go of: a take's pages, or, in a
 * helper, those of all who call that?
 */
static bool has_origin(const struct ledger *l, const struct entry *release)
{
	bool is_helper = false;

	if (is_of_take(l, release))
		return true;
	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->kind != ENTRY_RELEASE || e->last != release->last ||
		    e->call == e->last)
			continue;
		is_helper = true;
		if (!is_of_take(l, e))
			return false;
	}
	return is_helper;
}

/* Is it the member, of whatever struct if the engine does not say which? */
static bool is_member(const char *expr, const char *owner,
		      const struct freeing *f)
{
	char *root = root_of(expr), *base, *last;
	bool same = false;

	if (expr_split_member(root, &base, &last)) {
		char *key = xasprintf("%s.%s", owner, last);

		same = *owner ? strv_has(&f->keys, key) :
			!strcmp(last, strrchr(f->root, ' ') + 1);
		free(key);
		free(base);
		free(last);
	}
	free(root);
	return same;
}

/* Does a function free the same array, for good? */
static bool frees_too(const struct survey *survey, const struct flow *flow,
		      const struct freeing *f)
{
	bool found = false;

	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct event *e = &b->event[k];
			struct freeing other;

			/* What is freed again after that is nothing. */
			if (!e->is_call && expr_is_false(e->set.right) &&
			    is_member(e->set.left, e->set.owner, f))
				return false;
			if (!begin_freeing(survey, flow, e, &other))
				continue;
			found |= share_member(&other.keys, &f->keys);
			end_freeing(&other);
		}
	}
	return found;
}

/*
 * May another function let go of the pages, before this one frees the array?
 * One that frees it as well comes instead, not before, if the array is never
 * there without pages: if the taker makes it.  One beside the taker may, whose
 * pages nobody knows the origin of: those of a scatterlist, say.
 */
static bool others_let_go(const struct survey *survey, const struct ledger *l,
			  const struct entry *take, const struct freeing *f)
{
	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->kind != ENTRY_RELEASE || e->flow == take->flow)
			continue;
		if (entries_meet(e, take) ? e->flow == f->flow ||
		    !expr_is_name(take->root) ||
		    !frees_too(survey, e->flow, f) :
		    e->call == e->last && !has_origin(l, e) &&
		    !strcmp(e->at.file, take->at.file))
			return true;
	}
	return false;
}

/*
 * Does a call hand pages to code that was not seen?  Their numbers are not
 * what holds them.
 */
static bool hands_on(const struct survey *survey, const struct call *call,
		     size_t arg)
{
	return !starts_with(call->arg[arg].expr, "page_to_p") &&
		fate_of_argument(survey, call, arg, "") == FATE_MOVED;
}

/* Does an event show the pages of the member to what may let go of them? */
static bool shows(const struct survey *survey, const struct event *e,
		  const struct freeing *f)
{
	if (!e->is_call)
		return !strcmp(e->set.at.file, f->flow->at.file) &&
			is_member(e->set.right, "", f) &&
			!expr_is_name(e->set.left);
	for (size_t i = 0; i < e->call.nr_args; i++) {
		const struct arg *a = &e->call.arg[i];

		if (is_member(a->expr, a->owner, f) &&
		    hands_on(survey, &e->call, i))
			return true;
	}
	return false;
}

/* Does any function near the take do so? */
static bool is_shown(const struct survey *survey, const struct entry *take,
		     const struct freeing *f)
{
	const struct flow *flow = NULL;

	while ((flow = facts_next_flow(&survey->facts, flow))) {
		if (!is_neighbour(flow->at.file, take->at.file))
			continue;
		for (size_t i = 0; i < flow->nr_blocks; i++) {
			const struct block *b = &flow->block[i];

			for (size_t k = 0; k < b->nr_events; k++) {
				if (shows(survey, &b->event[k], f))
					return true;
			}
		}
	}
	return false;
}

static void note_kept(struct hold_walk *w, struct ways *ways, struct way *way,
		      const struct block *block, const struct holding *h)
{
	bool *kept = w->arg;

	(void)ways;
	*kept |= !h->released && !h->partial &&
		!is_failure(w->survey, w->take->flow, way, block->value);
}

/* Does the function that takes the pages still hold them if it succeeds? */
static bool is_kept(const struct survey *survey, const struct take *take)
{
	bool kept = false;
	struct hold_walk w = {
		.survey = survey, .take = take, .through = true,
		.arg = &kept, .end = note_kept,
	};

	return !hold_walk(&w) && kept;
}

/* Is one of the arguments of a call, by one of the names, handed on? */
static bool call_hands_on(const struct survey *survey, const struct call *c,
			  const struct names *names)
{
	for (size_t i = 0; i < c->nr_args; i++) {
		const char *path = names_match(names, c->arg[i].expr);

		if (path && !*path && hands_on(survey, c, i))
			return true;
	}
	return false;
}

/* Does the function hand the array itself to code that was not seen? */
static bool is_handed_on(const struct survey *survey, const struct take *take)
{
	const struct flow *flow = take->flow;
	struct names names = names_of(&survey->facts, flow, take->container);
	bool handed = false;

	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct event *e = &b->event[k];

			handed |= e->is_call && &e->call != take->call &&
				call_hands_on(survey, &e->call, &names);
		}
	}
	names_free(&names);
	return handed;
}

/* The take whose pages are lost with what is freed, or NULL. */
static const struct entry *lost_by(const struct survey *survey,
				   const struct ledger *l,
				   const struct freeing *f)
{
	for (size_t i = 0; i < l->nr_takes; i++) {
		const struct entry *e = &l->entry[i];

		if (e->flow != f->flow && share_member(&e->keys, &f->keys) &&
		    take_may_hold(survey, e->take) &&
		    !others_let_go(survey, l, e, f) &&
		    !is_shown(survey, e, f) && !is_handed_on(survey, e->take) &&
		    is_kept(survey, e->take))
			return e;
	}
	return NULL;
}

typedef void each_loss(const struct entry *take, const struct freeing *f,
		       void *arg);

static void for_each_loss(const struct survey *survey, each_loss *tell,
			  void *arg)
{
	const struct flow *flow = NULL;

	while ((flow = facts_next_flow(&survey->facts, flow))) {
		for (size_t i = 0; i < flow->nr_blocks; i++) {
			const struct block *b = &flow->block[i];

			for (size_t k = 0; k < b->nr_events; k++) {
				struct freeing f;
				const struct entry *take;

				if (!begin_freeing(survey, flow,
						   &b->event[k], &f))
					continue;
				take = lost_by(survey, ledger_of(survey), &f);
				if (take)
					tell(take, &f, arg);
				end_freeing(&f);
			}
		}
	}
}

struct telling {
	const char *rule;
	struct records *records;
};

static void report(const struct entry *take, const struct freeing *f,
		   void *arg)
{
	const struct telling *t = arg;
	char *pages = expr_pretty(f->root);
	struct record *r;

	r = finding_add(t->records, t->rule, "error", &f->call->at, f->root,
			"the pages that %s() took hold of for %s are not let "
			"go of before it is freed here, nor by anybody else",
			take->call->name, pages);
	finding_step(r, &take->at, "%s() takes hold of them in %s()",
		     take->call->name, take->at.in);
	finding_step(r, &f->call->at, "%s() frees what they are listed in",
		     f->call->name);
	free(pages);
}

void never_let_go_report(const struct survey *survey, const char *rule,
			 struct records *records)
{
	struct telling t = { .rule = rule, .records = records };

	for_each_loss(survey, report, &t);
}

static void add_name(const struct entry *take, const struct freeing *f,
		     void *arg)
{
	add_near_name(arg, take->at.file, strrchr(f->root, ' ') + 1);
}

void never_let_go_near_names(const struct survey *survey, struct strv *names)
{
	for_each_loss(survey, add_name, names);
}
