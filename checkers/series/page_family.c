// SPDX-License-Identifier: GPL-2.0-only
/*
 * Are the pages that a file handles all out of one array?  See page_family.h.
 */
#include "page_family.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"

/* "x -> member [ i ]" */
static bool is_element(const char *expr, const char *member)
{
	const char *bracket = strstr(expr, " [");
	char *array = bracket ? xstrndup(expr, bracket - expr) : NULL;
	char *base = NULL, *name = NULL;
	bool is = array && expr_split_member(array, &base, &name) &&
		!strcmp(name, member);

	free(base);
	free(name);
	free(array);
	return is;
}

/* The name of the function, if @expr is nothing but a call of it. */
static char *called(const char *expr)
{
	size_t n = strcspn(expr, " ");
	char *name = xstrndup(expr, n);

	if (expr_is_name(name) && starts_with(expr + n, " (") &&
	    ends_with(expr, ")"))
		return name;
	free(name);
	return NULL;
}

/* No page, or an error in place of one. */
static bool is_none(const char *expr)
{
	return expr_is_false(expr) || starts_with(expr, "ERR_PTR (") ||
		starts_with(expr, "ERR_CAST (");
}

static bool is_member(const char *expr, const char *member)
{
	char *base = NULL, *name = NULL;
	bool is = expr_split_member(expr, &base, &name) &&
		!strcmp(name, member);

	free(base);
	free(name);
	return is;
}

/* Is all that is stored in a local, or in a member of that name, such a page? */
static bool assigned(struct page_family *family, const char *in,
		     const char *name, size_t *sources)
{
	struct range r = facts_of_file(family->facts, assignment,
				       nr_assignments, family->file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct assignment *a = &family->facts->assignment[i];

		if (in ? strcmp(a->at.in, in) || strcmp(a->left, name) :
		    !is_member(a->left, name))
			continue;
		if (is_none(a->right))
			continue;
		if (!family_has(family, a->at.in, a->right))
			return false;
		++*sources;
	}
	return true;
}

/* Is it what the callers, all of them in the file, pass for a parameter? */
static bool passed(struct page_family *family, const char *in,
		   const char *name, size_t *sources)
{
	const struct function *f = facts_function(family->facts, family->file,
						  in);
	struct range r = facts_of_file(family->facts, call, nr_calls,
				       family->file);
	size_t k = 0;

	while (f && k < f->nr_params && strcmp(f->param[k].name, name))
		k++;
	if (!f || k == f->nr_params)
		return true;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &family->facts->call[i];

		if (strcmp(c->name, in))
			continue;
		if (!family_has(family, c->at.in, call_arg(c, k)))
			return false;
		++*sources;
	}
	return true;
}

static bool returned(struct page_family *family, const char *function,
		     size_t *sources)
{
	struct range r = facts_of_file(family->facts, jump, nr_jumps,
				       family->file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct jump *j = &family->facts->jump[i];

		if (j->is_goto || strcmp(j->at.in, function) ||
		    is_none(j->value))
			continue;
		if (!family_has(family, function, j->value))
			return false;
		++*sources;
	}
	return true;
}

static bool look(struct page_family *family, const char *in, const char *expr)
{
	char *name = NULL, *base = NULL, *member = NULL;
	size_t sources = 0;
	bool has = false;

	if (expr_is_name(expr))
		has = assigned(family, in, expr, &sources) &&
			passed(family, in, expr, &sources);
	else if ((name = called(expr)))
		has = returned(family, name, &sources);
	else if (expr_split_member(expr, &base, &member))
		has = assigned(family, NULL, member, &sources);
	free(name);
	free(base);
	free(member);
	return has && sources;
}

bool family_has(struct page_family *family, const char *in, const char *expr)
{
	char *question;
	bool has;

	if (is_element(expr, family->member) ||
	    starts_with(expr, "ZERO_PAGE ("))
		return true;
	/* What goes round in a circle is what came into it. */
	question = xasprintf("%s: %s", in, expr);
	has = strv_has(&family->asked, question);
	if (!has) {
		strv_add(&family->asked, question);
		has = look(family, in, expr);
	}
	free(question);
	return has;
}
