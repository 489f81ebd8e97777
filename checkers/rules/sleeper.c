// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sleepers: see sleeper.h.
 */
#include "sleeper.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "api.h"
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

/*
 * What the conditions of a call say: does one ask for the context, is one a
 * parameter?  That is put into @param, if it has none yet.
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

bool call_sleeps(const struct survey *survey, const struct sleepers *sleepers,
		 const struct call *call, size_t *next)
{
	const struct api *api = api_find(call->name);
	const char *dirty;
	size_t i = 0;

	*next = NO_SLEEPER;
	if (api) {
		if (!api->dirty_sleeps)
			return false;
	} else {
		while (i < sleepers->n &&
		       sleepers->sleeper[i].function->at.in != call->name)
			i++;
		if (i == sleepers->n ||
		    function_called(survey, call->at.file, call->name) !=
		    sleepers->sleeper[i].function)
			return false;
		*next = i;
	}
	dirty = deciding_argument(sleepers, call, *next);
	return !dirty || !expr_is_false(dirty);
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

static bool is_sleeper(const struct sleepers *sleepers,
		       const struct function *f)
{
	for (size_t i = 0; i < sleepers->n; i++) {
		if (sleepers->sleeper[i].function == f)
			return true;
	}
	return false;
}

static bool learn_call(const struct survey *survey, struct sleepers *sleepers,
		       const struct function *f, const struct call *call,
		       bool untold)
{
	struct sleeper s = {
		.function = f, .call = call, .param = -1, .untold = untold,
	};
	const char *dirty;

	if (!call_sleeps(survey, sleepers, call, &s.next))
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
	return true;
}

static bool learn(const struct survey *survey, struct sleepers *sleepers,
		  const struct flow *flow, bool untold)
{
	const struct place *at = &flow->at;
	const struct function *f = facts_function(&survey->facts, at->file,
						  at->in);

	if (!f || strcmp(f->at.file, at->file) || is_sleeper(sleepers, f) ||
	    api_find(at->in))
		return false;
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			if (b->event[k].is_call &&
			    learn_call(survey, sleepers, f, &b->event[k].call,
				       untold))
				return true;
		}
	}
	return false;
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
	/* What is certain goes first: of each function one call is kept. */
	learn_all(survey, sleepers, false);
	learn_all(survey, sleepers, true);
}

void sleepers_free(struct sleepers *sleepers)
{
	free(sleepers->sleeper);
	*sleepers = (struct sleepers){ 0 };
}
