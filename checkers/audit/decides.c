// SPDX-License-Identifier: GPL-2.0-only
/*
 * Claim 3: do the flags decide who dirties a bio's pages, and when?
 */
#include <stdlib.h>
#include <string.h>

#include "../rules/api.h"
#include "audit.h"
#include "dirty_flags.h"

#define SUBMIT "bio_set_pages_dirty"
#define CHECK "bio_check_pages_dirty"
#define RELEASE "bio_release_pages"

static const char *const words[] = { SUBMIT, CHECK, RELEASE, NULL };

/* Are two places of one function reached under the same conditions? */
static bool same_guards(const struct guards *a, const struct guards *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if (strcmp(a->guard[i].condition, b->guard[i].condition) ||
		    a->guard[i].when != b->guard[i].when)
			return false;
	}
	return true;
}

/* Is the flag set just where the call is made? */
static bool set_beside(const struct facts *facts, const struct dirty_flag *flag,
		       const struct call *call, const struct guards *guards)
{
	struct guards g;
	bool same;

	if (strcmp(flag->at.in, call->at.in) ||
	    strcmp(flag->at.file, call->at.file))
		return false;
	g = guards_at(facts, &flag->at);
	same = g.n && same_guards(&g, guards);
	guards_free(&g);
	return same;
}

/* The flag that is true where a call is made, and only there; or NULL. */
static const struct dirty_flag *decider(const struct facts *facts,
					const struct dirty_flags *flags,
					const struct call *call)
{
	struct guards g = guards_at(facts, &call->at);
	const struct dirty_flag *found = NULL;

	for (size_t i = 0; i < flags->n && !found; i++) {
		if (carrier_guards(facts, &flags->flag[i].carrier, &call->at,
				   &g) ||
		    set_beside(facts, &flags->flag[i], call, &g))
			found = &flags->flag[i];
	}
	guards_free(&g);
	return found;
}

/* The release that the same function makes where the flag is false. */
static const struct call *release_beside(const struct facts *facts,
					 const struct dirty_flags *flags,
					 const struct call *check)
{
	struct range r = facts_of_file(facts, call, nr_calls, check->at.file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (!strcmp(c->at.in, check->at.in) &&
		    !strcmp(c->name, RELEASE) && !decider(facts, flags, c))
			return c;
	}
	return NULL;
}

static bool judge(const struct facts *facts, const struct dirty_flags *flags,
		  const struct call *call, struct claim *claim)
{
	const struct dirty_flag *flag = decider(facts, flags, call);
	bool checks = !strcmp(call->name, CHECK);
	const struct call *release = NULL;

	if (!flag) {
		claim_show(claim, &call->at, "no flag decides over %s()",
			   call->name);
		return false;
	}
	claim_show(claim, &call->at, "%s decides over %s()", flag->carrier.name,
		   call->name);
	if (checks) {
		release = release_beside(facts, flags, call);
		if (release)
			claim_show(claim, &release->at, "and over %s() instead",
				   RELEASE);
		else
			claim_show(claim, &call->at, "and nothing else is done "
				   "if it is false");
	}
	return !checks || release;
}

static void ask(const struct survey *survey, struct claim *claim)
{
	const struct facts *facts = &survey->facts;
	size_t decided = 0, all = 0;
	struct dirty_flags flags;

	dirty_flags_find(survey, &flags);
	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];

		/* What an interface does inside is its own business. */
		if ((strcmp(c->name, SUBMIT) && strcmp(c->name, CHECK)) ||
		    api_has_role(c->at.in, ROLE_DIRTY))
			continue;
		all++;
		decided += judge(facts, &flags, c, claim);
	}
	claim_say(claim, !decided ? HOLDS_NOT :
		  decided < all ? HOLDS_PARTLY : HOLDS,
		  "a flag decides over %zu of %zu calls of " SUBMIT "() and "
		  CHECK "()", decided, all);
	dirty_flags_free(&flags);
}

const struct claim_check decides_claim = {
	.statement = "it decides bio_set_pages_dirty() at submission and "
		"bio_check_pages_dirty() or bio_release_pages() at completion",
	.words = words,
	.ask = ask,
};
