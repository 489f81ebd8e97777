// SPDX-License-Identifier: GPL-2.0-only
/*
 * What dirties pages: see dirtier.h.
 */
#include "dirtier.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "api.h"

static bool is_text(const struct expr *e, size_t i, const char *text)
{
	return i < e->n && !strcmp(e->token[i].text, text);
}

/*
 * Does the text test the variable @name for being true (with @when) or false
 * (without), as an operand of its own, not in a comparison or an argument?
 */
static bool expr_tests(const char *text, const char *name, bool when)
{
	struct expr e;
	bool found = false;

	if (!expr_mentions(text, name))
		return false;
	e = expr_parse(text);
	for (size_t i = 0; i < e.n && !found; i++) {
		const struct expr_token *t = &e.token[i];
		bool part = is_text(&e, i + 1, "->") || is_text(&e, i + 1, ".") ||
			is_text(&e, i + 1, "[") ||
			(i && (is_text(&e, i - 1, "->") ||
			       is_text(&e, i - 1, ".")));

		found = !part && !t->in_call && !t->compared &&
			t->negated != when && !strcmp(t->text, name);
	}
	expr_free(&e);
	return found;
}

static bool is_boolean(const char *type)
{
	return !strchr(type, '*') && !strstr(type, "struct ") &&
		(expr_mentions(type, "bool") || expr_mentions(type, "int"));
}

/* The function called, if its boolean parameter guards dirtying; or NULL. */
static const struct dirtier *dirtier_called(const struct survey *survey,
					    const struct dirtiers *dirtiers,
					    const struct call *call)
{
	for (size_t i = 0; i < dirtiers->n; i++) {
		const struct function *f = dirtiers->dirtier[i].function;

		if (strcmp(f->at.in, call->name) ||
		    call->nr_args != f->nr_params)
			continue;
		if (strcmp(f->at.file, call->at.file) &&
		    survey_is_static(survey, f->at.file, f->at.in))
			continue;
		return &dirtiers->dirtier[i];
	}
	return NULL;
}

bool call_dirties(const struct survey *survey, const struct dirtiers *dirtiers,
		  const struct call *call, const char **dirty)
{
	const struct api *api = api_find(call->name);
	const struct dirtier *d;

	*dirty = NULL;
	if (api) {
		if (!(api->roles & ROLE_DIRTY))
			return false;
		if (api->dirty_arg >= 0)
			*dirty = call_arg(call, api->dirty_arg);
	} else {
		d = dirtier_called(survey, dirtiers, call);
		if (!d)
			return false;
		*dirty = call_arg(call, d->param);
	}
	return !*dirty || !expr_is_false(*dirty);
}

/* Does the function let go of pages at all? */
static bool releases(const struct facts *facts, const struct function *f)
{
	struct range r = facts_of_file(facts, call, nr_calls, f->at.file);

	for (size_t i = r.begin; i < r.end; i++) {
		if (!strcmp(facts->call[i].at.in, f->at.in) &&
		    api_has_role(facts->call[i].name, ROLE_RELEASE))
			return true;
	}
	return false;
}

static bool is_known(const struct dirtiers *d, const struct function *f)
{
	for (size_t i = 0; i < d->n; i++) {
		if (d->dirtier[i].function == f)
			return true;
	}
	return false;
}

/* The boolean parameter that decides whether @call dirties; -1 if none. */
static int deciding_param(const struct facts *facts, const struct function *f,
			  const struct call *call, const char *dirty)
{
	struct guards g = guards_at(facts, &call->at);
	int found = -1;

	for (size_t i = 0; i < f->nr_params && found < 0; i++) {
		const char *name = f->param[i].name;

		if (!is_boolean(f->param[i].type))
			continue;
		if (dirty && expr_tests(dirty, name, true))
			found = i;
		for (size_t k = 0; k < g.n; k++) {
			if (expr_tests(g.guard[k].condition, name,
				       g.guard[k].when))
				found = i;
		}
	}
	guards_free(&g);
	return found;
}

static bool learn(const struct survey *survey, struct dirtiers *dirtiers,
		  const struct call *call)
{
	const struct facts *facts = &survey->facts;
	const struct function *f;
	const char *dirty;
	int param;

	if (!call_dirties(survey, dirtiers, call, &dirty))
		return false;
	f = facts_function(facts, call->at.file, call->at.in);
	if (!f || strcmp(f->at.file, call->at.file) || is_known(dirtiers, f) ||
	    api_has_role(f->at.in, ROLE_DIRTY))
		return false;
	param = deciding_param(facts, f, call, dirty);
	if (param < 0)
		return false;
	/* A helper that dirties but keeps the pages is not a release. */
	if (!releases(facts, f) && !dirtier_called(survey, dirtiers, call))
		return false;
	*array_add(&dirtiers->dirtier, &dirtiers->n) = (struct dirtier){
		.function = f, .param = param,
	};
	return true;
}

void dirtiers_find(const struct survey *survey, struct dirtiers *dirtiers)
{
	const struct facts *facts = &survey->facts;
	bool grown;

	*dirtiers = (struct dirtiers){ 0 };
	do {
		grown = false;
		for (size_t i = 0; i < facts->nr_calls; i++)
			grown |= learn(survey, dirtiers, &facts->call[i]);
	} while (grown);
}

void dirtiers_free(struct dirtiers *dirtiers)
{
	free(dirtiers->dirtier);
	*dirtiers = (struct dirtiers){ 0 };
}
