// SPDX-License-Identifier: GPL-2.0-only
/*
 * Shape: pages are kept in an array of a request, which lets go of them one by
 * one; a bio that gets one takes a reference of its own.
 *
 *	n = iov_iter_get_pages2(iter, req->pages, size, max, &offset);
 *	bio_add_page(bio, page, length, offset);
 *	get_page(page);
 *	put_page(page);
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "../rules/api.h"
#include "bio_flag.h"
#include "page_family.h"

/* What the semantic patch is to know of the file. */
struct kept {
	const struct facts *facts;
	const char *file;
	char *owner;		/* type of the request: "x" of struct x */
	char *type;		/* "struct x *" */
	char *name;		/* its name in the function that takes pages */
	char *member;		/* its array */
	char *lacking;		/* functions that must be given it; NULL: none */
	const char *first;	/* of the functions that let go or share */
	int first_line;
	const char *maker;	/* that makes it and has the iterator */
	bool shares;		/* does anybody take a reference on a page? */
};

static void kept_free(struct kept *k)
{
	free(k->owner);
	free(k->type);
	free(k->name);
	free(k->member);
	free(k->lacking);
}

static bool has_request(const struct kept *k, const char *function)
{
	const struct function *f = facts_function(k->facts, k->file, function);
	struct range r = facts_of_file(k->facts, declaration, nr_declarations,
				       k->file);

	for (size_t i = 0; f && i < f->nr_params; i++) {
		if (is_type(f->param[i].type, k->type))
			return true;
	}
	for (size_t i = r.begin; i < r.end; i++) {
		const struct declaration *d = &k->facts->declaration[i];

		if (!strcmp(d->at.in, function) && is_type(d->type, k->type))
			return true;
	}
	return false;
}

/* A function without the request gets it from its callers: they have it. */
static char *must_be_given(struct extract *x, struct kept *k,
			   const char *function)
{
	struct range r = facts_of_file(k->facts, call, nr_calls, k->file);

	if (k->lacking && expr_mentions(k->lacking, function))
		return NULL;
	if (!survey_is_static(&x->survey, k->file, function))
		return xasprintf("%s() lets go of a page, and has no struct %s",
				 function, k->owner);
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &k->facts->call[i];

		if (!strcmp(c->name, function) &&
		    !is_type(type_of_local(k->facts, &c->at, k->name), k->type))
			return xasprintf("%s(), which calls %s(), has no "
					 "struct %s", c->at.in, function,
					 k->owner);
	}
	k->lacking = names_add(k->lacking, function);
	return NULL;
}

static bool adds_to_bio(const char *name)
{
	return !strcmp(name, "bio_add_page") || !strcmp(name, "__bio_add_page");
}

/* May a function of another file have a page, without keeping it? */
static bool may_look(const struct call *c)
{
	return adds_to_bio(c->name) ||
		(api_has_role(c->name, ROLE_BORROW | ROLE_DIRTY) &&
		 !api_has_role(c->name, ROLE_SHARE | ROLE_MOVE));
}

static char *look_at_call(struct extract *x, struct kept *k,
			  const struct call *c, bool pages)
{
	const struct function *f = facts_function(k->facts, k->file, c->at.in);
	bool get = !strcmp(c->name, "get_page");

	if (!get && !puts_reference(c)) {
		if (pages && !may_look(c) &&
		    !facts_function(k->facts, k->file, c->name))
			return xasprintf("%s() may keep a page", c->name);
		return NULL;
	}
	if (!pages)
		return xasprintf("%s() handles a page that may be another's",
				 c->at.in);
	if (!f)
		return xstrdup("a page is let go of in a macro");
	k->shares |= get;
	if (!k->first || f->at.line < k->first_line) {
		k->first = f->at.in;
		k->first_line = f->at.line;
	}
	return has_request(k, c->at.in) ? NULL :
		must_be_given(x, k, c->at.in);
}

/* All that is done with pages in the file must be done with those. */
static char *look_at_calls(struct extract *x, struct kept *k)
{
	struct range r = facts_of_file(k->facts, call, nr_calls, k->file);
	char *why = NULL;

	for (size_t i = r.begin; i < r.end && !why; i++) {
		const struct call *c = &k->facts->call[i];
		struct page_family family = {
			.facts = k->facts, .file = k->file, .member = k->member
		};
		bool pages = false;

		for (size_t n = 0; n < c->nr_args && !pages; n++)
			pages = family_has(&family, c->at.in, call_arg(c, n));
		why = look_at_call(x, k, c, pages);
		strv_free(&family.asked);
	}
	if (!why && (!k->first || !k->shares))
		why = xstrdup("");
	return why;
}

/* Who allocates the request and has the iterator: exactly one function. */
static char *find_maker(struct kept *k)
{
	struct range r = facts_of_file(k->facts, assignment, nr_assignments,
				       k->file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct assignment *a = &k->facts->assignment[i];
		const struct function *f = facts_function(k->facts, k->file,
							  a->at.in);

		if (!strstr(a->right, "alloc") || !f || !is_type(
			type_of_local(k->facts, &a->at, a->left), k->type))
			continue;
		if (k->maker || param_of_type(f, "struct iov_iter *") < 0)
			return xasprintf("where a struct %s is made, and of "
					 "which iterator, cannot be told",
					 k->owner);
		k->maker = a->at.in;
	}
	return k->maker ? NULL : xstrdup("");
}

/* Does unpinning the page of zeroes, which nobody pins, do nothing? */
static bool unpin_spares_zeroes(struct extract *x)
{
	const struct function *unpin;
	struct range r;

	if (!pool_function(x, "unpin_user_page"))
		return false;
	unpin = facts_function(&x->pool, "", "unpin_user_page");
	r = facts_of_file(&x->pool, call, nr_calls, unpin->at.file);
	for (size_t i = r.begin; i < r.end; i++) {
		const char *inner = x->pool.call[i].name;

		if (!strcmp(x->pool.call[i].at.in, unpin->at.in) &&
		    (starts_with(inner, "is_zero_") ||
		     count_calls(&x->pool, unpin->at.file, inner,
				 "is_zero_folio") ||
		     count_calls(&x->pool, unpin->at.file, inner,
				 "is_zero_page")))
			return true;
	}
	return false;
}

static char *study(struct extract *x, const struct taking *t, struct kept *k)
{
	const struct function *f;
	char *why;

	k->facts = &x->pool;
	k->file = t->call->at.file;
	f = facts_function(k->facts, k->file, t->call->at.in);
	if (!f || !expr_split_member(t->pages, &k->name, &k->member))
		return xstrdup("");
	k->type = xstrdup(type_of_local(k->facts, &t->call->at, k->name));
	k->owner = struct_name(k->type);
	if (!k->owner || param_of_type(f, k->type) < 0 ||
	    !defines_struct(x, k->file, k->owner))
		return xstrdup("");
	why = look_at_calls(x, k);
	why = why ? why : find_maker(k);
	if (!why && count_calls(k->facts, k->file, NULL, "ZERO_PAGE") &&
	    !unpin_spares_zeroes(x))
		why = xstrdup("the page of zeroes, which nobody pins, would be "
			      "unpinned");
	return why;
}

static void fill(struct extract *x, const struct taking *t, struct plan *plan,
		 const struct kept *k, const struct bio_flag *flag)
{
	char *pin = xasprintf("%s_pin_page", k->name);
	char *unpin = xasprintf("%s_unpin_page", k->name);

	plan_begin(x, t, plan);
	plan_pointer(x, t, plan);
	if (strcmp(flag->release->at.file, k->file))
		strv_add(&plan->files, flag->release->at.file);
	plan_value(plan, "PINNED", flag->name);
	plan_value(plan, "RELEASE", flag->release->at.in);
	plan_value(plan, "OWNER", k->owner);
	plan_value(plan, "NAME", k->name);
	plan_value(plan, "MEMBER", k->member);
	plan_value(plan, "MAKER", k->maker);
	plan_value(plan, "FIRST", k->first);
	plan_value(plan, "PIN", pin);
	plan_value(plan, "UNPIN", unpin);
	plan_value(plan, "LACKING", k->lacking ? k->lacking : unpin);
	plan->adds_pins = true;
	free(unpin);
	free(pin);
}

static char *recognise(struct extract *x, const struct taking *t,
		       struct plan *plan)
{
	struct kept k = { 0 };
	struct bio_flag flag;
	char *why;

	if (t->call->nr_args != 5 || !strstr(t->pages, "->"))
		return xstrdup("");
	pool_file(x, t->call->at.file);
	if (!pool_function(x, ADD_PIN))
		return xstrdup("this tree has no " ADD_PIN "(), by which pins "
			       "are shared");
	why = bio_flag_find(x, &flag);
	why = why ? why : study(x, t, &k);
	if (!why)
		fill(x, t, plan, &k, &flag);
	kept_free(&k);
	return why;
}

/* Is every bio that is made told, in the same function, of the pins? */
static char *check_bios(const struct plan *plan, const struct facts *after)
{
	const char *file = plan->files.item[0];
	struct range r = facts_of_file(after, call, nr_calls, file);
	size_t made = 0, told = 0;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &after->call[i];

		made += starts_with(c->name, "bio_alloc");
		told += !strcmp(c->name, BIO_SET_FLAG) &&
			!strcmp(call_arg(c, 1), plan_get(plan, "PINNED")) &&
			stands_under(after, &c->at, plan_get(plan, "FLAG"));
	}
	return made && made == told ? NULL :
		xasprintf("where the bios of struct %s are made is not known",
			  plan_get(plan, "OWNER"));
}

static char *check(struct extract *x, const struct plan *plan,
		   const struct facts *after)
{
	const char *file = plan->files.item[0], *flag = plan_get(plan, "FLAG");
	struct range r = facts_of_file(after, call, nr_calls, file);
	size_t asked = 0;
	char *why;

	(void)x;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &after->call[i];

		if (puts_reference(c) || !strcmp(c->name, "get_page") ||
		    (starts_with(c->name, "unpin_user_") &&
		     !stands_under(after, &c->at, flag)))
			return xasprintf("%s() lets go of a page in a way that "
					 "diopin does not know", c->at.in);
		asked += !strcmp(c->name, WILL_PIN);
	}
	if (asked != 1)
		return xasprintf("%s() has no place to ask whether the pages "
				 "will be pinned", plan_get(plan, "MAKER"));
	why = check_bios(plan, after);
	return why ? why : bio_flag_check(after, plan_get(plan, "RELEASE"));
}

const struct shape kept_shape = {
	.name = "kept",
	.summary = "are kept in a request, and shared with its bios",
	.recognise = recognise,
	.check = check,
};
