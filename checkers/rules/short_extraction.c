// SPDX-License-Identifier: GPL-2.0-only
/*
 * short-extraction: fewer pages than asked for are some pages all the same.
 */
#include "hold_ways.h"
#include "rule.h"

static void find(const struct survey *survey, struct records *records)
{
	hold_ways_report(survey, BUG_SHORT, "short-extraction", records);
}

const struct rule short_extraction_rule = {
	.name = "short-extraction",
	.summary = "fewer pages than asked for are taken for none",
	.explain =
"pin_user_pages() and its kind, and the extraction from an iterator, may\n"
"hold fewer pages than asked for.  A function that takes this for a failure\n"
"must let go of those it got, and of no more: what follows in the array was\n"
"never filled.\n"
"\n"
"Example:\n"
"	ret = pin_user_pages_fast(addr, nr_pages, FOLL_WRITE, pages);\n"
"	if (ret < nr_pages)\n"
"		return -EFAULT;		<- ret pages stay pinned\n"
"\n"
"Fix: if (ret > 0) unpin_user_pages(pages, ret) before the return.\n"
"\n"
"Limits: as for leak-on-error.  A release counts as one of too many only if\n"
"it names the same number as the call that took the pages.\n",
	.finds = true,
	.find = find,
};
