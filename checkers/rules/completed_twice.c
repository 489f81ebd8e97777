// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests completed twice: see completed_twice.h.
 */
#include "completed_twice.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../join/ways.h"
#include "api.h"
#include "fate.h"
#include "hold_walk.h"

struct watch {
	const struct survey *survey;
	const struct flow *flow;
	const struct assignment *end_io;	/* "bio -> bi_end_io = f" */
	const char *bio;
	const char *rule;
	struct records *records;
	bool reported;
};

struct ended {
	const struct call *by;
};

/* Does a function complete a kiocb, whatever happens? */
static bool completes(const struct survey *survey, const struct flow *flow)
{
	for (size_t i = 0; flow && i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct call *c = &b->event[k].call;
			struct guards g;
			bool always;

			if (!b->event[k].is_call ||
			    !ends_with(c->name, "ki_complete"))
				continue;
			g = guards_at(&survey->facts, &c->at);
			always = !g.n;
			guards_free(&g);
			if (always)
				return true;
		}
	}
	return false;
}

static bool on_event(struct ways *ways, struct way *way,
		     const struct event *event, void *arg)
{
	struct watch *w = arg;
	struct ended *ended = (struct ended *)way->state;

	(void)ways;
	if (event->is_call && event->call.nr_args &&
	    api_has_role(event->call.name, ROLE_END) &&
	    !strcmp(event->call.arg[0].expr, w->bio))
		ended->by = &event->call;
	return true;
}

/* Is the value -EIOCBQUEUED, or one that the function sets to it anywhere? */
static bool may_be_queued(const struct flow *flow, const char *value)
{
	if (strstr(value, "EIOCBQUEUED"))
		return true;
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct assignment *set = &b->event[k].set;

			if (!b->event[k].is_call && !strcmp(set->left, value) &&
			    strstr(set->right, "EIOCBQUEUED"))
				return true;
		}
	}
	return false;
}

static void on_end(struct ways *ways, struct way *way,
		   const struct block *block, void *arg)
{
	struct watch *w = arg;
	const struct call *by = ((struct ended *)way->state)->by;
	struct place at = w->flow->at;
	struct record *r;

	(void)ways;
	if (!by || w->reported || way->forgot ||
	    !is_failure(w->survey, w->flow, way, block->value) ||
	    may_be_queued(w->flow, block->value))
		return;
	at.line = block->line;
	at.col = block->col;
	r = finding_add(w->records, w->rule, "error", &at, w->bio,
			"%s() completed the request, and the caller does so "
			"again for this error", w->end_io->right);
	finding_step(r, &w->end_io->at, "%s() is to complete the request",
		     w->end_io->right);
	finding_step(r, &by->at, "%s() has it called", by->name);
	finding_step(r, &at, "returns an error that is not -EIOCBQUEUED");
	w->reported = true;
}

static bool gets_kiocb(const struct survey *survey, const struct flow *flow)
{
	const struct function *f = facts_function(&survey->facts,
						  flow->at.file, flow->at.in);

	for (size_t i = 0; f && i < f->nr_params; i++) {
		if (starts_with(f->param[i].type, "struct kiocb "))
			return true;
	}
	return false;
}

static void look_at(struct watch *w)
{
	static const char member[] = " -> bi_end_io";
	const struct way_client client = {
		.arg = w, .event = on_event, .end = on_end,
	};
	const struct place *at = &w->flow->at;
	struct way start = { 0 };
	struct ways *ways;
	char *bio;

	if (!ends_with(w->end_io->left, member) ||
	    !function_called(w->survey, at->file, w->end_io->right) ||
	    !completes(w->survey, facts_flow(&w->survey->facts, at->file,
					     w->end_io->right)))
		return;
	bio = xstrndup(w->end_io->left,
		       strlen(w->end_io->left) - strlen(member));
	w->bio = bio;
	ways = ways_new(w->flow);
	ways_walk(ways, &start, &client);
	ways_free(ways);
	free(bio);
}

void completed_twice_report(const struct survey *survey, const char *rule,
			    struct records *records)
{
	const struct flow *flow = NULL;

	while ((flow = facts_next_flow(&survey->facts, flow))) {
		struct watch w = {
			.survey = survey, .flow = flow, .rule = rule,
			.records = records,
		};

		if (!gets_kiocb(survey, flow))
			continue;
		for (size_t i = 0; i < flow->nr_blocks; i++) {
			const struct block *b = &flow->block[i];

			for (size_t k = 0; k < b->nr_events; k++) {
				w.end_io = &b->event[k].set;
				if (!b->event[k].is_call)
					look_at(&w);
			}
		}
	}
}
