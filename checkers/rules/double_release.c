// SPDX-License-Identifier: GPL-2.0-only
/*
 * double-release: what was let go of is let go of again.
 */
#include "hold_ways.h"
#include "rule.h"

static void find(const struct survey *survey, struct records *records)
{
	hold_ways_report(survey, BUG_TWICE, "double-release", records);
}

const struct rule double_release_rule = {
	.name = "double-release",
	.summary = "a hold that is let go of twice on one way",
	.explain =
"On one way through a function the same pages are let go of twice by the\n"
"same call with the same arguments, and nothing has taken hold of them in\n"
"between: somebody else's hold is dropped, and the page freed in use.\n"
"\n"
"Example:\n"
"	if (copy_to_user(...)) {\n"
"		unpin_user_pages(pages, n);\n"
"		goto out_unpin;		<- unpins them again\n"
"	}\n"
"\n"
"Fix: one of the two goes.\n"
"\n"
"Limits: only within one function, and only if both calls read the same.\n",
	.finds = true,
	.find = find,
};
