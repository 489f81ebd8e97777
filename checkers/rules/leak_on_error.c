// SPDX-License-Identifier: GPL-2.0-only
/*
 * leak-on-error: an error return that forgets the pages.
 */
#include "hold_ways.h"
#include "rule.h"

static void find(const struct survey *survey, struct records *records)
{
	hold_ways_report(survey, BUG_LEAK, "leak-on-error", records);
}

const struct rule leak_on_error_rule = {
	.name = "leak-on-error",
	.summary = "an error return that does not let go of pages it holds",
	.explain =
"A function takes hold of pages, something after that fails, and the return\n"
"on that way neither lets go of them nor has handed them to anybody.  The\n"
"pages can never be freed, migrated or unplugged again.\n"
"\n"
"Example:\n"
"	pages = io_pin_pages(addr, len, &nr_pages);\n"
"	ret = sg_alloc_table_from_pages(sgt, pages, nr_pages, 0, len, GFP_KERNEL);\n"
"	if (ret)\n"
"		return ret;		<- pages stay pinned\n"
"\n"
"Fix: let go on this way as on the others: unpin_user_pages() for pins,\n"
"put_page() for references, under iov_iter_extract_will_pin() if extracted.\n"
"\n"
"Limits: pages given to a function whose code was not seen count as handed\n"
"on, as do pages stored in what others see, unless another error return of\n"
"the same function lets go of them.\n",
	.finds = true,
	.find = find,
};
