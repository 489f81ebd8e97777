// SPDX-License-Identifier: GPL-2.0-only
/*
 * Shape: a function makes an array of user pages or of pages of the kernel, and
 * says by a parameter whether these are to be let go of.
 *
 *	get(chan, &pages, iter, size, &offset, &need_drop);
 *	if (need_drop)
 *		put_array(pages, n);
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "extract.h"

/* What callers of @f call that puts each page of an array. */
static char *find_putter(struct extract *x, const struct place *f)
{
	struct range r = facts_of_file(&x->pool, call, nr_calls, f->file);
	struct strv callers = { 0 }, names = { 0 };
	char *putter = NULL;

	for (size_t i = r.begin; i < r.end; i++) {
		if (!strcmp(x->pool.call[i].name, f->in))
			strv_add(&callers, x->pool.call[i].at.in);
	}
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &x->pool.call[i];

		if (strv_has(&callers, c->at.in) && c->nr_args == 2 &&
		    starts_with(type_of_local(&x->pool, &c->at,
					      call_arg(c, 0)),
				"struct page * *"))
			strv_add(&names, c->name);
	}
	strv_sort_unique(&names);
	for (size_t i = 0; i < names.n && !putter; i++) {
		bool frees = false;

		if (pool_function(x, names.item[i]) &&
		    puts_array(&x->pool, facts_function(&x->pool, "",
							names.item[i]),
			       &frees) && !frees)
			putter = xstrdup(names.item[i]);
	}
	strv_free(&callers);
	strv_free(&names);
	return putter;
}

static char *recognise(struct extract *x, const struct taking *t,
		       struct plan *plan)
{
	const struct place *at = &t->call->at;
	const struct function *f;
	char *putter;

	pool_file(x, at->file);
	if (t->call->nr_args != 4 || !expr_is_name(t->pages) ||
	    !is_type(type_of_local(&x->pool, at, t->pages),
		     "struct page * * *"))
		return xstrdup("");
	if (!survey_is_static(&x->survey, at->file, at->in))
		return xasprintf("%s() may be called from other files, whose "
				 "releases were not looked at", at->in);
	putter = find_putter(x, at);
	if (!putter)
		return xasprintf("what puts the pages of %s() was not found",
				 at->in);
	plan_begin(x, t, plan);
	plan_value(plan, "PUTTERS", putter);
	f = facts_function(&x->pool, "", putter);
	if (strcmp(f->at.file, at->file))
		strv_add(&plan->files, f->at.file);
	free(putter);
	return NULL;
}

static bool is_in_arm(const struct place *at, const struct arm *arm)
{
	return at->line >= arm->line && at->line <= arm->end_line;
}

/* Can only one of two calls be made? */
static bool exclude(const struct facts *facts, const struct place *a,
		    const struct place *b)
{
	struct range r = facts_of_file(facts, branch, nr_branches, a->file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct branch *fork = &facts->branch[i];

		if (strcmp(fork->at.in, a->in) || fork->nr_arms != 2)
			continue;
		if ((is_in_arm(a, &fork->arm[0]) &&
		     is_in_arm(b, &fork->arm[1])) ||
		    (is_in_arm(a, &fork->arm[1]) &&
		     is_in_arm(b, &fork->arm[0])))
			return true;
	}
	return false;
}

/* One flag for what may be two arrays of different kinds will not do. */
static char *check_exclusive(const struct plan *plan,
			     const struct facts *after)
{
	const char *get = plan->functions.item[0];
	struct range r = facts_of_file(after, call, nr_calls,
				       plan->files.item[0]);

	for (size_t i = r.begin; i < r.end; i++) {
		for (size_t k = i + 1; k < r.end; k++) {
			const struct call *a = &after->call[i];
			const struct call *b = &after->call[k];

			if (!strcmp(a->name, get) && !strcmp(b->name, get) &&
			    !strcmp(a->at.in, b->at.in) &&
			    !exclude(after, &a->at, &b->at))
				return xasprintf("%s() makes two arrays, whose "
						 "pages may be of different "
						 "kinds", a->at.in);
		}
	}
	return NULL;
}

static char *check(struct extract *x, const struct plan *plan,
		   const struct facts *after)
{
	const char *put = plan_get(plan, "PUTTERS");
	const struct function *putter = facts_function(after, "", put);

	if (!is_private(x, plan, put))
		return xasprintf("%s() puts pages of others as well", put);
	for (size_t i = 0; i < after->nr_calls; i++) {
		const struct call *c = &after->call[i];

		if (!strcmp(c->name, put) &&
		    !stands_under(after, &c->at, plan_get(plan, "FLAG")))
			return xasprintf("%s() lets go of pages without asking "
					 "whether they are to be", c->at.in);
	}
	if (!putter || count_calls(after, putter->at.file, put, "put_page") ||
	    !count_calls(after, putter->at.file, put, "unpin_user_page"))
		return xasprintf("%s() puts pages in a way that diopin does "
				 "not know", put);
	return check_exclusive(plan, after);
}

const struct shape apart_shape = {
	.name = "apart",
	.summary = "share the way with pages of the kernel",
	.recognise = recognise,
	.check = check,
};
