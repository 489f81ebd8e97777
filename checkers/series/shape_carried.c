// SPDX-License-Identifier: GPL-2.0-only
/*
 * Shape: pages go with a request, and a flag goes along that says whether they
 * are to be dirtied when they are let go of, at once or in the completion.
 *
 *	bool should_dirty = !write && user_backed_iter(iter);
 *	req->should_dirty = should_dirty;
 *	put_pages(vec, n, should_dirty);	put_pages(vec, n, req->should_dirty);
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "extract.h"

/* How far up the callers are followed. */
#define MAX_CALLERS 4

static char *recognise(struct extract *x, const struct taking *t,
		       struct plan *plan)
{
	static const char *const names[] = {
		"extracted", "page_array", "page_ptrs", NULL
	};
	const struct place *at = &t->call->at;
	const struct function *f;

	pool_file(x, at->file);
	f = facts_function(&x->pool, at->file, at->in);
	if (t->call->nr_args != 5 || !f || !expr_is_name(t->pages) ||
	    !strchr(type_of_local(&x->pool, at, t->pages), '[') ||
	    param_of_type(f, "struct iov_iter *") < 0)
		return xstrdup("");
	if (!survey_is_static(&x->survey, at->file, at->in))
		return xasprintf("%s() may be called from other files, whose "
				 "releases were not looked at", at->in);
	plan_begin(x, t, plan);
	plan_value(plan, "POINTER", unused_name(x, at, names));
	return NULL;
}

/* The one function that got the flag as a parameter and unpins under it. */
static const struct function *find_release(const struct plan *plan,
					   const struct facts *after)
{
	const char *flag = plan_get(plan, "FLAG");
	const struct function *found = NULL;
	struct range r = facts_of_file(after, call, nr_calls,
				       plan->files.item[0]);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &after->call[i];
		const struct function *f = facts_function(after, c->at.file,
							  c->at.in);

		if (strcmp(c->name, "unpin_user_page") ||
		    !stands_under(after, &c->at, flag) || !f)
			continue;
		if (!f->nr_params ||
		    strcmp(f->param[f->nr_params - 1].name, flag) ||
		    (found && found != f))
			return NULL;
		found = f;
	}
	return found;
}

/* Does anyone else put what is handed over in the type that @release has? */
static const char *other_release(const struct facts *after,
				 const struct function *release)
{
	struct range r = facts_of_file(after, call, nr_calls,
				       release->at.file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &after->call[i];
		const struct function *f = facts_function(after, c->at.file,
							  c->at.in);

		if (f && puts_reference(c) &&
		    (f == release ||
		     param_of_type(f, release->param[0].type) >= 0))
			return c->at.in;
	}
	return NULL;
}

/* Is the iterator of @f asked by whoever calls it, however far up? */
static bool callers_ask(const struct facts *after, const struct function *f,
			int depth)
{
	int iter = param_of_type(f, "struct iov_iter *");
	struct range r = facts_of_file(after, call, nr_calls, f->at.file);
	size_t callers = 0;

	if (iter < 0 || depth > MAX_CALLERS)
		return false;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &after->call[i];
		const struct function *g = facts_function(after, c->at.file,
							  c->at.in);
		int its;

		if (strcmp(c->name, f->at.in))
			continue;
		callers++;
		its = g ? param_of_type(g, "struct iov_iter *") : -1;
		if (its < 0 || strcmp(g->param[its].name, call_arg(c, iter)))
			return false;
		if (!count_calls(after, g->at.file, g->at.in, WILL_PIN) &&
		    !callers_ask(after, g, depth + 1))
			return false;
	}
	return callers;
}

static char *check(struct extract *x, const struct plan *plan,
		   const struct facts *after)
{
	const char *acquire = plan->functions.item[0];
	const struct function *f = facts_function(after, plan->files.item[0],
						  acquire);
	const struct function *release = find_release(plan, after);
	const char *other;

	if (!release)
		return xasprintf("no function lets go of the pages of %s() and "
				 "is told whether to dirty them", acquire);
	if (!is_private(x, plan, release->at.in))
		return xasprintf("%s() is called from other files",
				 release->at.in);
	if (param_of_type(f, release->param[0].type) < 0)
		return xasprintf("%s() lets go of something else than what "
				 "%s() makes", release->at.in, acquire);
	other = other_release(after, release);
	if (other)
		return xasprintf("%s() puts pages as well", other);
	if (!callers_ask(after, f, 0))
		return xasprintf("not every caller of %s() can tell whether "
				 "its pages are pinned", acquire);
	return NULL;
}

const struct shape carried_shape = {
	.name = "carried",
	.summary = "go with a request, beside a flag to dirty them",
	.recognise = recognise,
	.check = check,
};
