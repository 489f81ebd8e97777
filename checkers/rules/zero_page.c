// SPDX-License-Identifier: GPL-2.0-only
/*
 * zero-page: a reference on the page of zeroes that nobody drops.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../join/flow.h"
#include "../lex/expr.h"
#include "api.h"
#include "container.h"
#include "rule.h"

#define RULE "zero-page"

/* What takes a reference on a page or folio, its first argument. */
static const char *const getters[] = {
	"get_page", "folio_get", "try_get_page", "folio_try_get",
	"page_ref_inc", "page_ref_add", "folio_ref_inc", "folio_ref_add",
};

/* What puts a page or folio, its second argument, into a bio. */
static const char *const adders[] = {
	"bio_add_page", "__bio_add_page", "bio_add_pc_page", "bio_add_hw_page",
	"bio_add_folio", "bio_add_folio_nofail",
};

static const struct call *call_at(const struct survey *survey, size_t i)
{
	return &survey->facts.call[i];
}

/*
 * Do bios remember pins, and let go of nothing else?  A tree that says so has
 * the flag in what the engines saw.
 */
static bool bios_remember_pins(const struct survey *survey)
{
	bool pins = false, refs = false;

	for (size_t i = 0; i < survey->facts.nr_calls; i++) {
		const char *flag = call_arg(call_at(survey, i), 1);

		pins |= !strcmp(flag, "BIO_PAGE_PINNED");
		refs |= !strcmp(flag, "BIO_NO_PAGE_REF");
	}
	return pins && !refs;
}

/* ZERO_PAGE(), is_zero_folio() is not, what gives a zero folio. */
static bool gives_zeroes(const char *text)
{
	struct expr e = expr_parse(text);
	bool found = false;

	for (size_t i = 0; i < e.n; i++) {
		const struct expr_token *t = &e.token[i];

		if (t->kind != TOKEN_NAME || !t->called || is_lens(t->text))
			continue;
		found = !strcmp(t->text, "ZERO_PAGE") ||
			(ends_with(t->text, "_zero_folio") &&
			 !starts_with(t->text, "is_"));
		break;
	}
	expr_free(&e);
	return found;
}

/* Pages that are allocated to be zero, and stay so if all of a file share them. */
static bool allocates_zeroes(const char *text)
{
	return (starts_with(text, "alloc_page") ||
		starts_with(text, "folio_alloc")) &&
		text_mentions(text, "__GFP_ZERO");
}

/*
 * Is @root set, in @function of @file or anywhere in the file, to zeroes and to
 * nothing else?
 */
static bool is_set_to_zeroes(const struct survey *survey, const char *file,
			     const char *function, const char *root)
{
	const struct facts *facts = &survey->facts;
	struct range r = facts_of_file(facts, assignment, nr_assignments, file);
	bool zeroes = false;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct assignment *a = &facts->assignment[i];
		char *left = root_of(a->left);
		bool other = strcmp(left, root) || strcmp(a->op, "=") ||
			(function && strcmp(a->at.in, function));

		free(left);
		if (other || expr_is_false(a->right))
			continue;
		if (!gives_zeroes(a->right) &&
		    (function || !allocates_zeroes(a->right)))
			return false;
		zeroes = true;
	}
	/* "folio = largest_zero_folio()" is a call with a result. */
	r = facts_of_file(facts, call, nr_calls, file);
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = call_at(survey, i);

		if (strcmp(c->result, root) ||
		    (function && strcmp(c->at.in, function)))
			continue;
		if (ends_with(c->name, "_zero_folio") ||
		    !strcmp(c->name, "ZERO_PAGE"))
			zeroes = true;
		else if (function || !starts_with(c->name, "alloc_page"))
			return false;
	}
	return zeroes;
}

/* Is the page on which a reference is taken one of zeroes? */
static bool is_zeroes(const struct survey *survey, const struct call *get,
		      const char *root)
{
	const struct place *at = &get->at;

	if (gives_zeroes(call_arg(get, 0)))
		return true;
	if (!*root)
		return false;
	if (!is_local(&survey->facts, at, root))
		return expr_is_name(root) &&
			is_set_to_zeroes(survey, at->file, NULL, root);
	return is_set_to_zeroes(survey, at->file, at->in, root);
}

static bool lets_go_of_ref(const struct call *call)
{
	const struct api *api = api_find(call->name);

	return starts_with(call->name, "__free_page") ||
		(api && (api->roles & ROLE_RELEASE) && api->hold == HOLD_REF);
}

static bool has_bio(const struct function *f)
{
	for (size_t i = 0; f && i < f->nr_params; i++) {
		if (starts_with(f->param[i].type, "struct bio *"))
			return true;
	}
	return false;
}

/* How the pages of a file are let go of. */
struct releases {
	bool unpins;
	bool puts;		/* any references */
	bool puts_in_bio;	/* in a function that is given a bio */
	bool puts_this;		/* this very page */
};

static struct releases releases_of(const struct survey *survey,
				   const struct call *get, const char *root)
{
	const struct facts *facts = &survey->facts;
	struct range r = facts_of_file(facts, call, nr_calls, get->at.file);
	bool shared = !is_local(facts, &get->at, root);
	struct releases rel = { 0 };

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = call_at(survey, i);
		char *other;

		rel.unpins |= starts_with(c->name, "unpin_user_") ||
			!strcmp(c->name, "bio_release_pages");
		if (!lets_go_of_ref(c))
			continue;
		rel.puts = true;
		rel.puts_in_bio |= has_bio(facts_function(facts, c->at.file,
							  c->at.in));
		other = root_of(call_arg(c, 0));
		rel.puts_this |= (!strcmp(other, root) ||
				  gives_zeroes(call_arg(c, 0))) &&
			(shared || !strcmp(c->at.in, get->at.in));
		free(other);
	}
	return rel;
}

/* The call that puts the page into a bio, in the function around @get. */
static const struct call *added_to_bio(const struct survey *survey,
				       const struct call *get,
				       const char *root)
{
	const struct facts *facts = &survey->facts;
	struct range r = facts_of_file(facts, call, nr_calls, get->at.file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = call_at(survey, i);
		char *added;
		bool same;

		if (strcmp(c->at.in, get->at.in) ||
		    !is_one_of(c->name, adders))
			continue;
		added = root_of(call_arg(c, 1));
		same = (*root && !strcmp(added, root)) ||
			gives_zeroes(call_arg(c, 1));
		free(added);
		if (same)
			return c;
	}
	return NULL;
}

static void look_at(const struct survey *survey, const struct call *get,
		    struct records *records)
{
	char *root = root_of(call_arg(get, 0));
	const struct call *added;
	struct releases rel;
	struct record *r;
	char *page;

	if (!is_zeroes(survey, get, root))
		goto out;
	rel = releases_of(survey, get, root);
	added = added_to_bio(survey, get, root);
	if (rel.puts_this || (added ? rel.puts_in_bio : rel.puts || !rel.unpins))
		goto out;
	page = expr_pretty(call_arg(get, 0));
	r = finding_add(records, RULE, "error", &get->at, page,
			"%s() takes a reference on the zero page %s that "
			"nothing drops", get->name, page);
	finding_step(r, &get->at, "%s() takes the reference", get->name);
	if (added)
		finding_step(r, &added->at, "%s() puts the page into a bio, "
			     "whose release drops pins only", added->name);
	free(page);
out:
	free(root);
}

static void find(const struct survey *survey, struct records *records)
{
	if (!bios_remember_pins(survey))
		return;
	for (size_t i = 0; i < survey->facts.nr_calls; i++) {
		const struct call *c = call_at(survey, i);

		if (is_one_of(c->name, getters))
			look_at(survey, c, records);
	}
}

const struct rule zero_page_rule = {
	.name = RULE,
	.summary = "a reference on the zero page that nothing drops",
	.explain =
"The zero page is never pinned, and unpinning it does nothing: it needs no\n"
"hold at all.  Since bios drop only pins, and only if they are flagged to\n"
"have them (6.5), a reference taken on it before it goes into a bio, or among\n"
"pages that are unpinned, is never dropped; its counter overflows at last.\n"
"\n"
"Example:\n"
"	get_page(ZERO_PAGE(0));				<- nobody puts it\n"
"	__bio_add_page(bio, ZERO_PAGE(0), len, 0);\n"
"\n"
"Fix: do not take it.\n"
"\n"
"Limits: the zero page is ZERO_PAGE(), a zero folio, or a page that one file\n"
"allocates zeroed and shares.  On trees whose bios put references (before\n"
"6.5) the reference is right, and nothing is said.\n",
	.finds = true,
	.find = find,
};
