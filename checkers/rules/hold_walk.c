// SPDX-License-Identifier: GPL-2.0-only
/*
 * The ways of a hold through the function that takes it: see hold_walk.h.
 */
#include "hold_walk.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "fate.h"
#include "hold_reach.h"

_Static_assert(sizeof(struct holding) <= WAY_STATE, "no room on a way");

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
	h->whole = call->nr_args && !strcmp(call->arg[0].expr,
					    w->take->container) ? call : NULL;
	h->nr_set = 0;
}

/* A variable is set: a release that names it lets go of others than before. */
static void note_set(struct holding *h, const char *left)
{
	for (size_t i = 0; h->release && i < h->release->nr_args; i++) {
		if (text_mentions(h->release->arg[i].expr, left))
			h->release = NULL;
	}
	if (!h->whole || !*left)
		return;
	if (h->nr_set == SET_SINCE ||
	    text_mentions(h->whole->arg[0].expr, left))
		h->whole = NULL;
	else
		h->set[h->nr_set++] = left;
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

/* Did a call fail, by what the way knows of its result? */
static bool has_failed(const struct hold_walk *w, const struct way *way,
		       const struct call *call)
{
	unsigned int signs = way_signs(way, call->result);

	return gives_pointer(w, call) ? !(signs & SIGN_POS) :
		!(signs & SIGN_ZERO);
}

/* With the pages handed on: did that fail?  Returns false if it did not. */
static bool comes_back(const struct hold_walk *w, struct way *way)
{
	struct holding *h = holding_of(way);

	if (!h->handed)
		return true;
	if (has_failed(w, way, h->handed)) {
		h->handed = NULL;
		return true;
	}
	return way_signs(way, h->handed->result) == SIGN_ANY;
}

static void note_list(struct holding *h, const struct call *call)
{
	h->listed |= h->lists || !*call->result || is_lens(call->name);
	h->lists = h->listed ? NULL : call;
}

/* Is what would tell whether the pages were listed about to be lost? */
static void forget_list(struct holding *h, const char *left)
{
	if (h->lists && !strcmp(left, h->lists->result)) {
		h->listed = true;
		h->lists = NULL;
	}
}

static void settle_list(const struct hold_walk *w, struct way *way)
{
	struct holding *h = holding_of(way);

	if (!h->lists || way_signs(way, h->lists->result) == SIGN_ANY)
		return;
	h->listed |= !has_failed(w, way, h->lists);
	h->lists = NULL;
}

/* The memory of the container goes, and the hold with it. */
static void free_container(struct hold_walk *w, struct ways *ways,
			   struct way *way, const struct call *call)
{
	const struct holding *h = holding_of(way);

	if (w->freed && !h->released && !h->listed && !h->lists && !h->loop &&
	    !h->handed && !h->shown && !way->forgot &&
	    !hold_has_other_name(w, NULL))
		w->freed(w, ways, way, call, h);
}

/* Does a call get the container itself? */
static bool is_filled(const struct hold_walk *w, const struct call *call)
{
	for (size_t i = 0; i < call->nr_args; i++) {
		const char *path = names_match(&w->names, call->arg[i].expr);

		if (path && !*path)
			return true;
	}
	return false;
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
	if (*call->result && returns_only_errors(w->survey, call))
		way_learn(way, call->result, SIGN_NEG);
	if (!holding_of(way)->taken)
		return true;
	if (takes(w, call))
		return !holding_of(way)->released || !is_filled(w, call);
	forget_list(holding_of(way), call->result);
	note_set(holding_of(way), call->result);
	holding_of(way)->recounted |= *call->result &&
		text_mentions(w->take->count, call->result);
	for (size_t i = 0; i < call->nr_args; i++) {
		const char *path = hold_reach(w, call->arg[i].expr);

		if (!path && hold_has_other_name(w, call->arg[i].expr))
			return false;
		if (!path)
			continue;
		switch (fate_of_argument(w->survey, call, i, path)) {
		case FATE_RELEASED:
			let_go(w, ways, way, call);
			return true;
		case FATE_MOVED:
			return w->through || hand_on(w, way, call);
		case FATE_KEPT:
			if (w->through && shares_argument(w->survey, call, i, path))
				return false;
			if (!*path && api_has_role(call->name, ROLE_FREE))
				free_container(w, ways, way, call);
			else if (hold_is_listed(w, call, i, path))
				note_list(holding_of(way), call);
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
	const char *path = hold_reach(w, set->right);
	struct holding *h = holding_of(way);
	bool stored = hold_is_stored(w, set);

	h->linked = h->linked || hold_is_linked(w, set);
	/* Stored where others see it: before, or with the hold. */
	if (!h->taken) {
		h->shown |= stored && !*path;
		return true;
	}
	if (stored && !w->through)
		return false;
	forget_list(h, set->left);
	h->recounted |= text_mentions(w->take->count, set->left);
	if (h->handed && !strcmp(set->left, h->handed->result))
		return false;
	note_set(h, set->left);
	/* The container itself is set anew, not to go on in the same. */
	return strcmp(set->op, "=") || strcmp(set->left, w->take->container) ||
		path || h->released;
}

static bool on_event(struct ways *ways, struct way *way,
		     const struct event *event, void *arg)
{
	if (event->is_call)
		return follow_call(arg, ways, way, &event->call);
	return follow_assignment(arg, way, &event->set);
}

/* What an event of a loop does to pages may have been done to all after it. */
static void note_turn(const struct hold_walk *w, struct holding *h,
		      const bool *body, const struct event *e)
{
	const struct call *call = &e->call;
	const char *path;
	enum fate fate;

	if (!e->is_call) {
		if (!w->through && hold_is_stored(w, &e->set))
			h->loop = body;
		return;
	}
	for (size_t i = 0; i < call->nr_args && !takes(w, call); i++) {
		path = hold_reach(w, call->arg[i].expr);
		if (!path && hold_has_other_name(w, call->arg[i].expr))
			h->loop = body;
		if (!path)
			continue;
		fate = fate_of_argument(w->survey, call, i, path);
		if (fate == FATE_RELEASED ||
		    (fate == FATE_MOVED && !w->through))
			h->loop = body;
		else if (fate == FATE_KEPT)
			h->listed |= hold_is_listed(w, call, i, path);
	}
}

/*
 * What a loop lets go of page by page is gone after it, however many.  Only if
 * a step of it failed, the pages of the turns to come are still there.
 */
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

		for (size_t k = 0; body[i] && k < b->nr_events; k++)
			note_turn(w, holding_of(way), body, &b->event[k]);
	}
}

/* The value that an event has from a function or macro, "" if there is none. */
static const char *gained_by(const struct event *e)
{
	const char *end;

	if (e->is_call)
		return is_lens(e->call.name) ? "" : e->call.result;
	end = e->set.right + strcspn(e->set.right, " ");
	return starts_with(end, " (") && end != e->set.right &&
		strchr("(-&*!~", e->set.right[0]) == NULL ? e->set.left : "";
}

/* Does a step of the loop give the value that a condition looks at? */
static bool is_step_of(const struct flow *flow, const bool *body,
		       const char *value)
{
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; body[i] && k < b->nr_events; k++) {
			if (*value && !strcmp(gained_by(&b->event[k]), value))
				return true;
		}
	}
	return false;
}

/* The way goes out of a loop, as far as its block tells. */
static void leave_loop(const struct hold_walk *w, struct holding *h,
		       const struct block *block)
{
	if (h->loop && !h->loop[block - w->take->flow->block]) {
		h->released = true;
		h->loop = NULL;
	}
}

/* The same, if it does so by the edge of a test that tells of a failure. */
static void leave_by_test(const struct hold_walk *w, struct way *way,
			  const struct block *block,
			  const struct condition *c, bool when)
{
	const struct flow *flow = w->take->flow;
	const struct block *to = &flow->block[block->edge[when ? 0 : 1].to];
	struct holding *h = holding_of(way);
	unsigned int signs = when ? c->when_true : c->when_false;
	bool failed;

	if (strchr(type_of(&w->survey->facts, &flow->at, c->left), '*'))
		failed = signs && !(signs & SIGN_POS);
	else
		failed = signs == SIGN_NEG || signs == (SIGN_NEG | SIGN_POS);
	if (h->loop && !h->loop[to - flow->block] && failed &&
	    is_step_of(flow, h->loop, c->left))
		h->loop = NULL;
	leave_loop(w, h, to);
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

/* Is there more than was asked for?  That cannot be. */
static bool exceeds(const struct take *t, const struct condition *c, bool when)
{
	bool asked = false;

	for (size_t i = 0; i < t->call->nr_args; i++)
		asked |= !strcmp(c->right, t->call->arg[i].expr);
	asked &= sign_of_constant(c->right) != SIGN_ZERO;
	return asked && when && !strcmp(c->op, ">");
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
	leave_by_test(w, way, block, c, when);
	/* What the code warns of as impossible, it need not clean up after. */
	if (survey_is_asserted(w->survey, w->take->flow->at.file,
			       block->line, block->col, when))
		return false;
	if (h->taken && exceeds(w->take, c, when))
		return false;
	if (!comes_back(w, way))
		return false;
	settle_list(w, way);
	/* Nothing is held of an iterator that is not user-backed. */
	if ((w->take->api->hold == HOLD_EXTRACT ||
	     w->take->api->hold == HOLD_FLAGGED) && !*c->op &&
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

	leave_loop(w, holding_of(way), block);
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
