// SPDX-License-Identifier: GPL-2.0-only
/*
 * The ledger of holds: see ledger.h.
 */
#include "ledger.h"

#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../join/flow.h"
#include "../lex/expr.h"
#include "container.h"
#include "fate.h"
#include "key.h"
#include "stores.h"
#include "truth.h"

static struct entry *add_entry(struct ledger *l, enum entry_kind kind,
			       const struct flow *flow,
			       const struct place *at, const char *expr)
{
	struct entry *e = array_add(&l->entry, &l->n);

	e->kind = kind;
	e->flow = flow;
	e->at = *at;
	e->root = root_of(expr);
	return e;
}

static void add_take(struct ledger *l, const struct survey *survey,
		     const struct take *t)
{
	struct entry *e = add_entry(l, ENTRY_TAKE, t->flow, &t->call->at,
				    t->container);
	struct stored to = { &e->keys, &l->unseen };
	const char *owner = "";

	e->call = t->call;
	e->api = t->api;
	e->take = t;
	for (size_t i = 0; i < t->call->nr_args; i++) {
		char *root = root_of(t->call->arg[i].expr);

		if (!strcmp(root, t->container))
			owner = t->call->arg[i].owner;
		free(root);
	}
	keys_of(&e->keys, &survey->facts, e->flow, e->root, owner);
	stores_of(survey, t->flow, t->container, true, &to);
}

static void add_call(struct ledger *l, const struct survey *survey,
		     const struct flow *flow, const struct call *c)
{
	for (size_t i = 0; i < c->nr_args; i++) {
		const struct call *release = release_of_argument(survey, c, i, "");
		bool dirties = dirties_argument(survey, c, i, "");
		bool maps = starts_with(c->name, "kmap");
		struct entry *e;

		if (!release && !dirties && !maps)
			continue;
		e = add_entry(l, release ? ENTRY_RELEASE : dirties ?
			      ENTRY_DIRTY : ENTRY_MAP, flow, &c->at,
			      c->arg[i].expr);
		e->call = c;
		e->last = release;
		e->api = release ? api_find(release->name) : NULL;
		e->dirties = dirties;
		keys_of(&e->keys, &survey->facts, flow, e->root,
			c->arg[i].owner);
	}
}

/* Does a function's own take fill what is stored? */
static bool is_taken_here(const struct ledger *l, const struct facts *facts,
			  const struct flow *flow, const char *right)
{
	for (size_t i = 0; i < l->takes.n; i++) {
		const struct take *t = &l->takes.take[i];
		struct names names;
		bool match;

		if (t->flow != flow)
			continue;
		names = names_of(facts, flow, t->container);
		match = names_match(&names, right);
		names_free(&names);
		if (match)
			return true;
	}
	return false;
}

/* Is a value an element of what some take fills, "foo->pages[i]"? */
static bool is_element_taken(const struct ledger *l,
			     const struct survey *survey,
			     const struct flow *flow, const char *value)
{
	struct entry e = { .kind = ENTRY_FILL, .flow = flow, .at = flow->at };
	bool taken = false;

	if (!ends_with(value, "]") || expr_is_name(value))
		return false;
	e.root = root_of(value);
	keys_of(&e.keys, &survey->facts, flow, e.root,
		owner_of(survey, &flow->at, e.root));
	for (size_t i = 0; i < l->nr_takes && !taken; i++)
		taken = entries_meet(&l->entry[i], &e);
	free(e.root);
	strv_free(&e.keys);
	return taken;
}

/*
 * Does a page come from where some take has put it: is it such an element, its
 * folio, or a local that was never anything else?
 */
static bool comes_from_take(const struct ledger *l, const struct survey *survey,
			    const struct flow *flow, const char *value,
			    int depth)
{
	static const char lens[] = "page_folio ( ";
	bool any = false;
	char *inner;

	if (starts_with(value, lens)) {
		inner = xstrndup(value + strlen(lens),
				 strcspn(value + strlen(lens), " "));
		any = depth && expr_is_name(inner) &&
			comes_from_take(l, survey, flow, inner, depth - 1);
		free(inner);
		return any;
	}
	if (!expr_is_name(value))
		return is_element_taken(l, survey, flow, value);
	for (size_t i = 0; depth && i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct event *e = &b->event[k];

			if (strcmp(e->is_call ? e->call.result : e->set.left,
				   value))
				continue;
			any = !e->is_call && comes_from_take(l, survey, flow,
							     e->set.right,
							     depth - 1);
			if (!any)
				return false;
		}
	}
	return any;
}

/* Is a value memory, as an array of pages needs it, and no page? */
static bool is_memory(const char *value)
{
	if (strstr(value, "get_free_page") || strstr(value, "get_zeroed_page"))
		return true;
	return strstr(value, "alloc") && !strstr(value, "alloc_page") &&
		!strstr(value, "alloc_folio");
}

/*
 * May a value that is stored be a page?  Not nothing, a number, or memory for
 * an array of pages.
 */
static bool may_be_page(const struct facts *facts, const struct flow *flow,
			const char *left, const char *right)
{
	bool names_page = strcasestr(right, "page") ||
		strcasestr(right, "folio");
	const char *type;

	if (sign_of_constant(right) != SIGN_ANY || is_memory(right))
		return false;
	type = expr_is_name(right) ? type_of(facts, &flow->at, right) : "";
	if (*type)
		return ends_with(type, "struct page *") ||
			ends_with(type, "struct folio *");
	return names_page || ends_with(left, "]");
}

/* "foo->pages[i] = page" of a page that nobody here took. */
static void add_fill(struct ledger *l, const struct survey *survey,
		     const struct flow *flow, const struct place *at,
		     const char *left, const char *owner, const char *right)
{
	struct entry e = {
		.kind = ENTRY_FILL, .flow = flow, .at = *at, .value = right,
	};
	struct stored to = { &e.keys, &l->unseen };
	const char *type = "";
	bool known = false;

	e.root = root_of(left);
	if (expr_is_name(e.root))
		type = type_of(&survey->facts, &flow->at, e.root);
	if (strstr(type, "struct page") || strstr(type, "struct folio")) {
		key_add_local(&e.keys, &flow->at, e.root);
		/* The array itself comes from elsewhere, its pages stay there. */
		if (ends_with(left, "]") || !is_double_pointer(type))
			stores_of(survey, flow, e.root, false, &to);
	} else if (!*type && *e.root) {
		key_add_member(&e.keys, owner, e.root);
		key_add_way(&e.keys, &survey->facts, &flow->at, e.root);
	}
	for (size_t i = 0; e.keys.n && i < l->nr_takes && !known; i++)
		known = entries_meet(&l->entry[i], &e);
	if (known && may_be_page(&survey->facts, flow, left, right) &&
	    !is_taken_here(l, &survey->facts, flow, right) &&
	    !comes_from_take(l, survey, flow, right, 3)) {
		*array_add(&l->entry, &l->n) = e;
		return;
	}
	free(e.root);
	strv_free(&e.keys);
}

/* Does a call take hold of pages, be it through what it calls? */
static bool is_take(const struct ledger *l, const struct call *call)
{
	for (size_t i = 0; i < l->takes.n; i++) {
		if (l->takes.take[i].call == call)
			return true;
	}
	return false;
}

static void add_flow(struct ledger *l, const struct survey *survey,
		     const struct flow *flow)
{
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct event *e = &b->event[k];

			if (!e->is_call) {
				if (!strcmp(e->set.op, "="))
					add_fill(l, survey, flow, &e->set.at,
						 e->set.left, e->set.owner,
						 e->set.right);
				continue;
			}
			add_call(l, survey, flow, &e->call);
			if (*e->call.result && !is_lens(e->call.name) &&
			    !api_has_role(e->call.name, ROLE_ACQUIRE | ROLE_PIN) &&
			    !is_take(l, &e->call))
				add_fill(l, survey, flow, &e->call.at,
					 e->call.result, "", e->call.name);
		}
	}
}

static void build(struct ledger *l, const struct survey *survey)
{
	const struct flow *flow = NULL;

	*l = (struct ledger){ 0 };
	takes_find(survey, &l->takes);
	/* What a bio holds is known by the bio, not by where it is kept. */
	for (size_t i = 0; i < l->takes.n; i++) {
		if (l->takes.take[i].api->hold != HOLD_FLAGGED)
			add_take(l, survey, &l->takes.take[i]);
	}
	l->nr_takes = l->n;
	while ((flow = facts_next_flow(&survey->facts, flow)))
		add_flow(l, survey, flow);
}

static struct ledger ledger;
static bool built;

const struct ledger *ledger_of(const struct survey *survey)
{
	if (!built)
		build(&ledger, survey);
	built = true;
	return &ledger;
}

void ledger_forget(void)
{
	for (size_t i = 0; i < ledger.n; i++) {
		free(ledger.entry[i].root);
		strv_free(&ledger.entry[i].keys);
	}
	free(ledger.entry);
	strv_free(&ledger.unseen);
	takes_free(&ledger.takes);
	ledger = (struct ledger){ 0 };
	built = false;
}

bool entries_meet(const struct entry *a, const struct entry *b)
{
	for (size_t i = 0; i < a->keys.n; i++) {
		if (strv_has(&b->keys, a->keys.item[i]))
			return true;
	}
	return false;
}

const char *entry_subject(const struct entry *e)
{
	for (size_t i = 0; i < e->keys.n; i++) {
		if (starts_with(e->keys.item[i], "struct "))
			return e->keys.item[i];
	}
	return e->root;
}
