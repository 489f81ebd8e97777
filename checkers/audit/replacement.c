// SPDX-License-Identifier: GPL-2.0-only
/*
 * Claim 6: may dirtying before the release take the place of mark_dirty?
 */
#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "../rules/api.h"
#include "audit.h"
#include "release_guard.h"

#define RELEASE "bio_release_pages"
#define DIRTY "bio_set_pages_dirty"

static const char *const words[] = { RELEASE, DIRTY, NULL };

/* Has @condition the truth that it must have if @text has that of @when? */
static bool implies(const char *text, bool when, const char *condition)
{
	for (; *text == '!'; text++)
		when = !when;
	for (; *condition == '!'; condition++)
		when = !when;
	return when && !strcmp(text, condition);
}

/* Does the dirtying look at the same condition by itself? */
static bool dirtying_asks(const struct facts *facts,
			  const struct function *dirty, const char *condition)
{
	struct range r = facts_of_file(facts, call, nr_calls, dirty->at.file);
	bool asks = false;

	for (size_t i = r.begin; i < r.end && !asks; i++) {
		const struct call *c = &facts->call[i];
		struct guards g;

		if (strcmp(c->at.in, dirty->at.in) ||
		    !api_has_role(c->name, ROLE_DIRTY))
			continue;
		g = guards_at(facts, &c->at);
		for (size_t k = 0; k < g.n && !asks; k++) {
			char *text = expr_pretty(g.guard[k].condition);

			asks = implies(text, g.guard[k].when, condition);
			free(text);
		}
		guards_free(&g);
	}
	return asks;
}

static void show_sites(const struct facts *facts, struct claim *claim)
{
	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];

		if (!strcmp(c->name, RELEASE) && c->nr_args == 2 &&
		    !expr_is_false(c->arg[1].expr))
			claim_show(claim, &c->at, "to be replaced in %s()",
				   c->at.in);
	}
}

static void judge(const struct facts *facts, const struct function *release,
		  const struct function *dirty, struct claim *claim)
{
	char *condition;
	const struct call *inner = release_guard(facts, release, &condition);

	if (!inner || !condition) {
		claim_say(claim, HOLDS_NOT, RELEASE "() states no condition "
			  "under which it lets go of pages, so none can guard "
			  "the dirtying before it");
		return;
	}
	claim_show(claim, &inner->at, "lets go of pages, and dirties them, only "
		   "if %s", condition);
	if (dirtying_asks(facts, dirty, condition)) {
		claim_show(claim, &dirty->at, "dirties under that condition, "
			   "too");
		claim_say(claim, HOLDS, "both look whether %s, so the one before "
			  "the other does the same", condition);
	} else {
		claim_show(claim, &dirty->at, "dirties without a look at that "
			   "condition");
		claim_say(claim, HOLDS_PARTLY, "only if guarded by %s: else "
			  DIRTY "() dirties pages that the bio does not hold",
			  condition);
	}
	show_sites(facts, claim);
	free(condition);
}

static void ask(const struct survey *survey, struct claim *claim)
{
	const struct facts *facts = &survey->facts;
	const struct function *release = facts_function(facts, "", RELEASE);
	const struct function *dirty = facts_function(facts, "", DIRTY);

	if (!release || !dirty) {
		claim_say(claim, HOLDS_NOT, "this tree has no %s()",
			  release ? DIRTY : RELEASE);
	} else if (release->nr_params != 2) {
		claim_show(claim, &release->at, "has no mark_dirty");
		claim_say(claim, HOLDS, "it was done: the argument is gone");
	} else {
		judge(facts, release, dirty, claim);
	}
}

const struct claim_check replacement_claim = {
	.statement = "those callers could call bio_set_pages_dirty() and "
		"bio_release_pages(bio, false), and the argument could go",
	.words = words,
	.ask = ask,
};
