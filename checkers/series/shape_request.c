// SPDX-License-Identifier: GPL-2.0-only
/*
 * Shape: user pages are put into the scatterlist of a request, and let go of in
 * functions that have the iterator or the request.
 *
 *	n = iov_iter_get_pages2(iter, pages, size, max, &offset);
 *	sg_set_page(sg, pages[i], length, offset);
 *	if (req->copied)
 *		__free_page(sg_page(sg));
 *	else
 *		put_page(sg_page(sg));
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "extract.h"

static const char *const user_makers[] = {
	"iov_iter_init", "iov_iter_ubuf", "import_ubuf", "import_iovec",
	"import_single_range",
};

static const char *const kernel_makers[] = {
	"iov_iter_kvec", "iov_iter_bvec", "iov_iter_xarray",
	"iov_iter_folio_queue", "iov_iter_discard",
};

/*
 * One flag for all pages of a request will do only if they are all of one
 * kind: whoever makes iterators here makes them of user memory.
 */
static bool all_iterators_are_users(const struct facts *facts,
				    const char *file)
{
	struct range r = facts_of_file(facts, call, nr_calls, file);
	size_t user = 0;

	for (size_t i = r.begin; i < r.end; i++) {
		if (is_one_of(facts->call[i].name, kernel_makers))
			return false;
		user += is_one_of(facts->call[i].name, user_makers);
	}
	return user;
}

/* Does a variable hold nothing but pages out of a scatterlist? */
static bool comes_from_list(const struct facts *facts, const struct place *in,
			    const char *name)
{
	struct range r = facts_of_file(facts, assignment, nr_assignments,
				       in->file);
	size_t n = 0;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct assignment *a = &facts->assignment[i];

		if (strcmp(a->at.in, in->in) || strcmp(a->left, name))
			continue;
		if (!starts_with(a->right, "sg_page ("))
			return false;
		n++;
	}
	return n;
}

/* The function that puts another page than one of the list; NULL: none. */
static const char *find_stranger(const struct facts *facts,
				 const struct taking *t)
{
	struct range r = facts_of_file(facts, call, nr_calls,
				       t->call->at.file);
	char *element = xasprintf("%s [", t->pages);
	const char *stranger = NULL;

	for (size_t i = r.begin; i < r.end && !stranger; i++) {
		const struct call *c = &facts->call[i];
		const char *page = call_arg(c, 0);

		if (puts_reference(c) && !starts_with(page, "sg_page (") &&
		    !(starts_with(page, element) &&
		      !strcmp(c->at.in, t->call->at.in)) &&
		    !comes_from_list(facts, &c->at, page))
			stranger = c->at.in;
	}
	free(element);
	return stranger;
}

/* Does a function that puts pages have a local of that type? */
static bool is_owner(const struct facts *facts, const char *file,
		     const char *type)
{
	struct range r = facts_of_file(facts, declaration, nr_declarations,
				       file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct declaration *d = &facts->declaration[i];

		if (*d->at.in && is_type(d->type, type) &&
		    count_calls(facts, file, d->at.in, "put_page"))
			return true;
	}
	return false;
}

/* The struct that is the request: its bare name, NULL if none or two are. */
static char *find_owner(const struct extract *x, const struct function *f)
{
	char *owner = NULL;

	for (size_t i = 0; i < f->nr_params; i++) {
		const char *type = f->param[i].type;
		char *name = struct_name(type);

		if (!name || !defines_struct(x, f->at.file, name) ||
		    !is_owner(&x->pool, f->at.file, type)) {
			free(name);
			continue;
		}
		if (owner) {
			free(owner);
			free(name);
			return NULL;
		}
		owner = name;
	}
	return owner;
}

static char *recognise(struct extract *x, const struct taking *t,
		       struct plan *plan)
{
	const struct place *at = &t->call->at;
	const struct function *f;
	const char *stranger;
	char *owner;

	pool_file(x, at->file);
	f = facts_function(&x->pool, at->file, at->in);
	if (t->call->nr_args != 5 || !f ||
	    !is_type(type_of_local(&x->pool, at, t->pages),
		     "struct page * *") ||
	    !count_calls(&x->pool, at->file, at->in, "sg_set_page"))
		return xstrdup("");
	if (!all_iterators_are_users(&x->pool, at->file))
		return xstrdup("not all iterators are of user memory");
	stranger = find_stranger(&x->pool, t);
	if (stranger)
		return xasprintf("%s() puts a page that may be another's",
				 stranger);
	owner = find_owner(x, f);
	if (!owner)
		return xstrdup("which struct is the request cannot be told");
	plan_begin(x, t, plan);
	plan_value(plan, "OWNER", owner);
	free(owner);
	return NULL;
}

static char *check(struct extract *x, const struct plan *plan,
		   const struct facts *after)
{
	struct range r = facts_of_file(after, call, nr_calls,
				       plan->files.item[0]);
	const char *flag = plan_get(plan, "FLAG");
	size_t unpins = 0;

	if (!is_private(x, plan, plan->functions.item[0]))
		return xasprintf("%s() is called from other files",
				 plan->functions.item[0]);
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &after->call[i];
		bool unpin = !strcmp(c->name, "unpin_user_page");

		if (puts_reference(c) ||
		    (unpin && !stands_under(after, &c->at, flag) &&
		     !stands_under(after, &c->at, WILL_PIN)))
			return xasprintf("%s() has neither the iterator nor "
					 "the request, so it cannot tell "
					 "whether to unpin", c->at.in);
		unpins += unpin;
	}
	return unpins ? NULL : xstrdup("nobody lets go of the pages");
}

const struct shape request_shape = {
	.name = "request",
	.summary = "are in the scatterlist of a request",
	.recognise = recognise,
	.check = check,
};
