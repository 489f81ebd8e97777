// SPDX-License-Identifier: GPL-2.0-only
/*
 * Acquire sites: see site.h.
 *
 * A wrapper is a function that acquires from an iterator it was given into a
 * place it was given: what it extracted is handed on, and the hold is its
 * caller's to let go.
 */
#include "site.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"

struct wrapper {
	const struct function *function;
	const struct api *api;
	int iter_param, pages_param;
};

struct wrappers {
	struct wrapper *wrapper;
	size_t n;
};

/* The parameter that an argument is or begins with: "p", "& p -> x". */
static int param_in_argument(const struct function *f, const char *arg,
			     bool whole)
{
	struct expr e;
	int param = -1;

	if (whole)
		return expr_is_name(arg) ? param_index(f, arg) : -1;
	e = expr_parse(arg);
	for (size_t i = 0; i < e.n; i++) {
		if (e.token[i].kind == TOKEN_NAME) {
			param = param_index(f, e.token[i].text);
			break;
		}
	}
	expr_free(&e);
	return param;
}

static bool is_known(const struct wrappers *w, const struct function *f)
{
	for (size_t i = 0; i < w->n; i++) {
		if (w->wrapper[i].function == f)
			return true;
	}
	return false;
}

/* A test's helper is part of the test. */
static bool is_test(const struct function *f)
{
	for (size_t i = 0; i < f->nr_params; i++) {
		const char *class = class_of_type(f->param[i].type);

		if (class && !strcmp(class, "test"))
			return true;
	}
	return false;
}

/* If the function around a site hands on what it acquires, it is a wrapper. */
static bool learn_wrapper(const struct facts *facts, struct wrappers *wrappers,
			  const struct site *site)
{
	const struct place *at = &site->call->at;
	const struct function *f = facts_function(facts, at->file, at->in);
	int iter, pages;

	if (!f || strcmp(f->at.file, at->file) || is_known(wrappers, f) ||
	    api_has_role(at->in, ROLE_ACQUIRE) || is_test(f))
		return false;
	iter = param_in_argument(f, site->iter, true);
	pages = param_in_argument(f, site->pages, false);
	if (iter < 0 || pages < 0 || iter == pages)
		return false;
	*array_add(&wrappers->wrapper, &wrappers->n) = (struct wrapper){
		.function = f, .api = site->api,
		.iter_param = iter, .pages_param = pages,
	};
	return true;
}

static void add_site(struct sites *sites, const struct call *call,
		     const struct api *api, const struct wrapper *w)
{
	struct site *s = array_add(&sites->site, &sites->n);

	s->call = call;
	s->api = api;
	s->wrapper = w ? w->function : NULL;
	s->iter = call_arg(call, w ? w->iter_param : api->iter_arg);
	s->pages = call_arg(call, w ? w->pages_param : api->pages_arg);
}

static void find_direct(const struct facts *facts, struct sites *sites)
{
	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct api *api = api_find(facts->call[i].name);

		if (api && (api->roles & ROLE_ACQUIRE))
			add_site(sites, &facts->call[i], api, NULL);
	}
}

static void find_calls_of(const struct survey *survey, struct sites *sites,
			  const struct wrapper *w)
{
	const struct facts *facts = &survey->facts;
	const struct function *f = w->function;
	bool is_static = survey_is_static(survey, f->at.file, f->at.in);

	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];

		if (strcmp(c->name, f->at.in) ||
		    facts_function(facts, c->at.file, c->name) != f ||
		    (is_static && strcmp(c->at.file, f->at.file)) ||
		    c->nr_args != f->nr_params)
			continue;
		add_site(sites, c, w->api, w);
	}
}

void sites_find(const struct survey *survey, struct sites *sites)
{
	struct wrappers wrappers = { 0 };
	size_t seen = 0;

	*sites = (struct sites){ 0 };
	find_direct(&survey->facts, sites);
	/* New wrappers bring new sites, which may make new wrappers. */
	for (size_t i = 0; i < sites->n; i++) {
		struct site site = sites->site[i];

		learn_wrapper(&survey->facts, &wrappers, &site);
		for (; seen < wrappers.n; seen++)
			find_calls_of(survey, sites, &wrappers.wrapper[seen]);
	}
	free(wrappers.wrapper);
}

void sites_free(struct sites *sites)
{
	free(sites->site);
	*sites = (struct sites){ 0 };
}
