// SPDX-License-Identifier: GPL-2.0-only
/*
 * Bugs on the ways of a hold: see hold_ways.h.
 */
#include "hold_ways.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "class.h"
#include "hold_reach.h"
#include "hold_walk.h"
#include "ledger.h"

struct watch {
	struct hold_walk walk;
	enum hold_bug bug;
	const char *rule;
	struct records *records;
	bool own;			/* letting go is this function's duty */
	bool local;			/* until others come to see the pages */
	bool releases_on_error;
	bool reported;
};

bool calls_are_alike(const struct call *a, const struct call *b)
{
	if (a == b || strcmp(a->name, b->name) || a->nr_args != b->nr_args)
		return false;
	for (size_t i = 0; i < a->nr_args; i++) {
		if (strcmp(a->arg[i].expr, b->arg[i].expr))
			return false;
	}
	return true;
}

/* Is it given a list of pages, and how many of them to let go of? */
static bool releases_list(const struct call *call)
{
	const char *type = call->nr_args > 1 ? call->arg[0].type : "";

	return api_has_role(call->name, ROLE_RELEASE) &&
		(strstr(type, "* *") || strstr(type, "* ["));
}

/* With fewer pages got than asked for: does it let go of what was asked for? */
static bool releases_too_many(const struct take *take, const struct holding *h,
			      const struct call *call)
{
	return h->partial && !h->released && !h->recounted && *take->count &&
		releases_list(call) &&
		!strcmp(call->arg[0].expr, take->container) &&
		!strcmp(call->arg[1].expr, take->count);
}

/*
 * Do both let go of the pages from the first in the container on, however many
 * each?  What says how many the second time was not set in between.
 */
static bool both_whole(const struct holding *h, const struct call *call)
{
	const struct call *first = h->whole;

	if (!first || first == call || !releases_list(first) ||
	    !releases_list(call) || first->arg[0].expr != call->arg[0].expr)
		return false;
	for (size_t i = 1; i < call->nr_args; i++) {
		for (size_t k = 0; k < h->nr_set; k++) {
			if (text_mentions(call->arg[i].expr, h->set[k]))
				return false;
		}
	}
	return true;
}

struct steps {
	struct record *record;
	const struct flow *flow;
	int left;
};

static bool add_test(const struct block *b, bool when, void *arg)
{
	struct steps *s = arg;
	struct place at = {
		.file = s->flow->at.file, .in = s->flow->at.in,
		.line = b->line, .col = b->col,
	};
	char *condition = expr_pretty(b->value);

	finding_step(s->record, &at, "with %s %s", condition,
		     when ? "true" : "false");
	free(condition);
	return --s->left > 0;
}

/* The tests came last first. */
static void turn_round(struct record *r, size_t begin)
{
	for (size_t a = begin, b = r->nr_waypoints; a + 1 < b; a++) {
		struct waypoint w = r->path[a];

		r->path[a] = r->path[--b];
		r->path[b] = w;
	}
}

static struct record *report(struct watch *w, struct ways *ways,
			     const struct way *way, const struct place *at,
			     const char *message)
{
	const struct take *t = w->walk.take;
	struct steps steps = { .flow = t->flow, .left = 4 };
	char *pages = expr_pretty(t->container);
	struct record *r;
	size_t begin;

	r = finding_add(w->records, w->rule, "error", at, t->container,
			message, t->call->name, pages);
	finding_step(r, &t->call->at, "%s() takes hold of the pages of %s",
		     t->call->name, pages);
	begin = r->nr_waypoints;
	steps.record = r;
	ways_trail(ways, way, add_test, &steps);
	turn_round(r, begin);
	free(pages);
	w->reported = true;
	return r;
}

static void on_release(struct hold_walk *walk, struct ways *ways,
		       struct way *way, const struct call *call,
		       const struct holding *h)
{
	struct watch *w = walk->arg;
	struct record *r;

	const struct call *first = h->whole;

	if (w->bug == BUG_SHORT && !w->reported &&
	    releases_too_many(walk->take, h, call)) {
		r = report(w, ways, way, &call->at, "%s() may hold fewer pages "
			   "than asked for: more of %s are let go of here");
		finding_step(r, &call->at, "lets go of as many as were asked for");
	}
	if (w->bug != BUG_TWICE || w->reported)
		return;
	if (h->release && calls_are_alike(h->release, call))
		first = h->release;
	else if (!both_whole(h, call))
		return;
	r = report(w, ways, way, &call->at, "the hold that %s() took on the "
		   "pages of %s is let go of a second time");
	finding_step(r, &first->at, "%s() lets go the first time",
		     first->name);
	finding_step(r, &call->at, "and again here");
}

/* Is a name of the pages in what is returned? */
static bool are_returned(const struct hold_walk *walk, const char *value)
{
	return text_mentions_any(value, &walk->names.root) ||
		names_match(&walk->names, value);
}

/* Do pages stand in an initialiser, which no flow shows? */
static bool are_in_initialiser(const struct hold_walk *walk)
{
	const struct facts *facts = &walk->survey->facts;
	const struct place *at = &walk->take->flow->at;
	struct range r = facts_of_file(facts, member, nr_members, at->file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct member *m = &facts->member[i];

		if (!strcmp(m->at.in, at->in) &&
		    names_match(&walk->names, m->value))
			return true;
	}
	return false;
}

/* Does only a variable of the function's own know the pages? */
static bool are_only_here(const struct hold_walk *walk, const struct holding *h)
{
	const struct take *t = walk->take;
	const char *type = type_of(&walk->survey->facts, &t->flow->at,
				   t->container);

	return !is_double_pointer(type) && !h->listed && !h->lists &&
		!h->loop && !h->partial && expr_is_name(t->container) &&
		is_own_variable(&walk->survey->facts, &t->flow->at,
				t->container) &&
		!hold_has_other_name(walk, NULL) && !walk->names.around.n &&
		!are_in_initialiser(walk);
}

static void on_end(struct hold_walk *walk, struct ways *ways,
		   struct way *way, const struct block *block,
		   const struct holding *h)
{
	struct watch *w = walk->arg;
	const struct flow *flow = walk->take->flow;
	struct place at = flow->at;
	struct record *r;
	bool failure;

	if (!(w->own || (w->local && !h->linked)) || walk->freed || w->bug == BUG_TWICE || h->released ||
	    w->reported || h->shown || h->partial != (w->bug == BUG_SHORT) ||
	    are_returned(walk, block->value))
		return;
	failure = is_failure(walk->survey, flow, way, block->value);
	if (!failure && !(w->own && are_only_here(walk, h)))
		return;
	at.line = block->line;
	at.col = block->col;
	r = report(w, ways, way, &at, h->partial ?
		   "%s() may hold fewer pages than asked for: this error return "
		   "does not let go of those of %s" : failure ?
		   "the pages that %s() holds in %s are not let go of on this "
		   "error return" :
		   "the pages that %s() holds in %s are not let go of on this "
		   "return, and nobody else knows them");
	finding_step(r, &at, failure ?
		     "returns an error, and nothing has let go" :
		     "returns, and nothing has let go");
}

/* Whoever should let go cannot any more, whatever is returned. */
static void on_free(struct hold_walk *walk, struct ways *ways,
		    struct way *way, const struct call *call,
		    const struct holding *h)
{
	struct watch *w = walk->arg;
	struct record *r;

	if (w->reported || h->partial != (w->bug == BUG_SHORT))
		return;
	r = report(w, ways, way, &call->at, h->partial ?
		   "%s() may hold fewer pages than asked for: %s is freed here "
		   "with those still held" :
		   "what %s() took hold of is not let go of before %s is freed");
	finding_step(r, &call->at, "%s() frees what the pages are listed in",
		     call->name);
}

static void look_for_release(struct hold_walk *walk, struct ways *ways,
			     struct way *way, const struct block *block,
			     const struct holding *h)
{
	struct watch *w = walk->arg;

	(void)ways;
	if (h->released && is_failure(walk->survey, walk->take->flow, way,
				      block->value))
		w->releases_on_error = true;
}

/* Does anybody but this function see the container? */
static bool is_seen_elsewhere(const struct survey *survey,
			      const struct take *take)
{
	struct names names = names_of(&survey->facts, take->flow,
				      take->container);
	bool seen = false;

	for (size_t i = 0; i < names.root.n; i++)
		seen |= !is_own_variable(&survey->facts, &take->flow->at,
					 names.root.item[i]);
	names_free(&names);
	return seen;
}

/* Does the function tell others how many pages it holds? */
static bool tells_count(const struct survey *survey, const struct take *take)
{
	const struct flow *flow = take->flow;

	for (size_t i = 0; *take->result && i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct assignment *set = &b->event[k].set;

			if (!b->event[k].is_call &&
			    !strcmp(set->right, take->result) &&
			    !is_own_variable(&survey->facts, &flow->at,
					     set->left))
				return true;
		}
	}
	return false;
}

/*
 * A container that others see may be let go of by them.  That this function
 * does so on one error return shows that it is its duty on all.  A parameter
 * is the caller's array, who knows of an error no more than that.
 */
static bool is_own_duty(struct watch *w)
{
	const struct take *t = w->walk.take;

	if (!is_seen_elsewhere(w->walk.survey, t))
		return true;
	if (tells_count(w->walk.survey, t))
		return false;
	if (expr_is_name(t->container) && t->api->hold != HOLD_FLAGGED &&
	    take_param(&w->walk.survey->facts, t) >= 0)
		return true;
	w->walk.end = look_for_release;
	hold_walk(&w->walk);
	return w->releases_on_error;
}

/*
 * Is the container a variable of the function's own, which others see only
 * once it is stored?  An error return before that leaves them nothing.
 */
static bool is_kept_local(const struct survey *survey, const struct take *take)
{
	return expr_is_name(take->container) &&
		is_own_variable(&survey->facts, &take->flow->at,
				take->container) &&
		!tells_count(survey, take);
}

static void look_at(const struct survey *survey, const struct take *take,
		    enum hold_bug bug, const char *rule,
		    struct records *records)
{
	struct watch w = {
		.walk = { .survey = survey, .take = take },
		.bug = bug, .rule = rule, .records = records,
	};

	w.walk.arg = &w;
	if (!take_may_hold(survey, take))
		return;
	w.own = is_own_duty(&w);
	w.local = is_kept_local(survey, take);
	w.walk.through = bug == BUG_TWICE && expr_is_name(take->container);
	w.walk.end = on_end;
	w.walk.release = on_release;
	if (w.own || bug == BUG_SHORT || (bug == BUG_LEAK && w.local))
		hold_walk(&w.walk);
	w.walk.release = NULL;
	w.walk.freed = on_free;
	if (bug != BUG_TWICE && !w.reported)
		hold_walk(&w.walk);
}

void hold_ways_report(const struct survey *survey, enum hold_bug bug,
		      const char *rule, struct records *records)
{
	const struct takes *takes = &ledger_of(survey)->takes;

	for (size_t i = 0; i < takes->n; i++)
		look_at(survey, &takes->take[i], bug, rule, records);
}
