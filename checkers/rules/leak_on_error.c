// SPDX-License-Identifier: GPL-2.0-only
/*
 * leak-on-error: an error return that forgets the pages.
 */
#include "hold_ways.h"
#include "never_let_go.h"
#include "rule.h"

static void find(const struct survey *survey, struct records *records)
{
	hold_ways_report(survey, BUG_LEAK, "leak-on-error", records);
	never_let_go_report(survey, "leak-on-error", records);
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
"A bio holds the pages that bio_iov_iter_get_pages() put into it: bio_put()\n"
"does not let go of them.  An array freed with its pages still held loses\n"
"them whatever is returned, unless something was made of it by which they\n"
"are found: a scatterlist, their numbers, another array.  So does one that is\n"
"a member and freed by another function, if nobody lets go of its pages.  A loop\n"
"that takes more in each turn must let go of those of earlier turns when one\n"
"fails.\n"
"\n"
"Fix: let go on this way as on the others: unpin_user_pages() for pins,\n"
"put_page() for references, under iov_iter_extract_will_pin() if extracted,\n"
"bio_release_pages() for a bio.\n"
"\n"
"Limits: pages given to a function whose code was not seen count as handed\n"
"on (not to one that takes a hold of its own), as do pages stored in what\n"
"others see, unless another error return of the same function lets go of\n"
"them.\n",
	.finds = true,
	.find = find,
	.near_names = never_let_go_near_names,
};
