// SPDX-License-Identifier: GPL-2.0-only
/*
 * double-release: what was let go of is let go of again.
 */
#include "completed_twice.h"
#include "hold_ways.h"
#include "rule.h"
#include "unpinned_again.h"

static void find(const struct survey *survey, struct records *records)
{
	hold_ways_report(survey, BUG_TWICE, "double-release", records);
	unpinned_again_report(survey, "double-release", records);
	completed_twice_report(survey, "double-release", records);
}

const struct rule double_release_rule = {
	.name = "double-release",
	.summary = "a hold that is let go of twice on one way",
	.explain =
"On one way through a function the same pages are let go of twice: by the\n"
"same call with the same arguments, or by two that both begin with the first\n"
"page of a list, however many each; and nothing has taken hold of them in\n"
"between.  Somebody else's hold is dropped, and the page freed in use.\n"
"\n"
"Example:\n"
"	if (copy_to_user(...)) {\n"
"		unpin_user_pages(pages, n);\n"
"		goto out_unpin;		<- unpins them again\n"
"	}\n"
"\n"
"A direct I/O whose bio was ended (bio_endio()) is completed by that; if the\n"
"function then returns an error other than -EIOCBQUEUED, its caller completes\n"
"it a second time.\n"
"\n"
"Fix: one of the two goes.\n"
"\n"
"Limits: only within one function; if that does not take hold of the pages\n"
"itself, only for two calls in a row, of pins or of references that are known\n"
"to be one a page.  A number of pages that is set between the two may be zero,\n"
"so this is no finding.\n",
	.finds = true,
	.find = find,
};
