// SPDX-License-Identifier: GPL-2.0-only
/*
 * What leads to the pages of a hold: see hold_reach.h.
 */
#include "hold_reach.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "fate.h"

/* Is it a page or a folio, or are those in it? */
static bool is_of_pages(const struct hold_walk *w, const char *name)
{
	const char *type = type_of(&w->survey->facts, &w->take->flow->at, name);

	return strstr(type, "struct page ") || strstr(type, "struct folio ");
}

const char *hold_reach(const struct hold_walk *w, const char *expr)
{
	const char *path = names_match(&w->names, expr);
	char *root, *base;

	if (!path || *path || starts_with(expr, "& "))
		return path;
	root = root_of(expr);
	base = base_of(root);
	if (!strv_has(&w->names.root, root) &&
	    (w->take->api->hold == HOLD_FLAGGED || is_of_pages(w, base)))
		path = NULL;
	free(base);
	free(root);
	return path;
}

bool hold_has_other_name(const struct hold_walk *w, const char *text)
{
	for (size_t i = 0; i < w->names.root.n; i++) {
		const char *name = w->names.root.item[i];

		if (strcmp(name, w->take->container) &&
		    !is_of_pages(w, name) &&
		    (!text || text_mentions(text, name)))
			return true;
	}
	return false;
}

bool hold_is_listed(const struct hold_walk *w, const struct call *call,
		    size_t arg, const char *path)
{
	const struct api *api = api_find(call->name);

	if (is_lens(call->name))
		return *call->result && !is_of_pages(w, call->result);
	if (api)
		return api->roles & ROLE_LIST;
	return !shares_argument(w->survey, call, arg, path) &&
		(*call->result ||
		 lists_argument(w->survey, call, arg, path));
}

/* "( dma_addr_t * ) ( p + n )": is this memory beside that of the pages? */
static bool is_beside(const char *text)
{
	size_t n = strcspn(text, ")");
	bool other;
	char *cast;

	if (!starts_with(text, "( "))
		return false;
	cast = xstrndup(text, n);
	other = strchr(cast, '*') && !strstr(cast, "page") &&
		!strstr(cast, "folio") && !strstr(cast, "void");
	free(cast);
	return other;
}

/* Is it neither a variable of the function's own nor in one? */
static bool is_shown(const struct hold_walk *w, const char *left)
{
	const struct facts *facts = &w->survey->facts;
	const struct place *at = &w->take->flow->at;

	return !is_own_variable(facts, at, left) &&
		!(expr_is_name(left) && is_local(facts, at, left));
}

bool hold_is_stored(const struct hold_walk *w, const struct assignment *set)
{
	const char *path = hold_reach(w, set->right);

	if (!path || is_beside(set->right))
		return false;
	return *path ? is_shown(w, set->left) :
		!names_match(&w->names, set->left);
}

bool hold_is_linked(const struct hold_walk *w, const struct assignment *set)
{
	const struct facts *facts = &w->survey->facts;
	char *left = root_of(set->left), *right = root_of(set->right);
	bool linked = false;

	for (size_t i = 0; i < w->names.root.n && !linked; i++) {
		const char *name = w->names.root.item[i];

		linked = (!strcmp(name, left) || !strcmp(name, right)) &&
			!is_own_variable(facts, &w->take->flow->at, name);
	}
	free(right);
	free(left);
	return linked;
}
