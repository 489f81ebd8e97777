// SPDX-License-Identifier: GPL-2.0-only
/*
 * dirty-in-atomic: a dirtying that sleeps where one must not.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/ways.h"
#include "../lex/expr.h"
#include "api.h"
#include "fate.h"
#include "rule.h"
#include "sleeper.h"

#define RULE "dirty-in-atomic"

/* Members that hold what is called on completion, maybe in an interrupt. */
static const char *const members[] = { "bi_end_io", "end_io", "ki_complete" };

/* Functions that are given what is to run in an interrupt, or after one. */
static const struct { const char *name, *what; } takers[] = {
	{ "tasklet_init", "a tasklet" },
	{ "tasklet_setup", "a tasklet" },
	{ "timer_setup", "a timer" },
	{ "timer_init_key", "a timer" },
	{ "init_timer_key", "a timer" },
	{ "hrtimer_setup", "a timer" },
	{ "call_rcu", "an RCU callback" },
	{ "call_rcu_hurry", "an RCU callback" },
	{ "request_irq", "an interrupt handler" },
	{ "devm_request_irq", "an interrupt handler" },
	{ "init_irq_work", "an interrupt" },
	{ "smp_call_function_single", "an interrupt" },
	{ "aead_request_set_callback", "a cipher's completion" },
	{ "skcipher_request_set_callback", "a cipher's completion" },
	{ "ahash_request_set_callback", "a cipher's completion" },
	{ "usb_fill_bulk_urb", "the completion of an URB" },
	{ "usb_fill_int_urb", "the completion of an URB" },
	{ "usb_fill_control_urb", "the completion of an URB" },
};

/* As what a use makes a function run where it must not sleep; NULL: it does not. */
static const char *atomic_context(const struct use *use)
{
	if (use->kind == USE_MEMBER || use->kind == USE_ASSIGNED) {
		for (size_t i = 0; i < ARRAY_SIZE(members); i++) {
			if (!strcmp(use->member, members[i]))
				return "a completion";
		}
	}
	for (size_t i = 0; i < ARRAY_SIZE(takers); i++) {
		if (use->kind == USE_PASSED &&
		    !strcmp(use->callee, takers[i].name))
			return takers[i].what;
	}
	return NULL;
}

/* The calls from @first to the dirtying; returns the last. */
static const struct call *dirtying_of(const struct sleepers *sleepers,
				      const struct call *first, size_t next)
{
	const struct call *call = first;

	while (next != NO_SLEEPER) {
		call = sleepers->sleeper[next].call;
		next = sleepers->sleeper[next].next;
	}
	return call;
}

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

/* The function is @what, as @use says. */
static void report_use(const struct sleepers *sleepers,
		       const struct sleeper *s, const struct use *use,
		       const char *what, struct records *records)
{
	const struct call *last = dirtying_of(sleepers, s->call, s->next);
	struct record *r;

	r = finding_add(records, RULE, "error", &last->at, last->name,
			"%s() may sleep, and %s() is %s", last->name,
			s->function->at.in, what);
	finding_step(r, &use->at, "%s() is made %s", s->function->at.in, what);
	add_calls(r, sleepers, s->call, s->next);
}

/* Is there a finding about it already? */
static bool is_told(const struct records *records, const struct call *last)
{
	for (size_t i = 0; i < records->n; i++) {
		const struct record *r = &records->record[i];
		const struct place *at;

		if (!r->rule || strcmp(r->rule, RULE))
			continue;
		at = &r->path[r->nr_waypoints - 1].at;
		if (at->file == last->at.file && at->line == last->at.line &&
		    at->col == last->at.col)
			return true;
	}
	return false;
}

static void look_at_uses(const struct survey *survey,
			 const struct sleepers *sleepers,
			 const struct sleeper *s, struct records *records)
{
	const struct place *at = &s->function->at;
	struct range r = graph_uses(&survey->graph, at->in);

	if (s->untold || s->param >= 0 ||
	    is_told(records, dirtying_of(sleepers, s->call, s->next)))
		return;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct use *use = &survey->graph.use[i];
		const char *what = atomic_context(use);

		if (what && use_may_mean(&survey->graph, use, at->file) &&
		    function_called(survey, use->at.file, at->in) ==
		    s->function) {
			report_use(sleepers, s, use, what, records);
			return;
		}
	}
}

/* Locks under which one must not sleep, and what takes and drops them. */
static const char *const locks[] = {
	"spin_lock", "read_lock", "write_lock", "rcu_read_lock",
	"local_irq_disable", "local_irq_save", "local_bh_disable",
	"preempt_disable",
};

static const char *const unlocks[] = {
	"spin_unlock", "read_unlock", "write_unlock", "rcu_read_unlock",
	"local_irq_enable", "local_irq_restore", "local_bh_enable",
	"preempt_enable",
};

static bool begins_with_one(const char *const *names, size_t n,
			    const char *name)
{
	if (starts_with(name, "_raw_"))
		name += strlen("_raw_");
	else if (starts_with(name, "raw_"))
		name += strlen("raw_");
	for (size_t i = 0; i < n; i++) {
		if (starts_with(name, names[i]))
			return true;
	}
	return false;
}

/* 1: the call takes such a lock, -1: it drops one, 0: neither. */
static int locking(const char *name)
{
	bool guard = starts_with(name, "class_spinlock") ||
		starts_with(name, "class_raw_spinlock") ||
		starts_with(name, "class_rcu");

	if (guard)
		return ends_with(name, "_constructor") ? 1 :
			ends_with(name, "_destructor") ? -1 : 0;
	if (ends_with(name, "_held") || ends_with(name, "_init") ||
	    strstr(name, "trylock"))
		return 0;
	if (begins_with_one(locks, ARRAY_SIZE(locks), name))
		return 1;
	return -begins_with_one(unlocks, ARRAY_SIZE(unlocks), name);
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
	const struct call *last = dirtying_of(w->sleepers, call, next);
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

static void on_end(struct ways *ways, struct way *way,
		   const struct block *block, void *arg)
{
	(void)ways;
	(void)way;
	(void)block;
	(void)arg;
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
		.arg = w, .event = on_event, .end = on_end,
	};
	struct way start = { 0 };
	struct ways *ways;

	if (!is_worth_walking(w))
		return;
	ways = ways_new(w->flow);
	ways_walk(ways, &start, &client);
	ways_free(ways);
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
	while ((w.flow = facts_next_flow(facts, w.flow)))
		look_at_locks(&w);
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
"or the like before is trusted.  Of several\n"
"dirtyings that one function leads to, the first is told.  A bio that is left\n"
"to decide by its own direction counts only where it is released.\n",
	.finds = true,
	.find = find,
	.open_names = open_names,
};
