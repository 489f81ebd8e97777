// SPDX-License-Identifier: GPL-2.0-only
/*
 * The flag by which a bio remembers that its pages are pinned: see bio_flag.h.
 */
#include "bio_flag.h"

#include <stdlib.h>
#include <string.h>

#include "../audit/release_guard.h"
#include "../lex/expr.h"

/* What lets go of many references on a folio is no interface of its own. */
static bool drops(const struct call *c)
{
	return puts_reference(c) || !strcmp(c->name, "folio_put_refs");
}

/* Only under this flag, as BIO_PAGE_PINNED; NULL if it is another condition. */
static const char *asked_flag(const struct facts *facts,
			      const struct function *release,
			      const char *condition)
{
	struct range r = facts_of_file(facts, call, nr_calls, release->at.file);

	if (!condition || !starts_with(condition, BIO_FLAGGED "("))
		return NULL;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (!strcmp(c->at.in, release->at.in) &&
		    !strcmp(c->name, BIO_FLAGGED) &&
		    expr_is_name(call_arg(c, 1)) && !strpbrk(condition, "&|"))
			return call_arg(c, 1);
	}
	return NULL;
}

/* Is any bio given that flag?  Who gives it to one that holds references? */
static bool is_given(struct extract *x, const char *flag)
{
	struct strv files = { 0 };
	bool given = false;

	files_with(x, flag, &files);
	for (size_t i = 0; i < files.n && !given; i++) {
		struct range r;

		pool_file(x, files.item[i]);
		r = facts_of_file(&x->pool, call, nr_calls, files.item[i]);
		for (size_t k = r.begin; k < r.end; k++) {
			const struct call *c = &x->pool.call[k];

			given |= !strcmp(c->name, BIO_SET_FLAG) &&
				!strcmp(call_arg(c, 1), flag);
		}
	}
	strv_free(&files);
	return given;
}

static bool puts_in(const struct facts *facts, const char *function)
{
	for (size_t i = 0; i < facts->nr_calls; i++) {
		if (!strcmp(facts->call[i].at.in, function) &&
		    drops(&facts->call[i]))
			return true;
	}
	return false;
}

char *bio_flag_find(struct extract *x, struct bio_flag *flag)
{
	const struct facts *facts = &x->survey.facts;
	const struct function *release = facts_function(facts, "", BIO_RELEASE);
	const struct call *inner;
	char *condition = NULL, *why = NULL;

	*flag = (struct bio_flag){ 0 };
	inner = release ? release_guard(facts, release, &condition) : NULL;
	if (inner)
		flag->name = asked_flag(facts, release, condition);
	free(condition);
	if (!flag->name)
		return xstrdup(BIO_RELEASE "() asks no flag by which the bio "
			       "could remember pins");
	if (!pool_function(x, inner->name))
		return xasprintf("%s() is not defined", inner->name);
	if (!pool_function(x, "unpin_user_page"))
		return xstrdup("unpin_user_page() is not defined");
	if (puts_in(&x->pool, inner->name) && is_given(x, flag->name))
		why = xasprintf("bios that have %s hold references in this "
				"tree; pins need a flag of their own",
				flag->name);
	flag->release = facts_function(&x->pool, "", inner->name);
	return why;
}

char *bio_flag_check(const struct facts *after, const char *release)
{
	size_t unpins = 0;

	for (size_t i = 0; i < after->nr_calls; i++) {
		const struct call *c = &after->call[i];

		if (!strcmp(c->at.in, release))
			unpins += starts_with(c->name, "unpin_user_");
	}
	if (!unpins || puts_in(after, release))
		return xasprintf("how %s() lets go of pages is not known",
				 release);
	return NULL;
}
