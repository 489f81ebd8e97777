// SPDX-License-Identifier: GPL-2.0-only
/*
 * dirty-in-atomic: a dirtying that sleeps where one must not.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/ways.h"
#include "../lex/expr.h"
#include "api.h"
#include "context.h"
#include "fate.h"
#include "rule.h"
#include "sleeper.h"
#include "target.h"

#define RULE "dirty-in-atomic"

static void add_calls(struct record *r, const struct sleepers *sleepers,
		      const struct call *first, size_t next)
{
	const struct call *call = first;

	while (next != NO_SLEEPER) {
		finding_step(r, &call->at, "%s() is called", call->name);
		call = sleepers->sleeper[next].call;
		next = sleepers->sleeper[next].next;
	}
	finding_step(r, &call->at, "%s() sleeps for the lock of a page",
		     call->name);
}

static bool same_place(const struct place *a, const struct place *b)
{
	return a->file == b->file && a->line == b->line && a->col == b->col;
}

/* The finding about the same use, with another dirtying at its end; or NULL. */
static struct record *find_told(const struct records *records,
				const struct use *use)
{
	for (size_t i = 0; i < records->n; i++) {
		struct record *r = &records->record[i];

		if (r->rule && !strcmp(r->rule, RULE) &&
		    same_place(&r->path[0].at, &use->at))
			return r;
	}
	return NULL;
}

/*
 * The function is @what, as @use says.  What else it leads to goes with the
 * first finding: one change mends them all.
 */
static void report_use(const struct sleepers *sleepers,
		       const struct sleeper *s, const struct use *use,
		       const char *what, struct records *records)
{
	const struct call *last = s->dirtying;
	struct record *r = find_told(records, use);

	if (r) {
		finding_step(r, &last->at, "so does %s() in %s()", last->name,
			     last->at.in);
		return;
	}
	r = finding_add(records, RULE, "error", &last->at, last->name,
			"%s() may sleep, and %s() is %s", last->name,
			s->function->at.in, what);
	finding_step(r, &use->at, "%s() is made %s", s->function->at.in, what);
	add_calls(r, sleepers, s->call, s->next);
}

/* Is there a finding that speaks of it already? */
static bool is_told(const struct records *records, const struct call *dirtying)
{
	for (size_t i = 0; i < records->n; i++) {
		const struct record *r = &records->record[i];

		if (!r->rule || strcmp(r->rule, RULE))
			continue;
		for (size_t k = 0; k < r->nr_waypoints; k++) {
			if (same_place(&r->path[k].at, &dirtying->at))
				return true;
		}
	}
	return false;
}

/*
 * Does the function hand a flag, known at run time only, to a helper that does
 * nothing with it but dirty then and there?  A bio may be let go of anywhere if
 * the flag is false, so only a helper that dirties it in any case counts.
 */
static bool is_direct(const struct sleepers *sleepers, const struct sleeper *s)
{
	const struct sleeper *next = &sleepers->sleeper[s->next];
	const struct api *api = api_find(s->dirtying->name);

	return !next->untold && next->next == NO_SLEEPER &&
		(api->hold != HOLD_FLAGGED || api->dirty_arg < 0 ||
		 expr_is_true(call_arg(s->dirtying, api->dirty_arg)));
}

static void look_at_uses(const struct survey *survey,
			 const struct sleepers *sleepers,
			 const struct sleeper *s, struct records *records)
{
	const struct place *at = &s->function->at;
	struct range r = graph_uses(&survey->graph, at->in);

	if (s->param >= 0 ||
	    is_told(records, s->dirtying))
		return;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct use *use = &survey->graph.use[i];
		const char *what = atomic_context(use);

		if (what && (!s->untold || is_direct(sleepers, s)) &&
		    use_may_mean(&survey->graph, use, at->file) &&
		    function_called(survey, use->at.file, at->in) ==
		    s->function) {
			report_use(sleepers, s, use, what, records);
			return;
		}
	}
}

/* What a way keeps in mind. */
struct state {
	const struct call *lock;	/* taken and not dropped, the first */
	int depth;
};

struct watch {
	const struct survey *survey;
	const struct sleepers *sleepers;
	const struct flow *flow;
	struct records *records;
};

/* Might the function drop a lock that its caller took? */
static bool may_unlock(const struct survey *survey, const struct call *call)
{
	const struct function *f = function_called(survey, call->at.file,
						   call->name);
	const struct flow *flow = NULL;
	int depth = 0;

	if (strstr(call->name, "unlock"))
		return true;
	if (f)
		flow = facts_flow(&survey->facts, f->at.file, f->at.in);
	for (size_t i = 0; flow && i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			if (b->event[k].is_call)
				depth += locking(b->event[k].call.name);
		}
	}
	return depth < 0;
}

/* Might one of the functions on the way to the dirtying? */
static bool any_may_unlock(const struct watch *w, const struct call *call,
			   size_t next)
{
	while (next != NO_SLEEPER) {
		if (may_unlock(w->survey, call))
			return true;
		call = w->sleepers->sleeper[next].call;
		next = w->sleepers->sleeper[next].next;
	}
	return false;
}

/*
 * Through how many calls may a lock be followed?  Farther away the same lock
 * is held over what other objects went through, and only data would tell.
 */
#define MAX_CALLS 2

static bool is_near(const struct watch *w, size_t next)
{
	int calls = 0;

	for (; next != NO_SLEEPER; next = w->sleepers->sleeper[next].next)
		calls++;
	return calls <= MAX_CALLS;
}

static void report_lock(struct watch *w, const struct call *call, size_t next,
			const struct call *lock)
{
	const struct call *last = next == NO_SLEEPER ? call :
		w->sleepers->sleeper[next].dirtying;
	struct record *r;

	if (is_told(w->records, last))
		return;
	r = finding_add(w->records, RULE, "error", &call->at, last->name,
			"%s() may sleep, and %s() is held here", last->name,
			lock->name);
	finding_step(r, &lock->at, "%s() forbids to sleep", lock->name);
	add_calls(r, w->sleepers, call, next);
}

static bool on_event(struct ways *ways, struct way *way,
		     const struct event *event, void *arg)
{
	struct state *s = (struct state *)way->state;
	const struct call *call = &event->call;
	struct watch *w = arg;
	size_t next;
	int step;

	(void)ways;
	if (!event->is_call)
		return true;
	step = locking(call->name);
	if (step > 0 && !s->depth++)
		s->lock = call;
	if (step < 0 && s->depth && !--s->depth)
		s->lock = NULL;
	if (step || !s->lock)
		return true;
	if (call_sleeps(w->survey, w->sleepers, call, &next)) {
		if (is_near(w, next) && !any_may_unlock(w, call, next))
			report_lock(w, call, next, s->lock);
		return false;
	}
	return !may_unlock(w->survey, call);
}

/* Both in one function: a lock, and a call that sleeps. */
static bool is_worth_walking(const struct watch *w)
{
	bool locks_here = false, sleeps = false;
	size_t next;

	for (size_t i = 0; i < w->flow->nr_blocks; i++) {
		const struct block *b = &w->flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct call *c = &b->event[k].call;

			if (!b->event[k].is_call)
				continue;
			locks_here |= locking(c->name) > 0;
			sleeps |= call_sleeps(w->survey, w->sleepers, c, &next);
		}
	}
	return locks_here && sleeps;
}

static void look_at_locks(struct watch *w)
{
	const struct way_client client = {
		.arg = w, .event = on_event,
	};
	struct way start = { 0 };
	struct ways *ways;

	if (!is_worth_walking(w))
		return;
	ways = ways_new(w->flow);
	ways_walk(ways, &start, &client);
	ways_free(ways);
}

/* Is it an interface that one may call where one must not sleep? */
static bool is_for_atomic(const char *name)
{
	const struct api *api = api_find(name);

	return api && (api->roles & ROLE_RELEASE) && !api->dirty_sleeps;
}

/* The definition of such an interface must not sleep either. */
static void look_at_promise(struct watch *w)
{
	for (size_t i = 0; i < w->flow->nr_blocks; i++) {
		const struct block *b = &w->flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct call *c = &b->event[k].call;
			struct record *r;
			size_t next;

			if (!b->event[k].is_call || !call_sleeps(w->survey,
					w->sleepers, c, &next))
				continue;
			r = finding_add(w->records, RULE, "error", &c->at,
					c->name, "%s() may sleep, and %s() is "
					"called in interrupts", c->name,
					c->at.in);
			finding_step(r, &w->flow->at, "%s() is for completions",
				     c->at.in);
			add_calls(r, w->sleepers, c, next);
		}
	}
}

/* What cannot run but where one may sleep: who calls it is not looked for. */
static bool sleeps_anyway(const struct facts *facts, const struct function *f)
{
	static const char *const names[] = {
		"mutex_lock", "mutex_lock_nested", "mutex_lock_interruptible",
		"mutex_lock_interruptible_nested", "down_read", "down_write",
		"mmap_read_lock", "copy_from_user", "copy_to_user",
		"wait_for_completion", "lock_sock", "lock_sock_nested",
	};
	struct range r = facts_of_file(facts, call, nr_calls, f->at.file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (strcmp(c->at.in, f->at.in))
			continue;
		for (size_t k = 0; k < ARRAY_SIZE(names); k++) {
			if (!strcmp(c->name, names[k]))
				return true;
		}
		if (api_has_role(c->name, ROLE_PIN | ROLE_ACQUIRE))
			return true;
	}
	return false;
}

static bool chain_sleeps_anyway(const struct survey *survey,
				const struct sleepers *sleepers, size_t i)
{
	for (; i != NO_SLEEPER; i = sleepers->sleeper[i].next) {
		if (sleeps_anyway(&survey->facts,
				  sleepers->sleeper[i].function))
			return true;
	}
	return false;
}

/*
 * Who calls a function that dirties may be what must not sleep.  To ask about
 * those who call that in turn would open half the tree.
 */
static void open_names(const struct survey *survey, struct strv *names)
{
	struct sleepers sleepers;

	sleepers_find(survey, &sleepers);
	for (size_t i = 0; i < sleepers.n; i++) {
		const struct sleeper *s = &sleepers.sleeper[i];
		const struct place *at = &s->function->at;

		if (s->next == NO_SLEEPER && !s->untold && s->param < 0 &&
		    !chain_sleeps_anyway(survey, &sleepers, i) &&
		    !survey_is_static(survey, at->file, at->in))
			strv_add(names, at->in);
	}
	sleepers_free(&sleepers);
}

/* The same for callers in the neighbourhood, however far up. */
static void near_names(const struct survey *survey, struct strv *names)
{
	struct sleepers sleepers;

	sleepers_find(survey, &sleepers);
	for (size_t i = 0; i < sleepers.n; i++) {
		const struct sleeper *s = &sleepers.sleeper[i];
		const struct place *at = &s->function->at;

		if (!s->untold && s->param < 0 &&
		    !chain_sleeps_anyway(survey, &sleepers, i) &&
		    !survey_is_static(survey, at->file, at->in))
			add_near_name(names, at->file, at->in);
	}
	sleepers_free(&sleepers);
}

static void find(const struct survey *survey, struct records *records)
{
	const struct facts *facts = &survey->facts;
	struct sleepers sleepers;
	struct watch w = {
		.survey = survey, .sleepers = &sleepers, .records = records,
	};

	sleepers_find(survey, &sleepers);
	for (size_t i = 0; i < sleepers.n; i++)
		look_at_uses(survey, &sleepers, &sleepers.sleeper[i], records);
	while ((w.flow = facts_next_flow(facts, w.flow))) {
		look_at_locks(&w);
		if (is_for_atomic(w.flow->at.in))
			look_at_promise(&w);
	}
	sleepers_free(&sleepers);
}

const struct rule dirty_in_atomic_rule = {
	.name = RULE,
	.summary = "a dirtying that sleeps where one must not",
	.explain =
"set_page_dirty_lock() and what is made of it wait for the lock of the page.\n"
"In a completion that may run in an interrupt, a tasklet, a timer, an RCU\n"
"callback, or under a spinlock, that is a deadlock or a splat.\n"
"\n"
"Example:\n"
"	static void my_end_io(struct bio *bio)\n"
"	{\n"
"		bio_release_pages(bio, true);	<- in an interrupt\n"
"\n"
"Fix: bio_check_pages_dirty() for bios; for others do it from a work item, or\n"
"dirty before the I/O begins.\n"
"\n"
"Limits: a lock is followed through two calls.  Code that asks in_task()\n"
"or the like before is trusted, and so is a condition in a function that can\n"
"leave it to a work item.  Several dirtyings that one use leads to are one\n"
"finding, at the first.  A bio that is left to decide by its own direction\n"
"counts only where it is released.\n",
	.finds = true,
	.find = find,
	.open_names = open_names,
	.near_names = near_names,
};
