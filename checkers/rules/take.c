// SPDX-License-Identifier: GPL-2.0-only
/*
 * Takes: see take.h.
 *
 * A function hands on what it takes if the container is one of its parameters,
 * or is what it returns.
 */
#include "take.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "container.h"
#include "class.h"
#include "fate.h"
#include "hold_walk.h"

struct wrapper {
	const struct function *function;
	const struct api *api;
	int param;			/* -1: it returns the container */
	unsigned int success;
};

struct wrappers {
	struct wrapper *wrapper;
	size_t n;
};

/* Is a value that of a call of @name, and nothing else? */
static bool is_call_of(const char *value, const char *name)
{
	size_t n = strlen(name);
	int depth = 0;

	if (strncmp(value, name, n) || !starts_with(value + n, " ("))
		return false;
	for (value += n; *value; value++) {
		depth += *value == '(';
		depth -= *value == ')';
		if (*value == ')' && !depth)
			return !value[1];
	}
	return false;
}

/*
 * What the value of a call is known as: what it is stored in, or, if the call
 * stands in the condition or the return that ends the block, its text.
 */
static char *result_of(const struct block *b, const struct call *call)
{
	struct condition c;
	char *result;
	size_t n = strlen(call->name);

	if (!*call->result && b->end == END_RETURN &&
	    is_call_of(b->value, call->name))
		return xstrdup(b->value);
	if (*call->result || b->end != END_TEST)
		return xstrdup(call->result);
	c = condition_parse(b->value);
	if (!strncmp(c.left, call->name, n) && starts_with(c.left + n, " ("))
		result = xstrdup(c.left);
	else
		result = xstrdup("");
	condition_free(&c);
	return result;
}

static void add_take(struct takes *takes, const struct flow *flow,
		     size_t block, size_t event, const struct take *like)
{
	struct take *t = array_add(&takes->take, &takes->n);
	const struct block *b = &flow->block[block];

	*t = *like;
	t->flow = flow;
	t->block = block;
	t->event = event;
	t->call = &b->event[event].call;
	t->result = result_of(b, t->call);
}

static void find_direct(struct takes *takes, const struct flow *flow,
			size_t block, size_t event)
{
	const struct call *c = &flow->block[block].event[event].call;
	const struct api *api = api_find(c->name);
	struct take like = { .api = api, .success = SIGN_POS, .count = "" };

	if (!api || !(api->roles & (ROLE_ACQUIRE | ROLE_PIN)) ||
	    (size_t)api->pages_arg >= c->nr_args)
		return;
	like.container = root_of(c->arg[api->pages_arg].expr);
	/* A bio is filled as well as it goes: nothing tells how many pages. */
	if (api->hold == HOLD_FLAGGED)
		like.success = SIGN_ZERO;
	if (api->count_arg)
		like.count = call_arg(c, api->count_arg);
	add_take(takes, flow, block, event, &like);
}

static void find_wrapped(const struct survey *survey, struct takes *takes,
			 const struct flow *flow, size_t block, size_t event,
			 const struct wrapper *w)
{
	const struct call *c = &flow->block[block].event[event].call;
	struct take like = {
		.api = w->api, .wrapper = w->function, .success = w->success,
		.count = "",
	};

	if (strcmp(c->name, w->function->at.in) ||
	    function_called(survey, c->at.file, c->name) != w->function)
		return;
	if (w->param >= 0)
		like.container = root_of(call_arg(c, w->param));
	else
		like.container = root_of(c->result);
	if (*like.container)
		add_take(takes, flow, block, event, &like);
	else
		free(like.container);
}

struct success {
	unsigned int signs;		/* of what is returned with the hold */
	bool tells;			/* the result itself is returned */
};

static void note_success(struct hold_walk *w, struct ways *ways,
			 struct way *way, const struct block *block,
			 const struct holding *h)
{
	struct success *s = w->arg;

	(void)ways;
	if (h->released || h->partial ||
	    is_failure(w->survey, w->take->flow, way, block->value))
		return;
	s->signs |= way_sign_of(way, block->value);
	s->tells |= *w->take->result &&
		!strcmp(block->value, w->take->result);
}

/*
 * The signs of what a function returns when its caller then holds the pages; 0
 * if it never returns with the hold, or if nothing can be told.  What is
 * @returned are the pages: an error or nothing, if there are none.
 */
static unsigned int success_of(const struct survey *survey,
			       const struct take *t, bool returned)
{
	struct success s = { 0 };
	struct hold_walk w = {
		.survey = survey, .take = t, .arg = &s, .end = note_success,
	};

	if (hold_walk(&w))
		return 0;
	if (returned)
		return s.signs ? SIGN_POS : 0;
	if (s.tells)
		return t->success;
	return s.signs == SIGN_ZERO || s.signs == SIGN_POS ? s.signs : 0;
}

static bool returns_container(const struct facts *facts, const struct take *t)
{
	if (!expr_is_name(t->container) ||
	    !is_own_variable(facts, &t->flow->at, t->container))
		return false;
	for (size_t i = 0; i < t->flow->nr_blocks; i++) {
		const struct block *b = &t->flow->block[i];

		if (b->end == END_RETURN && !strcmp(b->value, t->container))
			return true;
	}
	return false;
}

/* Does the function take other holds into the same container as well? */
static bool takes_otherwise(const struct takes *takes, const struct take *t)
{
	for (size_t i = 0; i < takes->n; i++) {
		const struct take *other = &takes->take[i];

		if (other->flow == t->flow &&
		    other->api->hold != t->api->hold &&
		    !strcmp(other->container, t->container))
			return true;
	}
	return false;
}

static void learn_wrapper(const struct survey *survey,
			  const struct takes *takes,
			  struct wrappers *wrappers, const struct take *t)
{
	const struct place *at = &t->flow->at;
	struct wrapper w = {
		.function = facts_function(&survey->facts, at->file, at->in),
		.api = t->api, .param = take_param(&survey->facts, t),
	};
	bool returned;

	if (!w.function || api_find(at->in) || takes_otherwise(takes, t))
		return;
	returned = returns_container(&survey->facts, t);
	if (!returned && (w.param < 0 || !expr_is_name(t->container)))
		return;
	w.success = success_of(survey, t, returned);
	if (!w.success)
		return;
	if (returned)
		w.param = -1;
	for (size_t i = 0; i < wrappers->n; i++) {
		if (wrappers->wrapper[i].function == w.function)
			return;
	}
	*array_add(&wrappers->wrapper, &wrappers->n) = w;
}

typedef void each_call(const struct survey *survey, struct takes *takes,
		       const struct flow *flow, size_t block, size_t event,
		       const struct wrapper *w);

static void find_any(const struct survey *survey, struct takes *takes,
		     const struct flow *flow, size_t block, size_t event,
		     const struct wrapper *w)
{
	(void)survey;
	(void)w;
	find_direct(takes, flow, block, event);
}

static void for_each_call(const struct survey *survey, struct takes *takes,
			  each_call *find, const struct wrapper *w)
{
	const struct flow *flow = NULL;

	while ((flow = facts_next_flow(&survey->facts, flow))) {
		for (size_t k = 0; k < flow->nr_blocks; k++) {
			const struct block *b = &flow->block[k];

			for (size_t m = 0; m < b->nr_events; m++) {
				if (b->event[m].is_call)
					find(survey, takes, flow, k, m, w);
			}
		}
	}
}

void takes_find(const struct survey *survey, struct takes *takes)
{
	struct wrappers wrappers = { 0 };
	size_t seen = 0;

	*takes = (struct takes){ 0 };
	for_each_call(survey, takes, find_any, NULL);
	/* New wrappers bring new takes, which may make new wrappers. */
	for (size_t i = 0; i < takes->n; i++) {
		struct take t = takes->take[i];

		learn_wrapper(survey, takes, &wrappers, &t);
		for (; seen < wrappers.n; seen++) {
			struct wrapper w = wrappers.wrapper[seen];

			for_each_call(survey, takes, find_wrapped, &w);
		}
	}
	free(wrappers.wrapper);
}

void takes_free(struct takes *takes)
{
	for (size_t i = 0; i < takes->n; i++) {
		free(takes->take[i].container);
		free(takes->take[i].result);
	}
	free(takes->take);
	*takes = (struct takes){ 0 };
}

const char *take_flags(const struct take *take)
{
	if (take->wrapper || !take->api->flags_arg)
		return "";
	return call_arg(take->call, take->api->flags_arg);
}

int take_param(const struct facts *facts, const struct take *take)
{
	const struct place *at = &take->flow->at;
	const struct function *f = facts_function(facts, at->file, at->in);
	char *base = base_of(take->container);
	int param = param_index(f, base);

	free(base);
	return param;
}

bool take_may_hold(const struct survey *survey, const struct take *take)
{
	const char *class;

	if (take->api->hold != HOLD_EXTRACT)
		return true;
	class = class_of_acquire(survey, &take->call->at, NULL);
	return !class || (strcmp(class, "zerocopy") &&
			  strcmp(class, "buffered") && strcmp(class, "test"));
}
