// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sleepers: see sleeper.h.
 */
#include "sleeper.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "api.h"
#include "context.h"
#include "fate.h"

/* Words of which one stands in the name of whatever asks for the context. */
static const char *const context_words[] = {
	"in_task", "in_interrupt", "in_atomic", "in_irq", "in_hardirq",
	"in_softirq", "in_serving_softirq", "in_nmi", "irqs_disabled",
	"preemptible", "is_poll",
};

static bool asks_context(const char *condition)
{
	for (size_t i = 0; i < ARRAY_SIZE(context_words); i++) {
		if (strstr(condition, context_words[i]))
			return true;
	}
	return false;
}

/* Does the function leave work to a thread, on another way? */
static bool defers(const struct facts *facts, const struct function *f)
{
	struct range r = facts_of_file(facts, call, nr_calls, f->at.file);

	for (size_t i = r.begin; i < r.end; i++) {
		if (!strcmp(facts->call[i].at.in, f->at.in) &&
		    is_deferral(facts->call[i].name))
			return true;
	}
	return false;
}

/*
 * What the conditions of a call say: does one ask for the context, or choose
 * between this and leaving it to a thread; is one a parameter?  That is put
 * into @param, if it has none yet.
 */
static bool is_guarded(const struct survey *survey, const struct function *f,
		       const struct call *call, int *param)
{
	struct guards g = guards_at(&survey->facts, &call->at);
	bool guarded = false;

	for (size_t i = 0; i < g.n; i++) {
		guarded |= asks_context(g.guard[i].condition);
		if (*param < 0 && g.guard[i].when && g.guard[i].encloses)
			*param = param_index(f, g.guard[i].condition);
		guarded |= g.guard[i].encloses && defers(&survey->facts, f);
	}
	guards_free(&g);
	return guarded;
}

/* The argument that decides whether a call dirties; NULL if it always does. */
static const char *deciding_argument(const struct sleepers *sleepers,
				     const struct call *call, size_t next)
{
	int n;

	if (next != NO_SLEEPER)
		n = sleepers->sleeper[next].param;
	else
		n = api_find(call->name)->dirty_arg;
	return n < 0 ? NULL : call_arg(call, n);
}

/* Does the @i-th sleeper, or with NO_SLEEPER the call itself, dirty? */
static bool may_dirty(const struct sleepers *sleepers, const struct call *call,
		      size_t i)
{
	const char *dirty = deciding_argument(sleepers, call, i);

	return !dirty || !expr_is_false(dirty);
}

static int compare_pointers(const void *a, const void *b)
{
	return a < b ? -1 : a > b;
}

/* The first sleeper from the @i-th on that a call may mean; NO_SLEEPER. */
static size_t sleeper_called(const struct survey *survey,
			     const struct sleepers *sleepers,
			     const struct call *call, size_t i)
{
	const struct function *f;

	/* Names are interned; most are those of others. */
	if (!tfind(call->name, &sleepers->names, compare_pointers))
		return NO_SLEEPER;
	f = function_called(survey, call->at.file, call->name);
	for (; f && i < sleepers->n; i++) {
		if (sleepers->sleeper[i].function == f)
			return i;
	}
	return NO_SLEEPER;
}

bool call_sleeps(const struct survey *survey, const struct sleepers *sleepers,
		 const struct call *call, size_t *next)
{
	const struct api *api = api_find(call->name);

	*next = NO_SLEEPER;
	if (api)
		return api->dirty_sleeps && may_dirty(sleepers, call, *next);
	do {
		*next = sleeper_called(survey, sleepers, call,
				       *next == NO_SLEEPER ? 0 : *next + 1);
	} while (*next != NO_SLEEPER && !may_dirty(sleepers, call, *next));
	return *next != NO_SLEEPER;
}

/*
 * A bio that need not dirty, as that of a write, may be let go of anywhere: who
 * leaves the decision to the bio is not blamed for it farther up.
 */
static bool leaves_decision(const struct call *call, const char *dirty)
{
	const struct api *api = api_find(call->name);

	return api && api->hold == HOLD_FLAGGED && dirty &&
		!expr_is_true(dirty);
}

/*
 * Does a flag that is known at run time only, and handed down to the sleeper,
 * decide?  It may go with the context that the function runs in.
 */
static bool is_untold(const struct sleepers *sleepers, const struct sleeper *s,
		      const char *dirty)
{
	if (s->next == NO_SLEEPER)
		return false;
	return sleepers->sleeper[s->next].untold ||
		(dirty && s->param < 0 && !expr_is_true(dirty));
}

/* Is it known that the function leads to that dirtying? */
static bool is_known(const struct sleepers *sleepers,
		     const struct function *f, const struct call *dirtying)
{
	for (size_t i = 0; i < sleepers->n; i++) {
		if (sleepers->sleeper[i].function == f &&
		    sleepers->sleeper[i].dirtying == dirtying)
			return true;
	}
	return false;
}

static bool learn_call(const struct survey *survey, struct sleepers *sleepers,
		       const struct function *f, const struct call *call,
		       size_t next, bool untold)
{
	struct sleeper s = {
		.function = f, .call = call, .param = -1, .untold = untold,
		.next = next, .dirtying = next == NO_SLEEPER ? call :
			sleepers->sleeper[next].dirtying,
	};
	const char *dirty;

	if (!may_dirty(sleepers, call, next) ||
	    is_known(sleepers, f, s.dirtying))
		return false;
	dirty = deciding_argument(sleepers, call, s.next);
	if (dirty)
		s.param = param_index(f, dirty);
	if (s.param < 0 && leaves_decision(call, dirty))
		return false;
	if (!untold && is_untold(sleepers, &s, dirty))
		return false;
	if (is_guarded(survey, f, call, &s.param))
		return false;
	*array_add(&sleepers->sleeper, &sleepers->n) = s;
	if (!tsearch(f->at.in, &sleepers->names, compare_pointers))
		die(EXIT_INCOMPLETE, "out of memory");
	return true;
}

/* What the call leads to: a dirtying, or those of the sleepers called. */
static bool learn_calls(const struct survey *survey, struct sleepers *sleepers,
			const struct function *f, const struct call *call,
			bool untold)
{
	const struct api *api = api_find(call->name);
	bool grown = false;
	size_t i = 0;

	if (api)
		return api->dirty_sleeps &&
			learn_call(survey, sleepers, f, call, NO_SLEEPER,
				   untold);
	while ((i = sleeper_called(survey, sleepers, call, i)) != NO_SLEEPER) {
		grown |= learn_call(survey, sleepers, f, call, i, untold);
		i++;
	}
	return grown;
}

static bool learn(const struct survey *survey, struct sleepers *sleepers,
		  const struct flow *flow, bool untold)
{
	const struct place *at = &flow->at;
	const struct function *f = facts_function(&survey->facts, at->file,
						  at->in);
	bool grown = false;

	if (!f || strcmp(f->at.file, at->file) || api_find(at->in))
		return false;
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			if (b->event[k].is_call)
				grown |= learn_calls(survey, sleepers, f,
						     &b->event[k].call, untold);
		}
	}
	return grown;
}

static void learn_all(const struct survey *survey, struct sleepers *sleepers,
		      bool untold)
{
	bool grown;

	do {
		const struct flow *flow = NULL;

		grown = false;
		while ((flow = facts_next_flow(&survey->facts, flow)))
			grown |= learn(survey, sleepers, flow, untold);
	} while (grown);
}

void sleepers_find(const struct survey *survey, struct sleepers *sleepers)
{
	*sleepers = (struct sleepers){ 0 };
	/* What is certain goes first: of the ways to a dirtying one is kept. */
	learn_all(survey, sleepers, false);
	learn_all(survey, sleepers, true);
}

/* Names belong to the facts. */
static void keep(void *name)
{
	(void)name;
}

void sleepers_free(struct sleepers *sleepers)
{
	free(sleepers->sleeper);
	tdestroy(sleepers->names, keep);
	*sleepers = (struct sleepers){ 0 };
}
