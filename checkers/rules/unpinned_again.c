// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pages let go of twice in a row: see unpinned_again.h.
 */
#include "unpinned_again.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../join/ways.h"
#include "../lex/expr.h"
#include "container.h"
#include "hold_ways.h"
#include "ledger.h"

struct watch {
	const struct survey *survey;
	const struct flow *flow;
	const char *rule;
	struct records *records;
	bool reported;
};

struct unpinned {
	const struct call *by;
};

static bool lets_go(const struct event *event)
{
	const struct api *api;

	if (!event->is_call || !event->call.nr_args)
		return false;
	api = api_find(event->call.name);
	return api && (api->roles & ROLE_RELEASE) &&
		(api->hold == HOLD_PIN || api->hold == HOLD_REF);
}

static bool is_put(const struct call *call)
{
	return api_find(call->name)->hold == HOLD_REF;
}

/* Does the file take further references on pages that it has? */
static bool shares_pages(const struct survey *survey, const char *file)
{
	struct range r = facts_of_file(&survey->facts, call, nr_calls, file);

	for (size_t i = r.begin; i < r.end; i++) {
		if (api_has_role(survey->facts.call[i].name, ROLE_SHARE))
			return true;
	}
	return false;
}

/* Are all pages there those of takes that take references? */
static bool only_taken(const struct ledger *l, const struct entry *release)
{
	size_t takes = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = &l->entry[i];
		bool take = e->kind == ENTRY_TAKE;

		if ((!take && e->kind != ENTRY_FILL) ||
		    !entries_meet(e, release))
			continue;
		if (!take || e->api->hold != HOLD_REF)
			return false;
		takes++;
	}
	return takes;
}

/*
 * A page may have several references.  But of those that a known take took
 * there is one each, if nobody in the file takes another.
 */
static bool is_of_take(const struct survey *survey, const struct call *put)
{
	const struct ledger *l = ledger_of(survey);

	if (shares_pages(survey, put->at.file))
		return false;
	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->kind == ENTRY_RELEASE && e->last == put &&
		    only_taken(l, e))
			return true;
	}
	return false;
}

static bool is_mentioned(const struct call *call, const char *name)
{
	for (size_t i = 0; i < call->nr_args; i++) {
		if (text_mentions(call->arg[i].expr, name))
			return true;
	}
	return false;
}

/*
 * May a call pin what lies there now, or change what the arguments say?  One
 * that is not given what the pages are kept in does not, but if that is global.
 */
static bool may_pin(const struct watch *w, const struct call *by,
		    const struct call *call)
{
	char *root = root_of(by->arg[0].expr);
	char *base = base_of(root);
	bool may = is_mentioned(call, base) ||
		!is_local(&w->survey->facts, &w->flow->at, root);

	free(base);
	free(root);
	return may || (*call->result && is_mentioned(by, call->result));
}

static void report(struct watch *w, const struct call *first,
		   const struct call *again)
{
	char *root = root_of(first->arg[0].expr);
	char *pages = expr_pretty(root);
	struct record *r;

	r = finding_add(w->records, w->rule, "error", &again->at, root,
			"the pages of %s were %s just before", pages,
			is_put(first) ? "put" : "unpinned");
	finding_step(r, &first->at, "%s() %s them the first time", first->name,
		     is_put(first) ? "puts" : "unpins");
	finding_step(r, &again->at, "and again here");
	w->reported = true;
	free(pages);
	free(root);
}

static bool on_event(struct ways *ways, struct way *way,
		     const struct event *event, void *arg)
{
	struct watch *w = arg;
	struct unpinned *unpinned = (struct unpinned *)way->state;
	const struct call *by = unpinned->by;

	(void)ways;
	if (lets_go(event)) {
		if (by && !w->reported && calls_are_alike(by, &event->call) &&
		    (!is_put(by) || is_of_take(w->survey, by)))
			report(w, by, &event->call);
		unpinned->by = &event->call;
	} else if (by && event->is_call) {
		if (may_pin(w, by, &event->call))
			unpinned->by = NULL;
	} else if (by && is_mentioned(by, event->set.left)) {
		unpinned->by = NULL;
	}
	return true;
}

static bool on_test(struct ways *ways, struct way *way,
		    const struct block *block, const struct condition *c,
		    bool when, void *arg)
{
	(void)ways;
	(void)block;
	(void)c;
	(void)when;
	(void)arg;
	((struct unpinned *)way->state)->by = NULL;
	return true;
}

/* Are there two such calls, and is it others who take hold? */
static bool is_of_interest(const struct survey *survey,
			   const struct flow *flow)
{
	const struct takes *takes = &ledger_of(survey)->takes;
	size_t n = 0;

	for (size_t i = 0; i < flow->nr_blocks; i++) {
		for (size_t k = 0; k < flow->block[i].nr_events; k++)
			n += lets_go(&flow->block[i].event[k]);
	}
	for (size_t i = 0; i < takes->n && n >= 2; i++) {
		if (takes->take[i].flow == flow)
			return false;
	}
	return n >= 2;
}

void unpinned_again_report(const struct survey *survey, const char *rule,
			   struct records *records)
{
	const struct flow *flow = NULL;

	while ((flow = facts_next_flow(&survey->facts, flow))) {
		struct watch w = {
			.survey = survey, .flow = flow, .rule = rule,
			.records = records,
		};
		const struct way_client client = {
			.arg = &w, .event = on_event, .test = on_test,
		};
		struct way start = { 0 };
		struct ways *ways;

		if (!is_of_interest(survey, flow))
			continue;
		ways = ways_new(flow);
		ways_walk(ways, &start, &client);
		ways_free(ways);
	}
}
