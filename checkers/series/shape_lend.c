// SPDX-License-Identifier: GPL-2.0-only
/*
 * Shape: pages of a kernel iterator go with a request, whose completion puts
 * them and frees the array.
 *
 *	n = iov_iter_get_pages_alloc2(iter, &pages, size, &offset);
 *	hand_on(req, pages);
 *	req->callback = done;		done(): put_page_array(req->pages);
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "extract.h"

/* The function of this file that @f stores as a callback and that puts. */
static const struct function *find_completion(const struct facts *facts,
					      const struct place *f,
					      size_t *nr_stores)
{
	struct range r = facts_of_file(facts, assignment, nr_assignments,
				       f->file);
	const struct function *done = NULL;

	*nr_stores = 0;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct assignment *a = &facts->assignment[i];
		const struct function *g = expr_is_name(a->right) ?
			facts_function(facts, f->file, a->right) : NULL;

		if (!g || strcmp(g->at.file, f->file))
			continue;
		if (!strcmp(a->at.in, f->in) && !done)
			done = g;
		*nr_stores += done && g == done;
	}
	return done;
}

/* Does @done itself put "x->pages[i]" and free "x->pages"? */
static bool puts_itself(const struct facts *facts, const struct place *f,
			const char *done)
{
	struct range r = facts_of_file(facts, call, nr_calls, f->file);
	const char *put = NULL;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (strcmp(c->at.in, done) || c->nr_args != 1)
			continue;
		if (!strcmp(c->name, "put_page"))
			put = call_arg(c, 0);
		else if (put && !strcmp(c->name, "kvfree") &&
			 starts_with(put, call_arg(c, 0)) &&
			 starts_with(put + strlen(call_arg(c, 0)), " ["))
			return true;
	}
	return false;
}

/*
 * "a, b": what @done calls that puts an array of pages and frees it.  Itself
 * stands for a loop of its own.
 */
static char *find_putters(struct extract *x, const struct place *f,
			  const char *done)
{
	struct strv names = { 0 };
	struct range r = facts_of_file(&x->pool, call, nr_calls, f->file);
	char *putter = NULL;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &x->pool.call[i];

		if (!strcmp(c->at.in, done) && c->nr_args &&
		    strstr(call_arg(c, 0), "->") && !strv_has(&names, c->name))
			strv_add(&names, c->name);
	}
	for (size_t i = 0; i < names.n && !putter; i++) {
		bool frees = false;

		if (pool_function(x, names.item[i]) &&
		    puts_array(&x->pool, facts_function(&x->pool, "",
							names.item[i]),
			       &frees) && frees)
			putter = xstrdup(names.item[i]);
	}
	strv_free(&names);
	if (!putter && puts_itself(&x->pool, f, done))
		putter = xstrdup(done);
	return putter;
}

static char *recognise(struct extract *x, const struct taking *t,
		       struct plan *plan)
{
	const struct place *at = &t->call->at;
	const struct function *done;
	char *putters, *name;
	size_t stores;

	if (!starts_with(t->pages, "& ") || t->call->nr_args != 4)
		return xstrdup("");
	pool_file(x, at->file);
	done = find_completion(&x->pool, at, &stores);
	if (!done)
		return xstrdup("what completes the request was not found");
	if (stores != 1)
		return xasprintf("%s() completes other requests as well",
				 done->at.in);
	name = xstrdup(done->at.in);
	putters = find_putters(x, at, name);
	if (putters) {
		plan_begin(x, t, plan);
		plan_value(plan, "PUTTERS", putters);
		plan_value(plan, "DONE", name);
	}
	free(putters);
	free(name);
	return putters ? NULL : xstrdup("what puts the pages was not found");
}

static char *check(struct extract *x, const struct plan *plan,
		   const struct facts *after)
{
	const char *file = plan->files.item[0], *done = plan_get(plan, "DONE");

	(void)x;
	if (count_calls(after, file, done, plan_get(plan, "PUTTERS")) ||
	    count_calls(after, file, done, "put_page") ||
	    !count_calls(after, file, done, "kvfree"))
		return xasprintf("the pages are put otherwise in %s()", done);
	if (count_calls(after, file, NULL, done))
		return xasprintf("%s() is called directly, too", done);
	return NULL;
}

const struct shape lend_shape = {
	.name = "lend",
	.summary = "go with a request until its completion puts them",
	.drops = true,
	.recognise = recognise,
	.check = check,
};
