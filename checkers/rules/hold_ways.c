// SPDX-License-Identifier: GPL-2.0-only
/*
 * The ways of a hold through the function that takes it: see hold_ways.h.
 */
#include "hold_ways.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../join/ways.h"
#include "../lex/expr.h"
#include "container.h"
#include "fate.h"

/* Larger functions are not walked: the kernel has none that matters. */
#define MAX_BLOCKS 2000

/* What a way keeps in mind; all zero but for this at the beginning. */
struct holding {
	bool released;
	bool partial;			/* fewer pages than asked for */
	const struct call *release;	/* the one that let go */
};

struct watch {
	const struct survey *survey;
	const struct take *take;
	struct names names;
	enum hold_bug bug;
	const char *rule;
	struct records *records;
	bool reported;

	bool owner_elsewhere;		/* a struct of others' holds the pages */
	bool only_look;			/* find out about releases, say nothing */
	bool releases_on_error;
};

static struct holding *holding_of(struct way *way)
{
	return (struct holding *)way->state;
}

/* "&pages" given to what fills it again, or the result stored in it. */
static bool takes_again(const struct watch *w, const struct call *call)
{
	return api_has_role(call->name, ROLE_ACQUIRE | ROLE_PIN) ||
		(w->take->wrapper && !strcmp(call->name, w->take->call->name));
}

static bool same_release(const struct call *a, const struct call *b)
{
	if (a == b || strcmp(a->name, b->name) || a->nr_args != b->nr_args)
		return false;
	for (size_t i = 0; i < a->nr_args; i++) {
		if (strcmp(a->arg[i].expr, b->arg[i].expr))
			return false;
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

static struct place place_of_end(const struct watch *w, const struct block *b)
{
	return (struct place){
		.file = w->take->flow->at.file, .in = w->take->flow->at.in,
		.line = b->line, .col = b->col,
		.engines = w->take->flow->at.engines,
	};
}

static struct record *report(struct watch *w, struct ways *ways,
			     const struct way *way, const struct place *at,
			     const char *message)
{
	struct steps steps = { .flow = w->take->flow, .left = 4 };
	char *pages = expr_pretty(w->take->container);
	struct record *r;
	size_t begin;

	r = finding_add(w->records, w->rule, "error", at, w->take->container,
			message, w->take->call->name, pages);
	finding_step(r, &w->take->call->at, "%s() takes hold of the pages of "
		     "%s", w->take->call->name, pages);
	begin = r->nr_waypoints;
	steps.record = r;
	ways_trail(ways, way, add_test, &steps);
	turn_round(r, begin);
	free(pages);
	w->reported = true;
	return r;
}

static void let_go(struct watch *w, struct ways *ways, struct way *way,
		   const struct call *call)
{
	struct holding *h = holding_of(way);

	if (w->bug == BUG_TWICE && !w->only_look && !w->reported && h->release &&
	    same_release(h->release, call)) {
		struct record *r = report(w, ways, way, &call->at,
					  "the hold that %s() took on the pages "
					  "of %s is let go of a second time");

		finding_step(r, &h->release->at, "%s() lets go the first time",
			     h->release->name);
		finding_step(r, &call->at, "and again here");
	}
	h->released = true;
	h->release = call;
}

static bool follow_call(struct watch *w, struct ways *ways, struct way *way,
			const struct call *call)
{
	struct holding *h = holding_of(way);

	if (takes_again(w, call))
		return !h->released;
	for (size_t i = 0; i < call->nr_args; i++) {
		const char *path = names_match(&w->names, call->arg[i].expr);

		if (!path)
			continue;
		switch (fate_of_argument(w->survey, call, i, path)) {
		case FATE_RELEASED:
			let_go(w, ways, way, call);
			return true;
		case FATE_MOVED:
			return false;
		case FATE_KEPT:
			break;
		}
	}
	return !names_match(&w->names, call->result) || !*call->result;
}

static bool on_event(struct ways *ways, struct way *way,
		     const struct event *event, void *arg)
{
	struct watch *w = arg;
	const char *path;

	if (event->is_call)
		return follow_call(w, ways, way, &event->call);
	path = names_match(&w->names, event->set.right);
	if (path && !*path && !names_match(&w->names, event->set.left))
		return false;
	/* The count of a release changed: it may let go of others then. */
	if (holding_of(way)->release) {
		const struct call *c = holding_of(way)->release;

		for (size_t i = 0; i < c->nr_args; i++) {
			if (text_mentions(c->arg[i].expr, event->set.left))
				holding_of(way)->release = NULL;
		}
	}
	/* The container itself is set anew. */
	return strcmp(event->set.left, w->take->container);
}

/* What a loop lets go of page by page is gone after it, however many. */
static void on_loop(struct ways *ways, struct way *way, const bool *body,
		    void *arg)
{
	struct watch *w = arg;
	const struct flow *flow = w->take->flow;

	(void)ways;
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; body[i] && k < b->nr_events; k++) {
			const struct call *c = &b->event[k].call;

			if (!b->event[k].is_call || takes_again(w, c))
				continue;
			for (size_t m = 0; m < c->nr_args; m++) {
				const char *path = names_match(&w->names,
							       c->arg[m].expr);

				if (path && fate_of_argument(w->survey, c, m,
						path) != FATE_KEPT)
					holding_of(way)->released = true;
			}
		}
	}
}

static bool on_test(struct ways *ways, struct way *way,
		    const struct block *block, const struct condition *c,
		    bool when, void *arg)
{
	struct watch *w = arg;
	bool less = !strcmp(c->op, "<") || !strcmp(c->op, "!=");
	bool more = !strcmp(c->op, "==") || !strcmp(c->op, ">=");

	(void)ways;
	(void)block;
	if (!*w->take->result || strcmp(c->left, w->take->result) ||
	    !(less || more))
		return true;
	/* One page is held or none. */
	if (!strcmp(w->take->count, "1") && !strcmp(c->right, "1"))
		return less ? !when : when;
	if (!c->when_true || !strcmp(c->right, w->take->count))
		holding_of(way)->partial = less ? when : !when;
	return true;
}

/* Does the value returned say that the function failed? */
static bool is_failure(const struct watch *w, const struct way *way,
		       const char *value)
{
	const struct place *at = &w->take->flow->at;
	const struct function *f = facts_function(&w->survey->facts, at->file,
						  at->in);
	unsigned int signs = way_sign_of(way, value);

	if (f && strchr(f->type, '*'))
		return signs != SIGN_ANY && !(signs & SIGN_POS);
	if (f && !strcmp(f->type, "bool"))
		return signs == SIGN_ZERO;
	if (w->owner_elsewhere)
		return signs == SIGN_NEG;
	return signs == SIGN_NEG || signs == (SIGN_NEG | SIGN_POS);
}

static void on_end(struct ways *ways, struct way *way,
		   const struct block *block, void *arg)
{
	struct watch *w = arg;
	struct holding *h = holding_of(way);
	bool fails = is_failure(w, way, block->value);
	struct place at = place_of_end(w, block);
	struct record *r;

	if (w->only_look) {
		w->releases_on_error |= fails && h->released;
		return;
	}
	if (w->bug == BUG_TWICE || !fails || h->released || w->reported ||
	    h->partial != (w->bug == BUG_SHORT) ||
	    names_match(&w->names, block->value))
		return;
	r = report(w, ways, way, &at, h->partial ?
		   "%s() may hold fewer pages than asked for: this error return "
		   "does not let go of those of %s" :
		   "the pages that %s() holds in %s are not let go of on this "
		   "error return");
	finding_step(r, &at, "returns an error, and nothing has let go");
}

/* Walk the ways on from the take; false if there are too many. */
static bool walk(struct watch *w, struct ways *ways)
{
	const struct take *t = w->take;
	const struct way_client client = {
		.arg = w, .event = on_event, .loop = on_loop,
		.test = on_test, .end = on_end,
	};
	struct way start = { 0 };

	if (*t->result)
		way_learn(&start, t->result, t->success);
	way_learn(&start, t->container, SIGN_POS);
	return !ways_walk(ways, t->block, t->event, &start, &client);
}

/*
 * A container that others see may be let go of by them.  That this function
 * does so on one error return shows that it is its duty on all.
 */
static bool is_own_duty(struct watch *w, struct ways *ways)
{
	if (!w->owner_elsewhere)
		return true;
	w->only_look = true;
	if (!walk(w, ways))
		return false;
	w->only_look = false;
	return w->releases_on_error;
}

static void look_at(const struct survey *survey, const struct take *take,
		    enum hold_bug bug, const char *rule,
		    struct records *records)
{
	struct watch w = {
		.survey = survey, .take = take, .bug = bug, .rule = rule,
		.records = records,
		.names = names_of(&survey->facts, take->flow, take->container),
	};
	struct ways *ways;

	w.owner_elsewhere = !is_own_variable(&survey->facts, &take->flow->at,
					     take->container);
	if (take->flow->nr_blocks <= MAX_BLOCKS && *take->container) {
		ways = ways_new(take->flow);
		if (take_param(&survey->facts, take) >= 0 &&
		    expr_is_name(take->container))
			walk(&w, ways);
		else if (is_own_duty(&w, ways))
			walk(&w, ways);
		ways_free(ways);
	}
	names_free(&w.names);
}

void hold_ways_report(const struct survey *survey, enum hold_bug bug,
		      const char *rule, struct records *records)
{
	struct takes takes;

	takes_find(survey, &takes);
	for (size_t i = 0; i < takes.n; i++)
		look_at(survey, &takes.take[i], bug, rule, records);
	takes_free(&takes);
}
