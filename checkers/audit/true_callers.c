// SPDX-License-Identifier: GPL-2.0-only
/*
 * Claim 5: who passes anything but false to bio_release_pages().
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "audit.h"

#define RELEASE "bio_release_pages"

/* The callers that the mail grants: its words, not a tree's. */
static const char *const granted[] = {
	"blk_rq_unmap_user", "__blkdev_direct_IO_simple",
};

static const char *const words[] = { RELEASE, NULL };

static int granted_index(const char *function)
{
	for (size_t i = 0; i < ARRAY_SIZE(granted); i++) {
		if (!strcmp(granted[i], function))
			return i;
	}
	return -1;
}

static void show(struct claim *claim, const struct call *call, bool named)
{
	char *dirty = expr_pretty(call->arg[1].expr);

	claim_show(claim, &call->at, named ? "%s() passes %s and is named" :
		   "%s() passes %s and is not named", call->at.in, dirty);
	free(dirty);
}

static void ask(const struct survey *survey, struct claim *claim)
{
	const struct facts *facts = &survey->facts;
	size_t sites = 0, others = 0, calls = 0;
	bool seen[ARRAY_SIZE(granted)] = { 0 };

	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];
		int index = granted_index(c->at.in);

		calls += !strcmp(c->name, RELEASE);
		if (strcmp(c->name, RELEASE) || c->nr_args < 2 ||
		    expr_is_false(c->arg[1].expr))
			continue;
		sites++;
		others += index < 0;
		if (index >= 0)
			seen[index] = true;
		show(claim, c, index >= 0);
	}
	if (!calls)
		claim_say(claim, HOLDS_NOT, "no one calls " RELEASE "()");
	else if (!sites)
		claim_say(claim, HOLDS_NOT, "all of %zu calls pass false or "
			  "nothing", calls);
	else
		claim_say(claim, others == sites ? HOLDS_NOT :
			  others || !seen[0] || !seen[1] ? HOLDS_PARTLY : HOLDS,
			  "%zu of %zu calls may pass true; %zu of these %s not "
			  "in the functions that the claim names", sites, calls,
			  others, others == 1 ? "is" : "are");
}

const struct claim_check true_callers_claim = {
	.statement = "the only callers that legitimately pass true to "
		"bio_release_pages() are blk_rq_unmap_user() and "
		"__blkdev_direct_IO_simple()",
	.words = words,
	.ask = ask,
};
