// SPDX-License-Identifier: GPL-2.0-only
/*
 * Shape: pages are put into a bio, which is let go of with its pages.
 *
 *	size = iov_iter_get_pages2(iter, pages, max, nr, &offset);
 *	bio_add_page(bio, pages[i], length, offset);
 *	while (i < nr)
 *		put_page(pages[i++]);
 *
 * The bio remembers that its pages are pinned by the flag that the tree's
 * bio_release_pages() asks for.
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "bio_flag.h"

/* The one bio that a function has, NULL if it has none or several. */
static const char *bio_of(const struct facts *facts, const struct function *f)
{
	struct range r = facts_of_file(facts, declaration, nr_declarations,
				       f->at.file);
	const char *bio = NULL;
	size_t n = 0;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct declaration *d = &facts->declaration[i];

		if (!strcmp(d->at.in, f->at.in) &&
		    is_type(d->type, "struct bio *")) {
			bio = d->name;
			n++;
		}
	}
	for (size_t i = 0; i < f->nr_params; i++) {
		if (is_type(f->param[i].type, "struct bio *")) {
			bio = f->param[i].name;
			n++;
		}
	}
	return n == 1 ? bio : NULL;
}

static bool has_arg(const struct call *c, const char *expr)
{
	for (size_t i = 0; i < c->nr_args; i++) {
		if (!strcmp(c->arg[i].expr, expr))
			return true;
	}
	return false;
}

/* Is it an element of @pages, or a local that is one? */
static bool is_element(const struct facts *facts, const struct place *in,
		       const char *text, const char *pages)
{
	char *element = xasprintf("%s [", pages);
	struct range r = facts_of_file(facts, assignment, nr_assignments,
				       in->file);
	bool is = starts_with(text, element);

	for (size_t i = r.begin; i < r.end && !is; i++) {
		const struct assignment *a = &facts->assignment[i];

		is = !strcmp(a->at.in, in->in) && !strcmp(a->left, text) &&
			starts_with(a->right, element);
	}
	free(element);
	return is;
}

/* Does the call give the bio one of the pages? */
static bool adds_page(const struct facts *facts, const struct call *c,
		      const char *bio, const char *pages)
{
	if (!has_arg(c, bio))
		return false;
	for (size_t i = 0; i < c->nr_args; i++) {
		if (is_element(facts, &c->at, c->arg[i].expr, pages))
			return true;
	}
	return false;
}

/*
 * The functions of the file that add pages to the bio and put what they need
 * not keep, besides the one that takes them; as names_add() lists them.
 * @first: the first of all in the file.  NULL if no page goes into the bio.
 */
static char *find_adders(struct extract *x, const struct taking *t,
			 const char *bio, const struct function **first)
{
	const struct place *at = &t->call->at;
	struct range r = facts_of_file(&x->pool, call, nr_calls, at->file);
	const char *pages = starts_with(t->pages, "& ") ? t->pages + 2 :
		t->pages;
	struct strv seen = { 0 };
	char *list = names_add(NULL, at->in);
	bool adds = false;

	*first = facts_function(&x->pool, at->file, at->in);
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &x->pool.call[i];
		const struct function *f;

		if (strcmp(c->at.in, at->in) ||
		    !adds_page(&x->pool, c, bio, pages))
			continue;
		adds = true;
		f = facts_function(&x->pool, at->file, c->name);
		if (!f || strv_has(&seen, c->name) ||
		    !count_calls(&x->pool, at->file, c->name, "put_page"))
			continue;
		strv_add(&seen, c->name);
		if (f->at.line < (*first)->at.line)
			*first = f;
		list = names_add(list, c->name);
	}
	strv_free(&seen);
	if (!adds) {
		free(list);
		list = NULL;
	}
	return list;
}

static void fill(struct extract *x, const struct taking *t, struct plan *plan,
		 const struct bio_flag *flag, const struct function *first)
{
	static const char *const names[] = {
		"bio_release_page", "bio_unpin_page", NULL
	};

	plan_begin(x, t, plan);
	if (strcmp(flag->release->at.file, t->call->at.file))
		strv_add(&plan->files, flag->release->at.file);
	plan_value(plan, "ITER", t->iter);
	plan_value(plan, "PINNED", flag->name);
	plan_value(plan, "RELEASE", flag->release->at.in);
	plan_value(plan, "FIRST", first->at.in);
	plan_value(plan, "LET_GO", plan_unused_name(x, plan, names));
}

static char *recognise(struct extract *x, const struct taking *t,
		       struct plan *plan)
{
	const struct place *at = &t->call->at;
	const struct function *f, *first;
	struct bio_flag flag;
	const char *bio;
	char *adders, *why;

	pool_file(x, at->file);
	f = facts_function(&x->pool, at->file, at->in);
	bio = f ? bio_of(&x->pool, f) : NULL;
	if (!bio || !expr_is_name(t->iter))
		return xstrdup("");
	why = bio_flag_find(x, &flag);
	adders = why ? NULL : find_adders(x, t, bio, &first);
	if (!why && !adders)
		why = xstrdup("");
	if (!why) {
		fill(x, t, plan, &flag, first);
		plan_value(plan, "BIO", bio);
		plan_value(plan, "ADDERS", adders);
	}
	free(adders);
	return why;
}

/* Is the bio told in @function that its pages are pinned, if they are? */
static bool tells_bio(const struct plan *plan, const struct facts *after,
		      const char *function)
{
	struct range r = facts_of_file(after, call, nr_calls,
				       plan->files.item[0]);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &after->call[i];

		if (!strcmp(c->name, BIO_SET_FLAG) &&
		    !strcmp(c->at.in, function) &&
		    !strcmp(call_arg(c, 1), plan_get(plan, "PINNED")) &&
		    stands_under(after, &c->at, WILL_PIN))
			return true;
	}
	return false;
}

static char *check(struct extract *x, const struct plan *plan,
		   const struct facts *after)
{
	const char *function = plan->functions.item[0];
	struct range r = facts_of_file(after, call, nr_calls,
				       plan->files.item[0]);

	(void)x;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &after->call[i];

		if (puts_reference(c) &&
		    expr_mentions(plan_get(plan, "ADDERS"), c->at.in))
			return xasprintf("%s() lets go of a page in a way that "
					 "diopin does not know", c->at.in);
	}
	if (!tells_bio(plan, after, function))
		return xasprintf("%s() has no place where the bio could be "
				 "told that its pages are pinned", function);
	return bio_flag_check(after, plan_get(plan, "RELEASE"));
}

const struct shape bio_shape = {
	.name = "bio",
	.summary = "are put into a bio",
	.recognise = recognise,
	.check = check,
};
