// SPDX-License-Identifier: GPL-2.0-only
/*
 * What pages are kept in: see container.h.
 */
#include "container.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../join/flow.h"
#include "../lex/expr.h"

/* Functions and macros whose value is their first argument, seen otherwise. */
static const char *const lenses[] = {
	"page_folio", "compound_head", "_compound_head", "folio_page",
	"nth_page", "READ_ONCE", "page_to_pfn", "pfn_to_page",
	"page_to_phys", "phys_to_page", "folio_pfn", "pfn_folio",
	"page_address", "sg_page",
};

/* What names are made of. */
#define WORD "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

bool is_lens(const char *name)
{
	return is_one_of(name, lenses);
}

bool is_double_pointer(const char *type)
{
	return strchr(type, '*') != strrchr(type, '*');
}

/* After "(" at @i: is this a cast, "( struct page * * )", "( unsigned long )"? */
static bool is_cast(const struct expr *e, size_t i)
{
	size_t close = i;
	bool star = false;

	while (close < e->n && strcmp(e->token[close].text, ")")) {
		star = star || !strcmp(e->token[close].text, "*");
		close++;
	}
	return close + 1 < e->n &&
		((star && !strcmp(e->token[close - 1].text, "*")) ||
		 !strcmp(e->token[i + 1].text, "struct") ||
		 !strcmp(e->token[i + 1].text, "unsigned"));
}

/* Skip what stands before the root: operators, parentheses, casts, lenses. */
static size_t find_begin(const struct expr *e)
{
	size_t i = 0;

	for (; i < e->n; i++) {
		const struct expr_token *t = &e->token[i];

		if (!strcmp(t->text, "(") && is_cast(e, i)) {
			while (strcmp(e->token[i].text, ")"))
				i++;
		} else if (t->kind == TOKEN_NAME) {
			if (!t->called)
				return i;
			if (!is_lens(t->text))
				return e->n;
		} else if (strcmp(t->text, "&") && strcmp(t->text, "*") &&
			   strcmp(t->text, "(")) {
			return e->n;
		}
	}
	return i;
}

static size_t skip_brackets(const struct expr *e, size_t i)
{
	int depth = 0;

	for (; i < e->n; i++) {
		depth += !strcmp(e->token[i].text, "[");
		depth -= !strcmp(e->token[i].text, "]");
		if (!depth)
			return i + 1;
	}
	return i;
}

/* "a -> b . c", as engines quote it: it has nothing to leave out. */
static bool is_plain(const char *text)
{
	bool name = true;

	for (; *text; name = !name) {
		size_t n = strcspn(text, " ");
		bool link = (n == 1 && *text == '.') ||
			(n == 2 && starts_with(text, "->"));

		if (name ? strspn(text, WORD) < n || isdigit((unsigned char)*text) :
		    !link)
			return false;
		text += n;
		if (*text && !*++text)
			return false;
	}
	return !name;
}

char *root_of(const char *text)
{
	struct expr e;
	char *root;

	if (is_plain(text))
		return xstrdup(text);
	e = expr_parse(text);
	root = xstrdup("");

	for (size_t i = find_begin(&e); i < e.n; ) {
		char *longer = xasprintf("%s%s%s", root, *root ? " " : "",
					 e.token[i].text);

		free(root);
		root = longer;
		i++;
		while (i < e.n && !strcmp(e.token[i].text, "["))
			i = skip_brackets(&e, i);
		if (i + 1 >= e.n || e.token[i + 1].kind != TOKEN_NAME ||
		    (strcmp(e.token[i].text, "->") &&
		     strcmp(e.token[i].text, ".")))
			break;
		longer = xasprintf("%s %s", root, e.token[i].text);
		free(root);
		root = longer;
		i++;
	}
	expr_free(&e);
	return root;
}

char *base_of(const char *root)
{
	return xstrndup(root, strcspn(root, " "));
}

const char *path_from(const char *container, const char *owner)
{
	size_t n = strlen(owner);

	if (!n || strncmp(container, owner, n))
		return NULL;
	return container[n] && container[n] != ' ' ? NULL : container + n;
}

static bool adds_name(const struct names *names, const char *a, const char *b)
{
	bool is_name;
	char *root;

	if (!*a || strv_has(&names->root, a))
		return false;
	root = root_of(b);
	is_name = *root && strv_has(&names->root, root);
	free(root);
	return is_name;
}

static bool follow(struct names *names, const char *left, const char *right)
{
	const struct place *at = &names->flow->at;
	char *root;
	bool grew = false;

	/* "page = pages[i]": a local that is set from the container. */
	if (expr_is_name(left) && adds_name(names, left, right) &&
	    is_local(names->facts, at, left)) {
		strv_add(&names->root, left);
		grew = true;
	}
	/* "own.pages = pages": a member of a struct of the function's own. */
	/* "pages = req->pages + n", if it is pages that is asked about. */
	if (strv_has(&names->root, left) && expr_is_name(left)) {
		root = root_of(right);
		if (*root && !expr_is_constant_name(root) &&
		    is_local(names->facts, at, root) &&
		    !strv_has(&names->root, root)) {
			strv_add(&names->root, root);
			grew = true;
		}
		free(root);
	}
	/* Where a pointer leads is seldom the function's own. */
	if (grew || expr_is_name(left) || starts_with(left, "* "))
		return grew;
	root = root_of(left);
	if (adds_name(names, root, right) &&
	    is_own_variable(names->facts, at, root)) {
		strv_add(&names->root, root);
		grew = true;
	}
	free(root);
	return grew;
}

/*
 * "req = container_of(bio, struct request, bio)": the container is a member of
 * what the local points to.
 */
static void follow_container(struct names *names, const char *left,
			     const char *right)
{
	static const char macro[] = "container_of ( ", close[] = " )";
	const char *end = strstr(right, " , "), *member = strrchr(right, ',');
	char *inner, *around;

	if (!starts_with(right, macro) || !ends_with(right, close) || !end ||
	    !expr_is_name(left) ||
	    !is_local(names->facts, &names->flow->at, left))
		return;
	right += strlen(macro);
	member += strlen(", ");
	inner = xstrndup(right, end - right);
	around = xasprintf("%s -> %.*s", left,
			   (int)(strlen(member) - strlen(close)), member);
	if (strv_has(&names->root, inner) && !strv_has(&names->around, around))
		strv_add(&names->around, around);
	free(around);
	free(inner);
}

/* "page = lens(pages[i])" is a call with a result. */
static bool follow_event(struct names *names, const struct event *e)
{
	if (e->is_call)
		return e->call.nr_args && is_lens(e->call.name) &&
			follow(names, e->call.result, e->call.arg[0].expr);
	if (strcmp(e->set.op, "="))
		return false;
	follow_container(names, e->set.left, e->set.right);
	return follow(names, e->set.left, e->set.right);
}

struct names names_of(const struct facts *facts, const struct flow *flow,
		      const char *root)
{
	struct names names = { .facts = facts, .flow = flow };
	bool grew = true;

	strv_add(&names.root, root);
	while (grew) {
		grew = false;
		for (size_t i = 0; i < flow->nr_blocks; i++) {
			const struct block *b = &flow->block[i];

			for (size_t k = 0; k < b->nr_events; k++)
				grew |= follow_event(&names, &b->event[k]);
		}
	}
	return names;
}

void names_free(struct names *names)
{
	strv_free(&names->root);
	strv_free(&names->around);
}

static const char *match_one_of(const struct strv *roots, const char *root)
{
	const char *rest = NULL;

	for (size_t i = 0; i < roots->n && !rest; i++) {
		rest = path_from(roots->item[i], root);
		/* "bv[i].bv_page" of a container "bv" */
		if (!rest && path_from(root, roots->item[i]))
			rest = "";
	}
	return rest;
}

const char *names_match(const struct names *names, const char *expr)
{
	char *root = root_of(expr);
	const char *rest = match_one_of(&names->root, root);

	if (!rest)
		rest = match_one_of(&names->around, root);
	free(root);
	return rest;
}

bool is_local(const struct facts *facts, const struct place *at,
	      const char *root)
{
	char *base = base_of(root);
	bool local = *type_of(facts, at, base);

	free(base);
	return local;
}

bool is_own_variable(const struct facts *facts, const struct place *at,
		     const char *root)
{
	char *base = base_of(root);
	const struct function *f = facts_function(facts, at->file, at->in);
	bool own = *base && param_index(f, base) < 0 && !strstr(root, "->") &&
		*type_of(facts, at, base);

	free(base);
	return own;
}
