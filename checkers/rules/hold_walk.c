// SPDX-License-Identifier: GPL-2.0-only
/*
 * The ways of a hold through the function that takes it: see hold_walk.h.
 */
#include "hold_walk.h"

#include <string.h>

#include "../join/flow.h"
#include "fate.h"

static struct holding *holding_of(struct way *way)
{
	return (struct holding *)way->state;
}

static bool is_take(const struct hold_walk *w, const struct call *call)
{
	const struct take *t = w->take;

	return call == &t->flow->block[t->block].event[t->event].call;
}

/* What fills the container, here or for other pages. */
static bool takes(const struct hold_walk *w, const struct call *call)
{
	return is_take(w, call) ||
		api_has_role(call->name, ROLE_ACQUIRE | ROLE_PIN) ||
		(w->take->wrapper && !strcmp(call->name, w->take->call->name));
}

static void begin(struct hold_walk *w, struct way *way)
{
	const struct take *t = w->take;

	holding_of(way)->taken = true;
	if (*t->result)
		way_learn(way, t->result, t->success);
	if (t->success == SIGN_POS || !t->wrapper)
		way_learn(way, t->container, SIGN_POS);
}

/*
 * The take a second time: if it fails, what was taken before is still held;
 * if not, this is like the first time.
 */
static bool take_again(struct hold_walk *w, struct way *way)
{
	if (*w->take->result)
		way_learn(way, w->take->result, SIGN_ANY & ~w->take->success);
	return !holding_of(way)->released;
}

static void let_go(struct hold_walk *w, struct ways *ways, struct way *way,
		   const struct call *call)
{
	struct holding *h = holding_of(way);

	if (w->release)
		w->release(w, ways, way, call, h);
	h->released = true;
	h->release = call;
}

/* Is a value that a call gave a pointer? */
static bool gives_pointer(const struct hold_walk *w, const struct call *call)
{
	return strchr(type_of(&w->survey->facts, &call->at, call->result), '*');
}

/*
 * The pages go to others with this call.  If that may fail, and failing does
 * not let go of them, it is to be seen later whether they went.  A function
 * that makes something of them and returns a pointer does not; of others one
 * has to know.
 */
static bool hand_on(struct hold_walk *w, struct way *way,
		    const struct call *call)
{
	const struct function *f = function_called(w->survey, call->at.file,
						   call->name);

	if (!*call->result || (!f && !gives_pointer(w, call)))
		return false;
	holding_of(way)->handed = call;
	return true;
}

/* With the pages handed on: did that fail?  Returns false if it did not. */
static bool comes_back(const struct hold_walk *w, struct way *way)
{
	struct holding *h = holding_of(way);
	unsigned int signs;

	if (!h->handed)
		return true;
	signs = way_signs(way, h->handed->result);
	if (gives_pointer(w, h->handed) ? !(signs & SIGN_POS) :
	    !(signs & SIGN_ZERO))
		h->handed = NULL;
	return signs == SIGN_ANY || !h->handed;
}

static bool follow_call(struct hold_walk *w, struct ways *ways,
			struct way *way, const struct call *call)
{
	if (is_take(w, call)) {
		if (holding_of(way)->taken)
			return take_again(w, way);
		begin(w, way);
		return true;
	}
	if (!holding_of(way)->taken || takes(w, call))
		return true;
	for (size_t i = 0; i < call->nr_args; i++) {
		const char *path = names_match(&w->names, call->arg[i].expr);

		if (!path)
			continue;
		switch (fate_of_argument(w->survey, call, i, path)) {
		case FATE_RELEASED:
			let_go(w, ways, way, call);
			return true;
		case FATE_MOVED:
			return hand_on(w, way, call);
		case FATE_KEPT:
			break;
		}
	}
	/* Its result is past, and nobody asked. */
	if (holding_of(way)->handed && *call->result &&
	    !strcmp(call->result, holding_of(way)->handed->result))
		return false;
	return !*call->result || is_lens(call->name) ||
		strcmp(call->result, w->take->container);
}

static bool follow_assignment(struct hold_walk *w, struct way *way,
			      const struct assignment *set)
{
	const char *path = names_match(&w->names, set->right);
	struct holding *h = holding_of(way);
	bool stored = path && !*path && !names_match(&w->names, set->left);

	/* Stored where others see it: before, or with the hold. */
	if (!h->taken) {
		h->shown |= stored;
		return true;
	}
	if (stored)
		return false;
	if (h->handed && !strcmp(set->left, h->handed->result))
		return false;
	/* The arguments of the release changed: it may let go of others now. */
	for (size_t i = 0; h->release && i < h->release->nr_args; i++) {
		if (text_mentions(h->release->arg[i].expr, set->left)) {
			h->release = NULL;
			break;
		}
	}
	/* The container itself is set anew. */
	return strcmp(set->op, "=") || strcmp(set->left, w->take->container);
}

static bool on_event(struct ways *ways, struct way *way,
		     const struct event *event, void *arg)
{
	if (event->is_call)
		return follow_call(arg, ways, way, &event->call);
	return follow_assignment(arg, way, &event->set);
}

static bool lets_go(const struct hold_walk *w, const struct call *call)
{
	for (size_t i = 0; i < call->nr_args; i++) {
		const char *path = names_match(&w->names, call->arg[i].expr);

		if (path && fate_of_argument(w->survey, call, i, path) !=
		    FATE_KEPT)
			return true;
	}
	return false;
}

/* What a loop lets go of page by page is gone after it, however many. */
static void on_loop(struct ways *ways, struct way *way, const bool *body,
		    void *arg)
{
	struct hold_walk *w = arg;
	const struct flow *flow = w->take->flow;

	(void)ways;
	if (!holding_of(way)->taken || body[w->take->block])
		return;
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; body[i] && k < b->nr_events; k++) {
			if (b->event[k].is_call &&
			    !takes(w, &b->event[k].call) &&
			    lets_go(w, &b->event[k].call))
				holding_of(way)->released = true;
		}
	}
}

/*
 * Does a condition tell whether extracted pages were pinned?  It asks for it
 * or names a value that says so; kernel iterators answer the other way.
 */
static bool tells_pinned(const char *condition, bool *when_pinned)
{
	static const char *const kernels[] = {
		"iov_iter_is_kvec (", "iov_iter_is_bvec (",
		"iov_iter_is_xarray (", "iov_iter_is_folioq (",
	};

	*when_pinned = true;
	if (strstr(condition, "pin") || strstr(condition, "user_backed"))
		return true;
	*when_pinned = false;
	for (size_t i = 0; i < ARRAY_SIZE(kernels); i++) {
		if (strstr(condition, kernels[i]))
			return true;
	}
	return false;
}

/* Is the number of pages got compared with the number asked for? */
static bool compares_count(const struct take *t, const struct condition *c)
{
	return *t->result && !strcmp(c->left, t->result) &&
		(!strcmp(c->right, t->count) ||
		 sign_of_constant(c->right) == SIGN_ANY);
}

static bool on_test(struct ways *ways, struct way *way,
		    const struct block *block, const struct condition *c,
		    bool when, void *arg)
{
	struct hold_walk *w = arg;
	struct holding *h = holding_of(way);
	bool pinned;
	bool less = !strcmp(c->op, "<") || !strcmp(c->op, "!=");
	bool more = !strcmp(c->op, "==") || !strcmp(c->op, ">=");

	(void)ways;
	/* What the code warns of as impossible, it need not clean up after. */
	if (when && survey_is_asserted(w->survey, w->take->flow->at.file,
				       block->line, block->col))
		return false;
	if (!comes_back(w, way))
		return false;
	/* Nothing is held of an iterator that is not user-backed. */
	if (w->take->api->hold == HOLD_EXTRACT && !*c->op &&
	    tells_pinned(c->left, &pinned) && when != pinned)
		return false;
	if (!h->taken || !(less || more) || !compares_count(w->take, c))
		return true;
	/* One page is held or none. */
	if (!strcmp(w->take->count, "1") && !strcmp(c->right, "1"))
		return less ? !when : when;
	h->partial = less ? when : !when;
	return true;
}

bool is_failure(const struct survey *survey, const struct flow *flow,
		const struct way *way, const char *value)
{
	const struct function *f = facts_function(&survey->facts,
						  flow->at.file, flow->at.in);
	unsigned int signs = way_sign_of(way, value);

	if (f && strchr(f->type, '*'))
		return signs != SIGN_ANY && !(signs & SIGN_POS);
	if (f && !strcmp(f->type, "bool"))
		return signs == SIGN_ZERO;
	return signs == SIGN_NEG || signs == (SIGN_NEG | SIGN_POS);
}

static void on_end(struct ways *ways, struct way *way,
		   const struct block *block, void *arg)
{
	struct hold_walk *w = arg;

	if (holding_of(way)->taken && !way->forgot && !holding_of(way)->handed)
		w->end(w, ways, way, block, holding_of(way));
}

int hold_walk(struct hold_walk *w)
{
	const struct way_client client = {
		.arg = w, .event = on_event, .loop = on_loop,
		.test = on_test, .end = on_end,
	};
	const struct flow *flow = w->take->flow;
	struct way start = { 0 };
	struct ways *ways;
	int status;

	/* Without a result nothing tells whether there is a hold. */
	if (!*w->take->container || !*w->take->result)
		return -1;
	w->names = names_of(&w->survey->facts, flow, w->take->container);
	ways = ways_new(flow);
	status = ways_walk(ways, &start, &client);
	ways_free(ways);
	names_free(&w->names);
	return status;
}
