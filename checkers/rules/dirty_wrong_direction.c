// SPDX-License-Identifier: GPL-2.0-only
/*
 * dirty-wrong-direction: pages are marked dirty when they were only read.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "container.h"
#include "direction_value.h"
#include "direction_words.h"
#include "flag_direction.h"
#include "ledger.h"
#include "rule.h"
#include "write_access.h"

#define RULE "dirty-wrong-direction"

/* A call and all ways in which it is reached. */
struct told {
	const struct call *call;
	struct reaches reaches;
};

struct search {
	const struct survey *survey;
	const struct ledger *ledger;
	struct records *records;
	struct told *take;		/* with FOLL_WRITE for some */
	size_t nr_takes;
};

static const struct prop *says(struct direction *d, const struct frame *frame,
			       const struct call *call)
{
	const struct api *api = api_find(call->name);
	const struct prop *p = direction_of_guards(d, frame, &call->at), *arg;

	if (api->dirty_arg < 0)
		return p;
	arg = direction_of_text(d, frame, &call->at,
				call_arg(call, api->dirty_arg));
	/* A flag has its own reasons to be false where it is asked for. */
	if (!direction_is_inverted(d, arg) && !direction_is_right(d, arg) &&
	    prop_may_tell(&d->props, arg))
		return arg;
	return prop_and(&d->props, p, arg);
}

static bool dirties(const struct call *call)
{
	const struct api *api = api_find(call->name);

	return api && (api->roles & ROLE_DIRTY) && !api_find(call->at.in) &&
		(api->dirty_arg < 0 ||
		 ((size_t)api->dirty_arg < call->nr_args &&
		  !expr_is_false(call_arg(call, api->dirty_arg))));
}

static struct record *report(const struct search *s, const struct call *at,
			     const struct call *dirty, const char *why)
{
	const struct api *api = api_find(dirty->name);
	char *pages = expr_pretty(call_arg(dirty, api->pages_arg));
	struct record *r;

	r = finding_add(s->records, RULE, "error", &at->at, pages,
			"%s() marks the pages of %s dirty %s", dirty->name,
			pages, why);
	free(pages);
	return r;
}

struct blame {
	const struct search *search;
	const struct call *dirty;
	bool told;
};

static void tell(const struct reach *reach, const struct call *call, void *arg)
{
	struct blame *blame = arg;
	const struct call *last = reach->call[reach->n - 1];
	struct record *r = report(blame->search, call, blame->dirty,
				  "when they were only read, and not when "
				  "they were written");

	if (last != blame->dirty)
		finding_step(r, &last->at, "the direction is known here");
	finding_step(r, &blame->dirty->at, "the pages are marked dirty");
	blame->told = true;
}

static bool same_place(const struct place *a, const struct place *b)
{
	return a->line == b->line && a->col == b->col &&
		!strcmp(a->file, b->file);
}

/* Is what that call dirties taken from user memory, as far as is known? */
static bool is_taken(const struct search *s, const struct call *call)
{
	const struct ledger *l = s->ledger;

	for (size_t i = l->nr_takes; i < l->n; i++) {
		if (!same_place(&l->entry[i].at, &call->at))
			continue;
		for (size_t k = 0; k < l->nr_takes; k++) {
			if (entries_meet(&l->entry[i], &l->entry[k]))
				return true;
		}
	}
	return false;
}

/* "!dirty" of a parameter "dirty". */
static bool negates_name(const struct search *s, const struct reach *reach)
{
	const struct function *f = reach->frame[0].function;
	struct direction d = { .survey = s->survey };
	const struct prop *p = reach_says(reach, &d);
	bool found = false;

	for (size_t i = 0; i < f->nr_params && !found; i++) {
		const char *name = f->param[i].name;
		struct frame frame = { .function = f };
		char *key;

		if (!asks_to_dirty(name) || strchr(f->param[i].type, '*'))
			continue;
		key = direction_key(s->survey, &frame, &reach->call[0]->at,
				    name);
		found = !prop_can_be_with(&d.props, p, key, true) &&
			prop_can_be_with(&d.props, p, key, false);
		free(key);
	}
	props_free(&d.props);
	return found;
}

enum relation { UNRELATED, AGREE, CONTRADICT };

/* How does dirtying go together with write access? */
static enum relation relate(const struct reach *take, const struct reach *dirty)
{
	struct direction d = { 0 };
	const struct prop *write = reach_says(take, &d);
	const struct prop *marks = reach_says(dirty, &d);
	enum relation how = UNRELATED;

	if (write && marks && !prop_is_constant(write) &&
	    prop_can_be_at_all(&d.props, write) &&
	    prop_can_be_at_all(&d.props, marks)) {
		if (!prop_can_be_at_all(&d.props,
					prop_and(&d.props, write, marks)))
			how = CONTRADICT;
		else if (!prop_can_be_at_all(&d.props,
					     prop_and(&d.props, marks,
						      prop_not(&d.props,
							       write))))
			how = AGREE;
	} else if (write && prop_is_constant(write)) {
		how = AGREE;
	}
	props_free(&d.props);
	return how;
}

/*
 * The container of the pages as the last level names it; "" if a level before
 * has it for itself.  The caller frees it.
 */
static char *container_of(const struct reach *r)
{
	const struct api *api = api_find(r->call[0]->name);
	char *root = root_of(call_arg(r->call[0], api->pages_arg));

	for (size_t i = 1; i < r->n; i++) {
		size_t n = strcspn(root, " ");
		char *base = xstrndup(root, n), *outer, *longer;
		int param = param_index(r->frame[i - 1].function, base);

		outer = param < 0 ? xstrdup("") :
			root_of(call_arg(r->call[i], param));
		longer = *outer ? xasprintf("%s%s", outer, root + n) :
			xstrdup("");
		free(outer);
		free(base);
		free(root);
		root = longer;
	}
	return root;
}

/* Are they in one function that has one name for the pages of both? */
static bool have_one_name(const struct reach *take, const struct reach *dirty)
{
	char *a, *b;
	bool same;

	if (take->frame[take->n - 1].function !=
	    dirty->frame[dirty->n - 1].function)
		return false;
	a = container_of(take);
	b = container_of(dirty);
	same = *a && !strcmp(a, b);
	free(b);
	free(a);
	return same;
}

/* Do the two speak of the same pages, each where it is reached from? */
static bool reaches_meet(const struct search *s, const struct reach *take,
			 const struct reach *dirty)
{
	const struct ledger *l = s->ledger;
	const struct place *t = &take->call[take->n - 1]->at;
	const struct place *d = &dirty->call[dirty->n - 1]->at;

	if (have_one_name(take, dirty))
		return true;
	for (size_t i = l->nr_takes; i < l->n; i++) {
		if (!same_place(&l->entry[i].at, d))
			continue;
		for (size_t k = 0; k < l->nr_takes; k++) {
			if (same_place(&l->entry[k].at, t) &&
			    entries_meet(&l->entry[i], &l->entry[k]))
				return true;
		}
	}
	return false;
}

/* The take that all say the opposite of; NULL if there is none. */
static const struct call *contradicted(const struct search *s,
				       const struct reach *dirty)
{
	const struct call *found = NULL;

	for (size_t i = 0; i < s->nr_takes; i++) {
		const struct told *t = &s->take[i];

		for (size_t k = 0; k < t->reaches.n; k++) {
			const struct reach *take = &t->reaches.reach[k];
			enum relation how;

			if (!reaches_meet(s, take, dirty))
				continue;
			how = relate(take, dirty);
			if (how == AGREE)
				return NULL;
			if (how == CONTRADICT)
				found = t->call;
		}
	}
	return found;
}

static void look_at(struct search *s, const struct call *call)
{
	const struct api *api = api_find(call->name);
	bool is_bio = strstr(call->name, "bio_");
	const struct reach like = {
		.survey = s->survey, .says = says, .block = is_bio,
		.guarded = true,
	};
	struct reaches all = reaches_of(&like, call);
	struct blame blame = { .search = s, .dirty = call };

	/* Page cache is dirtied by a write into it, which is no direction. */
	if (api->dirty_sleeps || is_bio || is_taken(s, call))
		reaches_blame(&all, tell, &blame);
	if (!blame.told && all.n && negates_name(s, &all.reach[0])) {
		report(s, call, call, "when its caller says that they are not");
		blame.told = true;
	}
	for (size_t i = 0; i < all.n && !blame.told; i++) {
		const struct reach *r = &all.reach[i];
		const struct call *take = contradicted(s, r);
		struct record *record;

		if (!take)
			continue;
		record = report(s, r->call[r->n - 1], call, "when they were "
				"taken to be read, and not when they were "
				"taken to be written");
		finding_step(record, &take->at, "%s() takes them", take->name);
		finding_step(record, &call->at, "they are marked dirty");
		blame.told = true;
	}
	free(all.reach);
}

static void find(const struct survey *survey, struct records *records)
{
	const struct facts *facts = &survey->facts;
	struct search s = {
		.survey = survey, .ledger = ledger_of(survey),
		.records = records,
	};
	const struct call **call = NULL;
	size_t n = 0;

	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];

		if (asks_write_access(c))
			*array_add(&s.take, &s.nr_takes) = (struct told){
				c, write_access_reaches(survey, c),
			};
	}
	for (size_t i = 0; i < facts->nr_calls; i++) {
		if (!dirties(&facts->call[i]))
			continue;
		look_at(&s, &facts->call[i]);
		*array_add(&call, &n) = &facts->call[i];
	}
	flag_direction_report(survey, call, n, RULE, records);
	free(call);
	for (size_t i = 0; i < s.nr_takes; i++)
		free(s.take[i].reaches.reach);
	free(s.take);
}

const struct rule dirty_wrong_direction_rule = {
	.name = RULE,
	.summary = "pages are marked dirty when they were only read",
	.explain =
"Pages are to be marked dirty after a device or the kernel wrote into them,\n"
"and need not be after they were only read.  With the condition turned round,\n"
"what was written is lost when the pages are reclaimed, and clean pages are\n"
"written back.\n"
"\n"
"Example:\n"
"	unpin_user_pages_dirty_lock(pages, n, dir == DMA_TO_DEVICE);\n"
"\n"
"Fix: the opposite condition, that under which the pages were taken with\n"
"FOLL_WRITE.\n"
"\n"
"Limits: the condition must depend on a constant that tells the direction\n"
"(DMA_FROM_DEVICE, READ, ITER_DEST, IOMMU_WRITE) or a name that does\n"
"(writable, readonly, dirty), or be the opposite of that under which the same\n"
"pages are taken with FOLL_WRITE.  Both may stand in callers.\n",
	.finds = true,
	.find = find,
};
