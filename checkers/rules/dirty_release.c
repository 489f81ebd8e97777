// SPDX-License-Identifier: GPL-2.0-only
/*
 * dirty-release: every release of pages that may dirty them.
 */
#include "api.h"
#include "dirtier.h"
#include "rule.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"

/* "pages [ i ]" and "pages" are one array: the text up to "[". */
static char *array_of(const char *text)
{
	size_t n = strcspn(text, "[");

	while (n && text[n - 1] == ' ')
		n--;
	if (text[0] == '&' && text[1] == ' ' && n > 2)
		return xstrndup(text + 2, n - 2);
	return xstrndup(text, n);
}

static bool same_pages(const char *a, const char *b)
{
	char *x = array_of(a), *y = array_of(b);
	bool same = !strcmp(x, y);

	free(x);
	free(y);
	return same;
}

/* The argument that a listed interface releases without dirtying; or -1. */
static int plain_release_arg(const char *name)
{
	const struct api *api = api_find(name);

	return api && (api->roles & ROLE_RELEASE) && !(api->roles & ROLE_DIRTY) ?
		api->pages_arg : -1;
}

/* A helper of the same file that releases its argument is a release too. */
static int helper_release_arg(const struct facts *facts, const struct call *call)
{
	const struct function *f = facts_function(facts, call->at.file,
						  call->name);
	struct range r = facts_of_file(facts, call, nr_calls, call->at.file);

	if (!f || strcmp(f->at.file, call->at.file))
		return -1;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];
		int arg = plain_release_arg(c->name);

		if (arg >= 0 && !strcmp(c->at.in, call->name))
			return param_index(f, call_arg(c, arg));
	}
	return -1;
}

/*
 * The release, in the same function, of the page that @call dirties: the next
 * one, or the last before it where a loop leads back.
 */
static const struct call *release_beside(const struct facts *facts,
					 const struct call *call)
{
	struct range r = facts_of_file(facts, call, nr_calls, call->at.file);
	const struct call *found = NULL;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];
		int arg;

		if (strcmp(c->at.in, call->at.in))
			continue;
		arg = plain_release_arg(c->name);
		if (arg < 0)
			arg = helper_release_arg(facts, c);
		if (arg < 0 || !same_pages(call_arg(c, arg), call_arg(call, 0)))
			continue;
		found = c;
		if (c->at.line >= call->at.line)
			break;
	}
	return found;
}

static bool is_enclosed(const struct facts *facts, const struct place *at)
{
	struct guards g = guards_at(facts, at);
	bool found = false;

	for (size_t i = 0; i < g.n; i++)
		found = found || g.guard[i].encloses;
	guards_free(&g);
	return found;
}

static void report(const struct facts *facts, struct records *records,
		   const struct call *c, const char *dirty,
		   const struct call *release)
{
	bool guarded = is_enclosed(facts, &c->at);
	char *text = dirty && !expr_is_true(dirty) ? expr_pretty(dirty) :
		xstrdup("true");
	struct record *r;

	if (release)
		r = record_add(records, "dirty-release", &c->at,
			       "%s() dirties the page that %s() releases on line %d",
			       c->name, release->name, release->at.line);
	else if (!strcmp(text, "true"))
		r = record_add(records, "dirty-release", &c->at,
			       "%s() releases the pages and dirties them",
			       c->name);
	else
		r = record_add(records, "dirty-release", &c->at,
			       "%s() releases the pages and dirties them if %s",
			       c->name, text);
	record_string(r, "api", c->name);
	record_string(r, "dirty", text);
	record_bool(r, "guarded", guarded);
	if (release)
		record_string(r, "release", release->name);
	free(text);
}

static void judge(const struct survey *survey, const struct dirtiers *dirtiers,
		  struct records *records, const struct call *c)
{
	const struct api *api = api_find(c->name);
	const struct call *release = NULL;
	const char *dirty;

	/* What an interface does inside is its own business. */
	if (api_has_role(c->at.in, ROLE_DIRTY) ||
	    !call_dirties(survey, dirtiers, c, &dirty))
		return;
	if (api && !(api->roles & ROLE_RELEASE)) {
		if (!api->dirty_sleeps)
			return;
		release = release_beside(&survey->facts, c);
		if (!release)
			return;
	} else if (api && api->dirty_arg < 0) {
		/* bio_check_pages_dirty() looks whether it must dirty. */
		return;
	}
	report(&survey->facts, records, c, dirty, release);
}

static void find(const struct survey *survey, struct records *records)
{
	struct dirtiers dirtiers;

	dirtiers_find(survey, &dirtiers);
	for (size_t i = 0; i < survey->facts.nr_calls; i++) {
		const struct call *c = &survey->facts.call[i];

		/* What else is known of a tree must not change the inventory. */
		if (!survey_is_for_findings(survey, c->at.file))
			judge(survey, &dirtiers, records, c);
	}
	dirtiers_free(&dirtiers);
}

static void open_names(const struct survey *survey, struct strv *names)
{
	struct dirtiers dirtiers;

	dirtiers_find(survey, &dirtiers);
	for (size_t i = 0; i < dirtiers.n; i++) {
		const struct function *f = dirtiers.dirtier[i].function;

		if (!survey_is_static(survey, f->at.file, f->at.in))
			strv_add(names, f->at.in);
	}
	dirtiers_free(&dirtiers);
}

const struct rule dirty_release_rule = {
	.name = "dirty-release",
	.summary = "a release of pages that may dirty them",
	.explain =
"bio_release_pages() and unpin_user_pages_dirty_lock() and their kind with\n"
"anything but a literal false; the same for any function that releases pages\n"
"and has a boolean parameter that guards a dirtying call, whatever the names;\n"
"set_page_dirty_lock() or folio_mark_dirty_lock() of a page that the same\n"
"function releases.\n"
"\n"
"dirty    \"true\", or the expression that decides\n"
"guarded  whether the call itself stands under a condition\n"
"release  the call that lets go, where it is not the dirtying call\n"
"\n"
"Example:\n"
"	bio_release_pages(bio, dio->should_dirty);\n"
"\n"
"What to do: nothing is wrong by itself.  These are the places that must not\n"
"run in interrupt context, since dirtying takes the page lock, and the ones\n"
"that `diopin series mark-dirty' rewrites.\n"
"\n"
"Limits: dirtying and release of one page in two functions are not joined.\n",
	.find = find,
	.open_names = open_names,
};
