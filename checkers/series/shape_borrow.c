// SPDX-License-Identifier: GPL-2.0-only
/*
 * Shape: one page of a kernel iterator is taken and put at once.
 *
 *	n = iov_iter_get_pages2(iter, &page, size, 1, &offset);
 *	put_page(page);
 *	return page;
 */
#include <stdlib.h>
#include <string.h>

#include "extract.h"

static char *recognise(struct extract *x, const struct taking *t,
		       struct plan *plan)
{
	if (!starts_with(t->pages, "& ") || t->call->nr_args != 5 ||
	    strcmp(call_arg(t->call, 3), "1"))
		return xstrdup("it takes more than one page");
	plan_begin(x, t, plan);
	plan_pointer(x, t, plan);
	return NULL;
}

/* The semantic patch itself says that nothing happens between. */
static char *check(struct extract *x, const struct plan *plan,
		   const struct facts *after)
{
	struct range r = facts_of_file(after, call, nr_calls,
				       plan->files.item[0]);

	(void)x;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &after->call[i];

		if (!strcmp(c->at.in, plan->functions.item[0]) &&
		    puts_reference(c))
			return xasprintf("%s() puts more than the page that it "
					 "takes", c->at.in);
	}
	return NULL;
}

const struct shape borrow_shape = {
	.name = "borrow",
	.summary = "are put before they are used",
	.drops = true,
	.recognise = recognise,
	.check = check,
};
