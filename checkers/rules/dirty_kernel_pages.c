// SPDX-License-Identifier: GPL-2.0-only
/*
 * dirty-kernel-pages: pages of a kernel iterator are marked dirty.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "api.h"
#include "rule.h"
#include "site.h"

/* Does a condition ask for user memory, or a flag that says to dirty? */
static bool asks(const char *condition)
{
	static const char *const words[] = {
		"user", "dirty", "iter_is_iovec", "iter_is_ubuf", "will_pin",
		"is_pinned",
	};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (strcasestr(condition, words[i]))
			return true;
	}
	return false;
}

static bool is_asked_for(const struct facts *facts, const struct place *at)
{
	struct guards g = guards_at(facts, at);
	bool asked = false;

	for (size_t i = 0; i < g.n; i++)
		asked |= asks(g.guard[i].condition);
	guards_free(&g);
	return asked;
}

/* The call by which the function fills bios from whatever iterator it gets. */
static const struct call *filled_by(const struct sites *sites,
				    const struct place *at)
{
	for (size_t i = 0; i < sites->n; i++) {
		const struct site *s = &sites->site[i];

		if (s->api->hold == HOLD_FLAGGED &&
		    !strcmp(s->call->at.in, at->in) &&
		    !strcmp(s->call->at.file, at->file))
			return s->call;
	}
	return NULL;
}

static void report(const struct call *fill, const struct call *dirty,
		   struct records *records)
{
	char *bio = expr_pretty(call_arg(dirty, 0));
	struct record *r;

	r = finding_add(records, "dirty-kernel-pages", "error", &dirty->at,
			dirty->name, "%s() dirties the pages of %s even if the "
			"iterator is the kernel's", dirty->name, bio);
	finding_step(r, &fill->at, "%s() fills the bio from any kind of "
		     "iterator", fill->name);
	finding_step(r, &dirty->at, "%s(), and no condition on the way asks "
		     "for user memory", dirty->name);
	free(bio);
}

static void find(const struct survey *survey, struct records *records)
{
	const struct facts *facts = &survey->facts;
	struct sites sites;

	sites_find(survey, &sites);
	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i], *fill;
		const struct api *api = api_find(c->name);

		/* A release knows by itself what was pinned. */
		if (!api || !(api->roles & ROLE_DIRTY) ||
		    (api->roles & ROLE_RELEASE))
			continue;
		fill = filled_by(&sites, &c->at);
		if (fill && !is_asked_for(facts, &c->at))
			report(fill, c, records);
	}
	sites_free(&sites);
}

const struct rule dirty_kernel_pages_rule = {
	.name = "dirty-kernel-pages",
	.summary = "pages of a kernel iterator are marked dirty",
	.explain =
"bio_set_pages_dirty() marks all pages of a bio.  If the bio was filled from\n"
"an iterator of the kernel's (ITER_BVEC, ITER_KVEC), their owner decides over\n"
"dirtying; the pages may not even be of a kind that can be dirtied.\n"
"\n"
"Example:\n"
"	bio_iov_iter_get_pages(bio, iter);\n"
"	if (iov_iter_rw(iter) == READ)\n"
"		bio_set_pages_dirty(bio);	<- a loop device reads, too\n"
"\n"
"Fix: only if user_backed_iter(iter), or under the flag that was set from it.\n"
"\n"
"Limits: any condition that names user memory or dirtying counts as asking.\n",
	.finds = true,
	.find = find,
};
