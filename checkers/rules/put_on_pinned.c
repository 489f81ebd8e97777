// SPDX-License-Identifier: GPL-2.0-only
/*
 * put-on-pinned: a reference is dropped from pages that are pinned.
 */
#include "mismatch.h"
#include "rule.h"

static void find(const struct survey *survey, struct records *records)
{
	mismatch_report(survey, HOLD_REF, "put-on-pinned", records);
}

const struct rule put_on_pinned_rule = {
	.name = "put-on-pinned",
	.summary = "a reference is dropped from pages that are pinned",
	.explain =
"Pages that pin_user_pages() or iov_iter_extract_pages() holds are let go of\n"
"with put_page() or its kind.  A pin is worth 1024 references: the page is\n"
"never free again, and what waits for the pin waits for ever.\n"
"\n"
"Example:\n"
"	pin_user_pages(addr, n, FOLL_WRITE, umem->pgs);\n"
"	...\n"
"	release_pages(umem->pgs, umem->npgs);\n"
"\n"
"Fix: unpin_user_pages(), under iov_iter_extract_will_pin() if extracted.\n"
"\n"
"Limits: silent where pages of other origin may lie in the same place, and\n"
"where both kinds of hold are taken: a flag may tell them apart.\n",
	.finds = true,
	.find = find,
	.near_names = mismatch_near_names,
};
