// SPDX-License-Identifier: GPL-2.0-only
/*
 * Shape: an object is made of each page and takes a reference of its own, after
 * which those of the array are put.
 *
 *	n = iov_iter_get_pages_alloc2(iter, &pages, size, &offset);
 *	for (i = 0; i < nr; i++)
 *		req = create(ctx, pages[i], ...);
 *	put_array(pages, nr);
 *	kvfree(pages);
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "extract.h"

/* "struct x" out of "struct x *"; NULL if it is something else. */
static char *pointed_struct(const char *type)
{
	size_t n = strlen("struct ");

	if (!starts_with(type, "struct "))
		return NULL;
	n += strcspn(type + n, " ");
	return is_type(type + n, " *") ? xstrndup(type, n) : NULL;
}

/* What makes objects of the elements of @pages: the first that does. */
static char *find_maker(struct extract *x, const struct place *at,
			const char *pages)
{
	char *element = xasprintf("%s [", pages), *maker = NULL;
	struct range r = facts_of_file(&x->pool, call, nr_calls, at->file);

	for (size_t i = r.begin; i < r.end && !maker; i++) {
		const struct call *c = &x->pool.call[i];

		for (size_t k = 0; k < c->nr_args && !maker; k++) {
			if (!strcmp(c->at.in, at->in) &&
			    starts_with(call_arg(c, k), element))
				maker = xstrdup(c->name);
		}
	}
	free(element);
	return maker;
}

static char *find_putter(struct extract *x, const struct place *at,
			 const char *pages)
{
	struct range r = facts_of_file(&x->pool, call, nr_calls, at->file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &x->pool.call[i];
		const struct function *f = facts_function(&x->pool, at->file,
							  c->name);
		bool frees;

		if (!strcmp(c->at.in, at->in) && f && c->nr_args == 2 &&
		    !strcmp(call_arg(c, 0), pages) &&
		    puts_array(&x->pool, f, &frees) && !frees)
			return xstrdup(c->name);
	}
	return NULL;
}

/* The header or source that defines @owner ("struct x"); NULL if none does. */
static char *find_definition(const struct extract *x, const char *owner)
{
	struct strv files = { 0 };
	char *text = xasprintf("\n%s {", owner), *found = NULL;

	files_with(x, owner + strlen("struct "), &files);
	for (size_t i = 0; i < files.n && !found; i++) {
		char *path = xasprintf("%s/%s", x->survey.tree.dir,
				       files.item[i]);
		char *content = read_whole_file(path, NULL);

		if (content && strstr(content, text))
			found = xstrdup(files.item[i]);
		free(content);
		free(path);
	}
	strv_free(&files);
	free(text);
	return found;
}

static void add_file(struct plan *plan, const char *file)
{
	if (!strv_has(&plan->files, file))
		strv_add(&plan->files, file);
}

/* The maker's file, its prototype's and that of the struct. */
static void add_files(const struct extract *x, struct plan *plan,
		      const char *maker, const char *definition)
{
	struct strv files = { 0 };

	add_file(plan, facts_function(&x->pool, "", maker)->at.file);
	add_file(plan, definition);
	files_with(x, maker, &files);
	for (size_t i = 0; i < files.n; i++) {
		if (ends_with(files.item[i], ".h"))
			add_file(plan, files.item[i]);
	}
	strv_free(&files);
}

/* All functions of the file that take pages for the same maker. */
static void add_functions(const struct extract *x, const struct taking *t,
			  struct plan *plan, const char *maker)
{
	char *list = names_add(NULL, t->call->at.in);

	for (size_t i = 0; i < x->nr_takings; i++) {
		const struct call *c = x->taking[i].call;

		if (strcmp(c->at.file, t->call->at.file) ||
		    strcmp(c->name, t->call->name) ||
		    strv_has(&plan->functions, c->at.in) ||
		    !count_calls(&x->pool, c->at.file, c->at.in, maker))
			continue;
		strv_add(&plan->functions, c->at.in);
		list = names_add(list, c->at.in);
	}
	plan_value(plan, "FUNCTIONS", list);
	free(list);
}

static char *make_plan(struct extract *x, const struct taking *t,
		       struct plan *plan, const char *maker,
		       const char *putter)
{
	static const char *const names[] = {
		"moved", "nr_moved", "handed_over", NULL
	};
	const struct function *f = facts_function(&x->pool, "", maker);
	char *owner = pointed_struct(f->type), *definition;

	if (!owner)
		return xasprintf("%s() makes nothing that could own a pin",
				 maker);
	definition = find_definition(x, owner);
	if (definition) {
		plan_begin(x, t, plan);
		add_files(x, plan, maker, definition);
		plan_value(plan, "OWNER", owner + strlen("struct "));
		plan_value(plan, "CREATE", maker);
		plan_value(plan, "PUTTERS", putter);
		plan_value(plan, "MOVED", unused_name(x, &t->call->at, names));
		add_functions(x, t, plan, maker);
		plan->adds_pins = true;
	}
	free(definition);
	free(owner);
	return definition ? NULL :
		xasprintf("what %s() makes is not defined", maker);
}

static char *recognise(struct extract *x, const struct taking *t,
		       struct plan *plan)
{
	const struct place *at = &t->call->at;
	const char *pages = t->pages + strlen("& ");
	char *maker, *putter, *why;

	if (!starts_with(t->pages, "& ") || t->call->nr_args != 4)
		return xstrdup("");
	pool_file(x, at->file);
	maker = find_maker(x, at, pages);
	putter = find_putter(x, at, pages);
	if (!maker || !putter)
		why = xstrdup("");
	else if (!pool_function(x, maker))
		why = xasprintf("%s() is not defined", maker);
	else if (!pool_function(x, ADD_PIN))
		why = xstrdup("this tree has no " ADD_PIN "(), by which pins "
			      "are shared");
	else
		why = make_plan(x, t, plan, maker, putter);
	free(maker);
	free(putter);
	return why;
}

/* The function that gives the object its page, and is told of the pin. */
static const struct function *find_taker(const struct plan *plan,
					 const struct facts *after)
{
	char *type = xasprintf("struct %s *", plan_get(plan, "OWNER"));
	const struct function *taker = NULL;

	for (size_t i = 0; i < after->nr_functions && !taker; i++) {
		const struct function *f = &after->function[i];

		if (f->nr_params == 3 && is_type(f->param[0].type, type) &&
		    !strcmp(f->param[2].name, plan_get(plan, "FLAG")))
			taker = f;
	}
	free(type);
	return taker;
}

/* The member that the taker puts the page into. */
static char *page_member(const struct facts *after,
			 const struct function *taker)
{
	struct range r = facts_of_file(after, assignment, nr_assignments,
				       taker->at.file);
	char *base, *member;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct assignment *a = &after->assignment[i];

		if (!strcmp(a->at.in, taker->at.in) &&
		    !strcmp(a->right, taker->param[1].name) &&
		    expr_split_member(a->left, &base, &member)) {
			free(base);
			return member;
		}
	}
	return NULL;
}

/* Does somebody else give objects pages, or let go of those they have? */
static const char *other_user(const struct facts *facts,
			      const struct function *taker,
			      const char *member)
{
	for (size_t i = 0; i < facts->nr_assignments; i++) {
		const struct assignment *a = &facts->assignment[i];

		if (expr_mentions(a->left, member) &&
		    ends_with(a->left, member) && !expr_is_false(a->right) &&
		    strcmp(a->at.in, taker->at.in))
			return a->at.in;
		if (expr_is_name(a->left) && expr_mentions(a->right, member) &&
		    count_calls(facts, a->at.file, a->at.in, "get_page"))
			return a->at.in;
	}
	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];

		if (puts_reference(c) && expr_mentions(call_arg(c, 0), member))
			return c->at.in;
	}
	return NULL;
}

/* Nobody beyond the files of the plan may touch the page of an object. */
static char *check_member(struct extract *x, const struct plan *plan,
			  const struct facts *after,
			  const struct function *taker, const char *member)
{
	const char *other = other_user(after, taker, member);
	struct strv files = { 0 }, rest = { 0 };
	struct facts more;
	char *why = NULL;

	files_with(x, member, &files);
	for (size_t i = 0; i < files.n; i++) {
		if (!strv_has(&plan->files, files.item[i]))
			strv_add(&rest, files.item[i]);
	}
	facts_init(&more);
	if (rest.n && read_facts_of(x->survey.tree.dir, &rest, &more))
		why = xasprintf("not every user of %s could be read", member);
	if (!other)
		other = other_user(&more, taker, member);
	if (!why && other)
		why = xasprintf("%s() uses %s in a way that diopin does not "
				"know", other, member);
	facts_free(&more);
	strv_free(&files);
	strv_free(&rest);
	return why;
}

static char *check(struct extract *x, const struct plan *plan,
		   const struct facts *after)
{
	const struct function *taker = find_taker(plan, after);
	const char *put = plan_get(plan, "PUTTERS");
	const char *maker = plan_get(plan, "CREATE");
	char *member, *why;
	size_t unpins = 0;

	if (!taker)
		return xasprintf("what %s() does with a page is not known",
				 maker);
	if (!is_private(x, plan, maker) || !is_private(x, plan, put))
		return xasprintf("%s() or %s() is called from other files",
				 maker, put);
	for (size_t i = 0; i < after->nr_calls; i++) {
		const struct call *c = &after->call[i];

		unpins += !strcmp(c->name, "unpin_user_page") &&
			strcmp(c->at.in, put) &&
			stands_under(after, &c->at, plan_get(plan, "FLAG"));
		if (!strcmp(c->name, put) &&
		    !stands_under(after, &c->at, plan_get(plan, "FLAG")))
			return xasprintf("%s() puts pages in a way that diopin "
					 "does not know", c->at.in);
	}
	member = page_member(after, taker);
	if (unpins != 1 || !member ||
	    count_calls(after, taker->at.file, taker->at.in, "get_page"))
		why = xasprintf("where an object of %s() lets go of its page "
				"is not known", maker);
	else
		why = check_member(x, plan, after, taker, member);
	free(member);
	return why;
}

const struct shape object_shape = {
	.name = "object",
	.summary = "move to objects that are made of them",
	.recognise = recognise,
	.check = check,
};
