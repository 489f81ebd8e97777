// SPDX-License-Identifier: GPL-2.0-only
/*
 * unpin-on-ref: a pin is dropped from pages that are only referenced.
 */
#include "mismatch.h"
#include "rule.h"

static void find(const struct survey *survey, struct records *records)
{
	mismatch_report(survey, HOLD_PIN, "unpin-on-ref", records);
}

const struct rule unpin_on_ref_rule = {
	.name = "unpin-on-ref",
	.summary = "a pin is dropped from pages that are only referenced",
	.explain =
"Pages that iov_iter_get_pages() or get_user_pages() holds by reference are\n"
"let go of with unpin_user_page() or its kind: that drops 1024 references, and\n"
"the page is freed while in use.\n"
"\n"
"Example:\n"
"	n = iov_iter_get_pages2(iter, sgl->pages, len, max, &off);\n"
"	...\n"
"	unpin_user_page(sgl->pages[i]);\n"
"\n"
"Fix: put_page(), or take pins in the first place.\n"
"\n"
"Limits: as for put-on-pinned.\n",
	.finds = true,
	.find = find,
};
