// SPDX-License-Identifier: GPL-2.0-only
/*
 * will-pin-wrong-iter: the fate of extracted pages asked of an iterator that
 * they were not extracted from.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/ways.h"
#include "../lex/expr.h"
#include "api.h"
#include "container.h"
#include "iter_use.h"
#include "rule.h"

#define RULE "will-pin-wrong-iter"

struct watch {
	const struct survey *survey;
	const struct flow *flow;
	const struct call *ask;
	struct iter_names asked;
	struct records *records;
	bool reported;
};

/* What a way keeps in mind of the iterator that is asked. */
struct state {
	const struct call *made;	/* made it the kernel's, or NULL */
	const struct call *extraction;	/* from another iterator, or NULL */
};

static struct state *state_of(struct way *way)
{
	return (struct state *)way->state;
}

static bool is_question(const struct call *call)
{
	return !strcmp(call->name, "iov_iter_extract_will_pin") ||
		!strcmp(call->name, "user_backed_iter");
}

static bool is_extraction(const struct call *call)
{
	const struct api *api = api_find(call->name);

	return api && (api->roles & ROLE_ACQUIRE) &&
		api->hold == HOLD_EXTRACT;
}

static bool is_asked(const struct watch *w, const char *expr)
{
	const char *path = iter_names_match(&w->asked, expr);

	return path && !*path;
}

static const char *source_of(const struct call *extraction)
{
	return call_arg(extraction, api_find(extraction->name)->iter_arg);
}

/* What an extraction fills, if that is an iterator: bio_vecs of the kernel's. */
static const char *iter_filled_by(const struct call *extraction)
{
	size_t n = api_find(extraction->name)->pages_arg;

	if (n >= extraction->nr_args ||
	    !strstr(extraction->arg[n].type, "struct iov_iter"))
		return "";
	return extraction->arg[n].expr;
}

static void report(struct watch *w, const struct call *extraction,
		   const struct call *made)
{
	char *asked = expr_pretty(call_arg(w->ask, 0));
	char *source = expr_pretty(source_of(extraction));
	struct record *r;

	r = finding_add(w->records, RULE, "error", &w->ask->at, asked,
			"%s() is asked of %s, but the pages were extracted "
			"from %s", w->ask->name, asked, source);
	finding_step(r, &extraction->at, "%s() takes hold of the pages of %s",
		     extraction->name, source);
	if (made)
		finding_step(r, &made->at, "%s() makes %s an iterator of the "
			     "kernel's, which is never pinned", made->name,
			     asked);
	finding_step(r, &w->ask->at, "the question here is of %s", asked);
	free(source);
	free(asked);
	w->reported = true;
}

static void note_setup(struct watch *w, struct state *s,
		       const struct call *call)
{
	const struct iter_setup *setup = iter_setup_find(call->name);

	if (setup && is_asked(w, call_arg(call, setup->iter_arg)))
		s->made = setup->user_backed ? NULL : call;
}

static bool on_event(struct ways *ways, struct way *way,
		     const struct event *event, void *arg)
{
	struct watch *w = arg;
	struct state *s = state_of(way);
	const struct call *call = &event->call;

	(void)ways;
	if (!event->is_call) {
		if (iter_names_match(&w->asked, event->set.left))
			s->made = NULL;
		return !w->reported;
	}
	note_setup(w, s, call);
	if (is_extraction(call)) {
		if (is_asked(w, iter_filled_by(call)))
			s->made = call;
		s->extraction = is_asked(w, source_of(call)) ? NULL : call;
	}
	if (call == w->ask && s->made && s->extraction)
		report(w, s->extraction, s->made);
	return !w->reported;
}

/* Do two iterators stand for one: is one the copy of the other? */
static bool are_related(const struct watch *w, const char *source)
{
	char *root = root_of(source);
	struct names copies = names_of(&w->survey->facts, w->flow, root);
	bool related = !*root || is_asked(w, source);

	for (size_t i = 0; i < w->asked.root.n; i++) {
		const char *asked = w->asked.root.item[i];

		related |= strv_has(&copies.root, asked);
		/* One lies in what the other is reached by. */
		related |= path_from(root, asked) || path_from(asked, root);
	}
	names_free(&copies);
	free(root);
	return related;
}

/* Is the iterator given to a function together with the source? */
static bool meets(const struct watch *w, const struct call *call,
		  const struct iter_names *source)
{
	bool asked = false, other = false;

	if (is_extraction(call))
		return false;
	for (size_t i = 0; i < call->nr_args; i++) {
		asked |= is_asked(w, call->arg[i].expr);
		other |= iter_names_match(source, call->arg[i].expr) != NULL;
	}
	return asked && other;
}

struct extractions {
	const struct call *only;	/* that does not concern what is asked */
	bool silent;			/* something else explains the question */
};

static void look_at_call(const struct watch *w, const struct call *call,
			 struct extractions *e)
{
	if (is_extraction(call)) {
		if (are_related(w, source_of(call)) ||
		    is_asked(w, iter_filled_by(call)))
			e->silent = true;
		e->only = call;
	} else if (!strcmp(call->name, w->ask->name) &&
		   !is_asked(w, call_arg(call, 0))) {
		e->silent = true;
	}
}

/*
 * The function extracts, but never from what it asks, nor from what that may
 * be a copy of; and what it extracts from, it does not ask.
 */
static void look_at_sources(struct watch *w)
{
	const struct flow *flow = w->flow;
	struct extractions e = { 0 };
	struct iter_names source;
	char *root;

	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			if (b->event[k].is_call)
				look_at_call(w, &b->event[k].call, &e);
		}
	}
	if (!e.only || e.silent)
		return;
	root = root_of(source_of(e.only));
	source = iter_names_of(w->survey, flow, root);
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++)
			e.silent |= b->event[k].is_call &&
				meets(w, &b->event[k].call, &source);
	}
	if (!e.silent)
		report(w, e.only, NULL);
	iter_names_free(&source);
	free(root);
}

static void look_at(const struct survey *survey, const struct flow *flow,
		    const struct call *ask, struct records *records)
{
	struct watch w = {
		.survey = survey, .flow = flow, .ask = ask, .records = records,
	};
	const struct way_client client = {
		.arg = &w, .event = on_event,
	};
	struct way start = { 0 };
	char *root = root_of(call_arg(ask, 0));

	w.asked = iter_names_of(survey, flow, root);
	if (*root) {
		struct ways *ways = ways_new(flow);

		ways_walk(ways, &start, &client);
		ways_free(ways);
		if (!w.reported && strcmp(ask->name, "user_backed_iter"))
			look_at_sources(&w);
	}
	iter_names_free(&w.asked);
	free(root);
}

static void look_at_block(const struct survey *survey, const struct flow *flow,
			  const struct block *b, struct records *records)
{
	for (size_t i = 0; i < b->nr_events; i++) {
		const struct event *e = &b->event[i];

		if (e->is_call && is_question(&e->call))
			look_at(survey, flow, &e->call, records);
	}
}

static void find(const struct survey *survey, struct records *records)
{
	const struct facts *facts = &survey->facts;
	const struct flow *flow = NULL;

	while ((flow = facts_next_flow(facts, flow))) {
		for (size_t k = 0; k < flow->nr_blocks; k++)
			look_at_block(survey, flow, &flow->block[k], records);
	}
}

const struct rule will_pin_wrong_iter_rule = {
	.name = RULE,
	.summary = "the fate of extracted pages asked of another iterator",
	.explain =
"Whether an extraction pins the pages depends on the iterator that they are\n"
"extracted from: iov_iter_extract_will_pin() must be asked of that one.  Some\n"
"extractions make a new iterator, of bio_vecs; asked of that, the answer is\n"
"always no, and the pins are never dropped.\n"
"\n"
"Example:\n"
"	n = netfs_extract_user_iter(iter, len, &rreq->iter, 0);\n"
"	rreq->unpin = iov_iter_extract_will_pin(&rreq->iter);	<- always false\n"
"\n"
"Fix: ask the iterator that was extracted from, here iter.\n"
"\n"
"Limits: the question and the extraction must stand in one function.  An\n"
"iterator that may be a copy of the one extracted from is left alone.\n",
	.finds = true,
	.find = find,
};
