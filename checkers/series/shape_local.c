// SPDX-License-Identifier: GPL-2.0-only
/*
 * Shape: pages are let go of in the function that takes them.
 *
 *	n = iov_iter_get_pages2(iter, pages, size, max, &offset);
 *	copy(pages);
 *	for (i = 0; i < nr; i++)
 *		put_page(pages[i]);
 */
#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../lex/expr.h"
#include "../rules/api.h"
#include "extract.h"

/* Does a call only look at the pages? */
static bool only_looks(const char *name)
{
	return api_has_role(name, ROLE_BORROW | ROLE_DIRTY) &&
		!api_has_role(name, ROLE_SHARE | ROLE_MOVE);
}

/* Is an expression what such a call returns? */
static bool is_look(const char *text)
{
	size_t n = strcspn(text, " ");
	char *name = xstrndup(text, n);
	bool is = starts_with(text + n, " (") && only_looks(name);

	free(name);
	return is;
}

/* Does a function only look at what @word stands for in it? */
static bool function_only_looks(const struct facts *facts,
				const struct function *f, const char *word)
{
	struct range r = facts_of_file(facts, call, nr_calls, f->at.file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		for (size_t k = 0; k < c->nr_args; k++) {
			if (!strcmp(c->at.in, f->at.in) &&
			    expr_mentions(c->arg[k].expr, word) &&
			    !only_looks(c->name))
				return false;
		}
	}
	r = facts_of_file(facts, assignment, nr_assignments, f->at.file);
	for (size_t i = r.begin; i < r.end; i++) {
		const struct assignment *a = &facts->assignment[i];

		if (!strcmp(a->at.in, f->at.in) &&
		    expr_mentions(a->right, word) && !is_look(a->right))
			return false;
	}
	return true;
}

/* The parameter that argument @k goes to, or the member that has the pages. */
static const char *word_in(const struct function *f, const char *member,
			   size_t k)
{
	if (*member)
		return member;
	return k < f->nr_params ? f->param[k].name : "";
}

/* May the call get the array, or the struct that has it as @member? */
static bool may_have(struct extract *x, const char *name, size_t k,
		     const char *member)
{
	const struct function *f;

	if (only_looks(name))
		return true;
	if (!pool_function(x, name))
		return false;
	f = facts_function(&x->pool, "", name);
	return function_only_looks(&x->pool, f, word_in(f, member, k));
}

/* Memory that a local array is made of, or nothing: no other name of it. */
static bool is_fresh(const char *value)
{
	return strstr(value, "alloc") || !strcmp(value, "NULL");
}

/*
 * Add the locals that one page, or the array, is known by as well.  Returns
 * where else it can be found: what it is stored in or lies in, as quoted; NULL
 * if nowhere.
 */
static const char *find_names(const struct extract *x, const struct taking *t,
			      struct strv *names)
{
	const struct facts *facts = &x->survey.facts;
	const struct place *at = &t->call->at;
	struct range r = facts_of_file(facts, assignment, nr_assignments,
				       at->file);
	size_t before;

	do {
		before = names->n;
		for (size_t i = r.begin; i < r.end; i++) {
			const struct assignment *a = &facts->assignment[i];
			bool plain = expr_is_name(a->left);

			if (strcmp(a->at.in, at->in) ||
			    (plain && !strchr(type_of_local(facts, at, a->left),
					      '*')))
				continue;
			if (!strcmp(a->left, t->pages) && !is_fresh(a->right))
				return a->right;
			if (!text_mentions_any(a->right, names) ||
			    is_look(a->right) || strv_has(names, a->left))
				continue;
			if (!plain)
				return a->left;
			strv_add(names, a->left);
		}
	} while (names->n > before);
	return NULL;
}

/* Who else gets the pages in this function: a name, NULL if nobody keeps. */
static char *find_keeper(struct extract *x, const struct taking *t,
			 const struct strv *names)
{
	char *base = NULL, *member = NULL, *keeper = NULL;
	struct range r;

	if (!expr_split_member(t->pages, &base, &member)) {
		base = xstrdup(t->pages);
		member = xstrdup("");
	}
	r = facts_of_file(&x->survey.facts, call, nr_calls, t->call->at.file);
	for (size_t i = r.begin; i < r.end && !keeper; i++) {
		const struct call *c = &x->survey.facts.call[i];

		if (strcmp(c->at.in, t->call->at.in) ||
		    !strcmp(c->name, t->call->name) || puts_reference(c))
			continue;
		for (size_t k = 0; k < c->nr_args && !keeper; k++) {
			if ((expr_mentions(c->arg[k].expr, base) ||
			     text_mentions_any(c->arg[k].expr, names)) &&
			    !may_have(x, c->name, k, member))
				keeper = xstrdup(c->name);
		}
	}
	free(base);
	free(member);
	return keeper;
}

static bool puts_element(const struct extract *x, const struct taking *t)
{
	const struct facts *facts = &x->survey.facts;
	struct range r = facts_of_file(facts, call, nr_calls,
				       t->call->at.file);
	char *element = xasprintf("%s [", t->pages);
	bool puts = false;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		puts |= !strcmp(c->at.in, t->call->at.in) &&
			puts_reference(c) &&
			starts_with(call_arg(c, 0), element);
	}
	free(element);
	return puts;
}

static char *recognise(struct extract *x, const struct taking *t,
		       struct plan *plan)
{
	struct strv names = { 0 };
	const char *place;
	char *keeper;

	if (t->call->nr_args != 5 || !expr_is_name(t->iter) ||
	    !puts_element(x, t))
		return xstrdup("");
	strv_add(&names, t->pages);
	place = find_names(x, t, &names);
	keeper = place ? xstrdup(place) : find_keeper(x, t, &names);
	strv_free(&names);
	if (keeper) {
		char *why = xasprintf("%s%s may keep the pages beyond %s(), "
				      "which puts them", keeper,
				      place ? "" : "()", t->call->at.in);

		free(keeper);
		return why;
	}
	pool_file(x, t->call->at.file);
	plan_begin(x, t, plan);
	plan_pointer(x, t, plan);
	return NULL;
}

static char *check(struct extract *x, const struct plan *plan,
		   const struct facts *after)
{
	struct range r = facts_of_file(after, call, nr_calls,
				       plan->files.item[0]);

	(void)x;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &after->call[i];

		if (strcmp(c->at.in, plan->functions.item[0]))
			continue;
		if (puts_reference(c) ||
		    (!strcmp(c->name, "unpin_user_page") &&
		     !stands_under(after, &c->at, plan_get(plan, "FLAG"))))
			return xasprintf("%s() lets go of pages in a way that "
					 "diopin does not know", c->at.in);
	}
	return NULL;
}

const struct shape local_shape = {
	.name = "local",
	.summary = "are let go of in the function that takes them",
	.recognise = recognise,
	.check = check,
};
