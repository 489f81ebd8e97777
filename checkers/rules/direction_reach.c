// SPDX-License-Identifier: GPL-2.0-only
/*
 * Calls as callers reach them: see direction_reach.h.
 */
#include "direction_reach.h"

#include <stdlib.h>
#include <string.h>

#include "../join/graph.h"
#include "direction_value.h"
#include "fate.h"
#include "truth.h"

#define MAX_REACHES 64

/* The frames point at each other: mend that after they were copied. */
static void link_frames(struct reach *r)
{
	for (size_t i = 0; i < r->n; i++) {
		bool last = i + 1 == r->n;

		r->frame[i].by = last ? NULL : r->call[i + 1];
		r->frame[i].up = last ? NULL : &r->frame[i + 1];
	}
}

static void climb(struct reaches *all, struct reach r, const struct call *call)
{
	const struct survey *survey = r.survey;
	const struct function *f = facts_function(&survey->facts, call->at.file,
						  call->at.in);
	struct range uses;

	if (!f || strcmp(f->at.file, call->at.file) || r.n == REACH_LEVELS ||
	    all->n == MAX_REACHES)
		return;
	for (size_t i = 0; i < r.n; i++) {
		if (r.frame[i].function == f)
			return;
	}
	r.frame[r.n].function = f;
	r.call[r.n++] = call;
	*array_add(&all->reach, &all->n) = r;
	uses = graph_uses(&survey->graph, f->at.in);
	for (size_t i = uses.begin; i < uses.end; i++) {
		const struct call *c = call_of_use(&survey->facts,
						   &survey->graph.use[i]);

		if (c && c->nr_args == f->nr_params &&
		    function_called(survey, c->at.file, c->name) == f)
			climb(all, r, c);
	}
}

struct reaches reaches_of(const struct reach *like, const struct call *call)
{
	struct reaches all = { 0 };

	climb(&all, *like, call);
	return all;
}

/* What is said on the first @n levels. */
static const struct prop *says_up_to(const struct reach *reach,
				     struct direction *d, size_t n)
{
	struct reach *r = xcalloc(1, sizeof(*r));
	const struct prop *p;

	*r = *reach;
	r->n = n;
	link_frames(r);
	d->survey = r->survey;
	d->block = r->block;
	p = r->says(d, &r->frame[0], r->call[0]);
	/* What depends on a flag, which callers may have set as they should,
	 * says nothing of them. */
	for (size_t i = 1; p && r->guarded && i < n &&
	     !prop_may_tell(&d->props, p); i++)
		p = prop_and(&d->props, p,
			     direction_of_guards(d, &r->frame[i],
						 &r->call[i]->at));
	free(r);
	return p;
}

const struct prop *reach_says(const struct reach *reach, struct direction *d)
{
	return says_up_to(reach, d, reach->n);
}

/* On that level, is it true only if a parameter is false? */
static bool negates_parameter(const struct reach *reach, size_t level)
{
	const struct function *f = reach->frame[level].function;
	struct direction d = { 0 };
	const struct prop *p = says_up_to(reach, &d, level + 1);
	bool found = false;

	for (size_t i = 0; p && i < f->nr_params && !found; i++) {
		struct frame frame = { .function = f };
		char *key = direction_key(reach->survey, &frame,
					  &reach->call[level]->at,
					  f->param[i].name);

		found = !prop_can_be_with(&d.props, p, key, true) &&
			prop_can_be_with(&d.props, p, key, false);
		free(key);
	}
	props_free(&d.props);
	return found;
}

/* Where the direction is turned round: below, or by who knows it. */
static const struct call *blamed(const struct reach *reach)
{
	for (size_t i = 0; i + 1 < reach->n; i++) {
		if (negates_parameter(reach, i))
			return reach->call[i];
	}
	return reach->call[reach->n - 1];
}

enum verdict { UNTOLD, RIGHT, INVERTED };

static enum verdict judge_up_to(const struct reach *reach, size_t n)
{
	struct direction d = { 0 };
	const struct prop *p = n ? says_up_to(reach, &d, n) : NULL;
	enum verdict v = UNTOLD;

	if (p && direction_is_inverted(&d, p))
		v = INVERTED;
	else if (p && direction_is_right(&d, p))
		v = RIGHT;
	props_free(&d.props);
	return v;
}

/* What the last level adds to those before, which need no further caller. */
static enum verdict judge(const struct reach *reach)
{
	for (size_t n = 1; n < reach->n; n++) {
		if (judge_up_to(reach, n) != UNTOLD)
			return UNTOLD;
	}
	return judge_up_to(reach, reach->n);
}

void reaches_blame(const struct reaches *reaches,
		   void (*tell)(const struct reach *reach,
				const struct call *call, void *arg),
		   void *arg)
{
	enum verdict *v = xcalloc(reaches->n + 1, sizeof(*v));
	size_t right = 0;

	for (size_t i = 0; i < reaches->n; i++) {
		v[i] = judge(&reaches->reach[i]);
		right += v[i] == RIGHT;
	}
	for (size_t i = 0; i < reaches->n; i++) {
		const struct reach *r = &reaches->reach[i];

		if (v[i] == INVERTED)
			tell(r, right ? r->call[r->n - 1] : blamed(r), arg);
	}
	free(v);
}
