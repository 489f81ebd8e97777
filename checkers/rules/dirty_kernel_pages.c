// SPDX-License-Identifier: GPL-2.0-only
/*
 * dirty-kernel-pages: pages of a kernel iterator are marked dirty.
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "api.h"
#include "asked.h"
#include "guard_flags.h"
#include "ledger.h"
#include "rule.h"
#include "site.h"

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

/* Are these pages of user addresses, whatever an iterator says? */
static bool are_pinned(const struct survey *survey, const struct call *dirty)
{
	const struct ledger *l = ledger_of(survey);
	bool pinned = false;

	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->call != dirty && (e->at.line != dirty->at.line ||
					 strcmp(e->at.file, dirty->at.file)))
			continue;
		for (size_t k = 0; k < l->nr_takes; k++) {
			if (!entries_meet(&l->entry[k], e))
				continue;
			if (l->entry[k].api->roles & ROLE_ACQUIRE)
				return false;
			pinned = true;
		}
	}
	return pinned;
}

static void report_flag(const struct call *dirty, const struct setting *s,
			struct records *records)
{
	char *flag = expr_pretty(s->left), *value = expr_pretty(s->right);
	struct record *r;

	r = finding_add(records, "dirty-kernel-pages", "error", &s->at, s->word,
			"%s says that pages are to be dirtied, even if the "
			"iterator is the kernel's", flag);
	finding_step(r, &s->at, "%s is set to %s, and nothing asks whether the "
		     "iterator is user-backed", flag, value);
	finding_step(r, &dirty->at, "%s() dirties the pages if so",
		     dirty->name);
	free(value);
	free(flag);
}

/* Does a member decide that nobody is seen to set?  It may well have asked. */
static bool depends_on_member(const struct survey *survey,
			      const struct call *dirty)
{
	struct guard_flags g = guard_flags_of_call(survey, dirty);
	bool depends = false;

	for (size_t i = 0; i < g.n; i++)
		depends |= g.flag[i].operand.when;
	guard_flags_free(&g);
	return depends;
}

static void look_at(const struct survey *survey, const struct sites *sites,
		    const struct call *c, struct records *records)
{
	const struct api *api = api_find(c->name);
	struct unasked u = { .survey = survey };
	const char *dirty = "";
	const struct call *fill;

	/* A release of a bio knows by itself what was pinned. */
	if (!api || !(api->roles & ROLE_DIRTY) || api->hold == HOLD_FLAGGED ||
	    api_has_role(c->at.in, ROLE_DIRTY))
		return;
	if (api->dirty_arg >= 0)
		dirty = call_arg(c, api->dirty_arg);
	if (expr_is_false(dirty) || asked_at(&u, &c->at) == ASKED ||
	    asked_of(&u, &c->at, dirty, true) == ASKED)
		return;
	fill = filled_by(sites, &c->at);
	if (u.setting && !are_pinned(survey, c))
		report_flag(c, u.setting, records);
	else if (!u.setting && fill && !(api->roles & ROLE_RELEASE) &&
		 !depends_on_member(survey, c))
		report(fill, c, records);
}

static void find(const struct survey *survey, struct records *records)
{
	const struct facts *facts = &survey->facts;
	struct sites sites;

	sites_find(survey, &sites);
	for (size_t i = 0; i < facts->nr_calls; i++)
		look_at(survey, &sites, &facts->call[i], records);
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
"A flag that decides over dirtying is followed back through copies, parameters\n"
"and members to where it is set in the function that has the iterator.\n"
"\n"
"Limits: any question about the kind of the iterator on the way counts as\n"
"asking, also one of a caller.  Pages taken by user address are users'.\n",
	.finds = true,
	.find = find,
};
