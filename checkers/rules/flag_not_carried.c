// SPDX-License-Identifier: GPL-2.0-only
/*
 * flag-not-carried: the pages are extracted, and the flag that their release
 * looks at is not set.
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "container.h"
#include "guard_flags.h"
#include "ledger.h"
#include "never_set.h"
#include "rule.h"

#define RULE "flag-not-carried"

/* The member that a condition looks at: "need_unpin" of "sgl->need_unpin". */
static char *member_in(const char *condition)
{
	char *base, *member = NULL;

	if (expr_split_member(condition, &base, &member))
		free(base);
	return member;
}

/* Does a function set a member of that name, in whatever struct? */
static bool sets_member(const struct flow *flow, const char *member)
{
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct event *e = &b->event[k];
			char *set = member_in(e->is_call ? e->call.result :
					      e->set.left);
			bool same = set && !strcmp(set, member);

			free(set);
			if (same)
				return true;
		}
	}
	return false;
}

/* Does a caller of the function set it, before or after? */
static bool callers_set(const struct survey *survey, const struct flow *flow,
			const char *member)
{
	struct range r = graph_uses(&survey->graph, flow->at.in);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct use *u = &survey->graph.use[i];
		const struct flow *caller;

		if (u->kind != USE_CALL ||
		    !use_may_mean(&survey->graph, u, flow->at.file))
			continue;
		caller = facts_flow(&survey->facts, u->at.file, u->at.in);
		if (!caller || sets_member(caller, member))
			return true;
	}
	return false;
}

/*
 * Is it set where other pages are taken that this release may be of?  Then it
 * is what tells pinned pages from others.
 */
static const struct entry *other_taker(const struct ledger *l,
				       const struct entry *take,
				       const struct entry *release,
				       const char *member)
{
	for (size_t i = 0; i < l->nr_takes; i++) {
		const struct entry *e = &l->entry[i];

		if (e->flow != take->flow && entries_meet(e, release) &&
		    sets_member(e->flow, member))
			return e;
	}
	return NULL;
}

static void report(const struct entry *take, const struct entry *release,
		   const struct entry *other, const char *member,
		   struct records *records)
{
	struct record *r;

	r = finding_add(records, RULE, "error", &take->at,
			member,
			"%s() extracts pages that %s() lets go of only if %s is "
			"set, which nothing here does", take->call->name,
			release->at.in, member);
	finding_step(r, &take->at, "%s() may pin the pages",
		     take->call->name);
	finding_step(r, &release->at, "%s() unpins them only if %s is set",
		     release->at.in, member);
	finding_step(r, &other->at, "%s(), which takes pages for the same "
		     "release, sets it", other->at.in);
}

static void compare(const struct survey *survey, const struct ledger *l,
		    const struct entry *release, const char *member,
		    struct records *records)
{
	for (size_t i = 0; i < l->nr_takes; i++) {
		const struct entry *e = &l->entry[i], *other;

		if (e->api->hold != HOLD_EXTRACT || e->flow == release->flow ||
		    !entries_meet(e, release) ||
		    !take_may_hold(survey, e->take) ||
		    sets_member(e->flow, member) ||
		    callers_set(survey, e->flow, member))
			continue;
		other = other_taker(l, e, release, member);
		if (other)
			report(e, release, other, member, records);
	}
}

static void find(const struct survey *survey, struct records *records)
{
	const struct ledger *l = ledger_of(survey);

	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];
		struct guard_flags g;

		if (e->kind != ENTRY_RELEASE || e->api->hold != HOLD_PIN)
			continue;
		g = guard_flags_of(survey, &e->at, "");
		for (size_t k = 0; k < g.n; k++) {
			if (g.flag[k].operand.when &&
			    !*g.flag[k].operand.constant)
				compare(survey, l, e, g.flag[k].operand.word,
					records);
		}
		guard_flags_free(&g);
	}
	never_set_report(survey, RULE, records);
}

const struct rule flag_not_carried_rule = {
	.name = RULE,
	.summary = "pages are extracted, and the flag for their release is not set",
	.explain =
"Whoever lets go of the pages asks a member of a request whether they were\n"
"pinned.  One function that extracts pages into such a request sets it, this\n"
"one does not: its pages stay pinned for ever.\n"
"\n"
"Example:\n"
"	extract_iter_to_sg(iter, len, &ctx->sgl.sgt, max, 0);\n"
"	...				<- ctx->sgl.need_unpin is missing\n"
"	if (sgl->need_unpin)\n"
"		unpin_user_page(sg_page(sg));\n"
"\n"
"Fix: ctx->sgl.need_unpin = iov_iter_extract_will_pin(iter), asked before the\n"
"iterator is advanced or freed.\n"
"\n"
"A member that decides over dirtying or release and that nobody sets anywhere is\n"
"told of where the struct is set up: in the function that takes pages or has\n"
"the iterator and sets most of the other members.\n"
"\n"
"Limits: otherwise only if another function takes pages for the same release\n"
"and sets the member, and neither this one nor a caller of it does.\n",
	.finds = true,
	.find = find,
};
