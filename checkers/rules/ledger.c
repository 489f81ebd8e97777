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

/* Structs that carry pages for everybody: a member of them says nothing. */
static const char *const common[] = {
	"struct bio_vec", "struct scatterlist", "struct page", "struct folio",
	"struct sg_table", "struct skb_frag", "struct bio", "struct iov_iter",
};

/* Functions that store a page, argument 1, in argument 0. */
static const char *const storers[] = {
	"sg_set_page", "sg_assign_page", "bvec_set_page",
};

static bool is_one_of(const char *name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!strcmp(name, names[i]))
			return true;
	}
	return false;
}

static void add_key(struct strv *keys, const char *owner, const char *member)
{
	char *key;

	if (strncmp(owner, "struct ", 7) ||
	    is_one_of(owner, common, ARRAY_SIZE(common)))
		return;
	key = xasprintf("%s.%s", owner, member);
	if (!strv_has(keys, key))
		strv_add(keys, key);
	free(key);
}

/* "struct foo" of "const struct foo *". */
static char *struct_of(const char *type)
{
	const char *s = strstr(type, "struct ");
	size_t n = s ? 7 + strcspn(s + 7, " *") : 0;

	return xstrndup(s ? s : "", n);
}

/* The member after the first arrow or dot of a root: "pages" of "p -> pages". */
static void add_first_member(struct strv *keys, const struct facts *facts,
			     const struct place *at, const char *root)
{
	size_t n = strcspn(root, " ");
	char *base = xstrndup(root, n), *owner, *member;
	const char *rest = root + n;

	rest += strspn(rest, " .->");
	if (*rest) {
		owner = struct_of(type_of(facts, at, base));
		member = xstrndup(rest, strcspn(rest, " "));
		add_key(keys, owner, member);
		free(member);
		free(owner);
	}
	free(base);
}

static void add_last_member(struct strv *keys, const char *owner,
			    const char *root)
{
	const char *member = strrchr(root, ' ');

	if (*owner && member)
		add_key(keys, owner, member + 1);
}

/*
 * All keys of a container.  What a local is set from or stored in are names
 * of it as well; @owner is what the engine says of the expression itself.
 */
static void find_keys(const struct survey *survey, struct entry *e,
		      const char *owner)
{
	const struct facts *facts = &survey->facts;
	const struct place *at = &e->flow->at;
	struct names names = names_of(facts, e->flow, e->root);

	add_last_member(&e->keys, owner, e->root);
	for (size_t i = 0; i < names.root.n; i++) {
		const char *root = names.root.item[i];
		char *key;

		if (!expr_is_name(root)) {
			add_first_member(&e->keys, facts, at, root);
			continue;
		}
		key = xasprintf("%s:%s:%s", at->file, at->in, root);
		strv_add(&e->keys, key);
		free(key);
	}
	names_free(&names);
}

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

/* "foo->pages = pages" after a take into pages: taken into foo->pages too. */
static void add_stores(const struct survey *survey, struct entry *e)
{
	struct names names = names_of(&survey->facts, e->flow, e->root);

	for (size_t i = 0; i < e->flow->nr_blocks; i++) {
		const struct block *b = &e->flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct assignment *set = &b->event[k].set;
			const struct call *c = &b->event[k].call;
			const char *to = NULL, *owner = "", *path = NULL;
			char *root;

			if (!b->event[k].is_call) {
				path = names_match(&names, set->right);
				to = set->left;
				owner = set->owner;
			} else if (c->nr_args > 1 &&
				   is_one_of(c->name, storers,
					     ARRAY_SIZE(storers))) {
				path = names_match(&names, c->arg[1].expr);
				to = c->arg[0].expr;
				owner = c->arg[0].owner;
			}
			if (!path || *path)
				continue;
			root = root_of(to);
			add_last_member(&e->keys, owner, root);
			add_first_member(&e->keys, &survey->facts,
					 &e->flow->at, root);
			free(root);
		}
	}
	names_free(&names);
}

static void add_take(struct ledger *l, const struct survey *survey,
		     const struct take *t)
{
	struct entry *e = add_entry(l, ENTRY_TAKE, t->flow, &t->call->at,
				    t->container);
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
	find_keys(survey, e, owner);
	add_stores(survey, e);
}

static void add_call(struct ledger *l, const struct survey *survey,
		     const struct flow *flow, const struct call *c)
{
	for (size_t i = 0; i < c->nr_args; i++) {
		const struct api *release = release_of_argument(survey, c, i, "");
		bool dirties = dirties_argument(survey, c, i, "");
		bool maps = starts_with(c->name, "kmap");
		struct entry *e;

		if (!release && !dirties && !maps)
			continue;
		e = add_entry(l, release ? ENTRY_RELEASE : dirties ?
			      ENTRY_DIRTY : ENTRY_MAP, flow, &c->at,
			      c->arg[i].expr);
		e->call = c;
		e->api = release;
		e->dirties = dirties;
		find_keys(survey, e, c->arg[i].owner);
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

/* Nothing, or memory for an array of pages. */
static bool is_no_page(const char *right)
{
	return sign_of_constant(right) != SIGN_ANY ||
		(strstr(right, "alloc") && !strstr(right, "alloc_page") &&
		 !strstr(right, "alloc_folio"));
}

/* "foo->pages[i] = page" of a page that nobody here took. */
static void add_fill(struct ledger *l, const struct survey *survey,
		     const struct flow *flow, const struct place *at,
		     const char *left, const char *owner, const char *right)
{
	struct entry e = { .kind = ENTRY_FILL, .flow = flow, .at = *at };
	const char *type = "";
	bool known = false;

	e.root = root_of(left);
	if (expr_is_name(e.root))
		type = type_of(&survey->facts, &flow->at, e.root);
	if (strstr(type, "struct page") || strstr(type, "struct folio")) {
		char *key = xasprintf("%s:%s:%s", flow->at.file, flow->at.in,
				      e.root);

		strv_add(&e.keys, key);
		free(key);
	} else if (!*type && *e.root) {
		add_last_member(&e.keys, owner, e.root);
		add_first_member(&e.keys, &survey->facts, &flow->at, e.root);
	}
	for (size_t i = 0; e.keys.n && i < l->nr_takes && !known; i++)
		known = entries_meet(&l->entry[i], &e);
	if (known && !is_no_page(right) &&
	    !is_taken_here(l, &survey->facts, flow, right)) {
		*array_add(&l->entry, &l->n) = e;
		return;
	}
	free(e.root);
	strv_free(&e.keys);
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
			    !api_has_role(e->call.name, ROLE_ACQUIRE | ROLE_PIN))
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
	for (size_t i = 0; i < l->takes.n; i++)
		add_take(l, survey, &l->takes.take[i]);
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

/* May a condition tell user pages from others, rather than whether and how
 * many there are? */
static bool is_flag(const struct facts *facts, const struct entry *release,
		    const char *text)
{
	struct condition c = condition_parse(text);
	char *root = root_of(c.left);
	bool flag = false;

	if (strcasestr(text, "pin") || strcasestr(text, "user") ||
	    strstr(text, " & "))
		flag = true;
	else if (*c.op)
		flag = expr_is_constant_name(c.right);
	else if (expr_is_name(c.left))
		flag = strstr(type_of(facts, &release->at, c.left), "bool");
	else
		flag = !path_from(release->root, root);
	free(root);
	condition_free(&c);
	return flag;
}

bool entry_is_guarded(const struct facts *facts, const struct entry *release)
{
	struct guards g = guards_at(facts, &release->at);
	bool guarded = false;

	for (size_t i = 0; i < g.n; i++)
		guarded |= is_flag(facts, release, g.guard[i].condition);
	guards_free(&g);
	return guarded;
}
