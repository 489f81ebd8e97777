// SPDX-License-Identifier: GPL-2.0-only
/*
 * Order among facts, and one fact of what several engines said: see facts.h.
 */
#include "facts.h"

#include <stdlib.h>
#include <string.h>

static int compare_places(const void *a, const void *b)
{
	const struct place *p = a, *q = b;
	int d = p->file == q->file ? 0 : strcmp(p->file, q->file);

	if (!d)
		d = p->line - q->line;
	return d ? d : p->col - q->col;
}

/* Where engines agree, the one that was read first has the word. */
static int compare_engines(const struct place *p, const struct place *q)
{
	unsigned int a = p->engines & -p->engines, b = q->engines & -q->engines;

	return (a > b) - (a < b);
}

/*
 * A kind of fact.  Of two facts on one line the one is the other seen again if
 * they are alike, and stand at the same place or come from different engines:
 * what engines say differently (white space, casts, columns in macros) must not
 * make two facts of one.  absorb() takes over what only the other knows, and
 * frees it.
 */
struct kind {
	size_t size;
	int (*compare_words)(const void *a, const void *b);
	bool (*alike)(const void *a, const void *b);
	void (*absorb)(void *into, void *from);
};

static int no_words(const void *a, const void *b)
{
	(void)a;
	(void)b;
	return 0;
}

static void absorb_nothing(void *into, void *from)
{
	(void)into;
	(void)from;
}

/* Have both come from the very same witnesses, who choose their words? */
static bool same_words_wanted(const void *a, const void *b)
{
	const struct place *p = a, *q = b;

	return p->engines == q->engines;
}

static bool functions_alike(const void *a, const void *b)
{
	const struct function *p = a, *q = b;

	return !strcmp(p->at.in, q->at.in);
}

static void absorb_function(void *into, void *from)
{
	(void)into;
	free(((struct function *)from)->param);
}

static bool declarations_alike(const void *a, const void *b)
{
	const struct declaration *p = a, *q = b;

	return !strcmp(p->name, q->name);
}

static int compare_call_words(const void *a, const void *b)
{
	const struct call *p = a, *q = b;
	int d = strcmp(p->name, q->name);

	if (!d)
		d = (p->nr_args > q->nr_args) - (p->nr_args < q->nr_args);
	for (size_t i = 0; !d && i < p->nr_args; i++)
		d = strcmp(p->arg[i].expr, q->arg[i].expr);
	return d;
}

static bool calls_alike(const void *a, const void *b)
{
	const struct call *p = a, *q = b;

	if (same_words_wanted(a, b))
		return !compare_call_words(a, b);
	return !strcmp(p->name, q->name) && p->nr_args == q->nr_args;
}

static void take_if_empty(const char **into, const char *from)
{
	if (!**into)
		*into = from;
}

static void absorb_call(void *into, void *from)
{
	struct call *c = into, *f = from;

	take_if_empty(&c->result, f->result);
	for (size_t i = 0; i < c->nr_args; i++) {
		take_if_empty(&c->arg[i].type, f->arg[i].type);
		take_if_empty(&c->arg[i].value, f->arg[i].value);
		take_if_empty(&c->arg[i].owner, f->arg[i].owner);
	}
	free(f->arg);
}

static int compare_assignment_words(const void *a, const void *b)
{
	const struct assignment *p = a, *q = b;
	int d = strcmp(p->left, q->left);

	return d ? d : strcmp(p->right, q->right);
}

static bool assignments_alike(const void *a, const void *b)
{
	const struct assignment *p = a, *q = b;

	if (same_words_wanted(a, b))
		return !compare_assignment_words(a, b);
	return !strcmp(p->op, q->op) &&
		(p->at.col == q->at.col || !strcmp(p->left, q->left));
}

static void absorb_assignment(void *into, void *from)
{
	struct assignment *a = into;
	const struct assignment *f = from;

	take_if_empty(&a->owner, f->owner);
}

static int compare_conditions(const void *a, const void *b)
{
	const struct branch *p = a, *q = b;

	return strcmp(p->condition, q->condition);
}

static bool branches_alike(const void *a, const void *b)
{
	const struct branch *p = a, *q = b;

	return p->at.col == q->at.col &&
		(!same_words_wanted(a, b) || !compare_conditions(a, b));
}

/* An engine may tell of an if twice, without its else and with it. */
static void absorb_branch(void *into, void *from)
{
	struct branch *b = into;
	const struct branch *f = from;

	if (f->nr_arms > b->nr_arms) {
		memcpy(b->arm, f->arm, sizeof(b->arm));
		b->nr_arms = f->nr_arms;
	}
}

static bool jumps_alike(const void *a, const void *b)
{
	const struct jump *p = a, *q = b;

	return p->is_goto == q->is_goto;
}

static bool members_alike(const void *a, const void *b)
{
	const struct member *p = a, *q = b;

	return !strcmp(p->name, q->name) && !strcmp(p->value, q->value);
}

/* Each engine's flow is kept: they differ in more than words. */
static bool flows_alike(const void *a, const void *b)
{
	const struct flow *p = a, *q = b;

	return same_words_wanted(a, b) && !strcmp(p->at.in, q->at.in);
}

static void absorb_flow(void *into, void *from)
{
	(void)into;
	flow_free(from);
}

static bool units_alike(const void *a, const void *b)
{
	return same_words_wanted(a, b);
}

static const struct kind function_kind = {
	sizeof(struct function), no_words, functions_alike, absorb_function
};
static const struct kind declaration_kind = {
	sizeof(struct declaration), no_words, declarations_alike, absorb_nothing
};
static const struct kind call_kind = {
	sizeof(struct call), compare_call_words, calls_alike, absorb_call
};
static const struct kind assignment_kind = {
	sizeof(struct assignment), compare_assignment_words, assignments_alike,
	absorb_assignment
};
static const struct kind branch_kind = {
	sizeof(struct branch), compare_conditions, branches_alike, absorb_branch
};
static const struct kind jump_kind = {
	sizeof(struct jump), no_words, jumps_alike, absorb_nothing
};
static const struct kind member_kind = {
	sizeof(struct member), no_words, members_alike, absorb_nothing
};
static const struct kind flow_kind = {
	sizeof(struct flow), no_words, flows_alike, absorb_flow
};
static const struct kind unit_kind = {
	sizeof(struct unit), no_words, units_alike, absorb_nothing
};

static int compare_facts(const void *a, const void *b, void *kind)
{
	int d = compare_places(a, b);

	if (!d)
		d = compare_engines(a, b);
	return d ? d : ((const struct kind *)kind)->compare_words(a, b);
}

static bool is_seen_again(const struct kind *kind, const void *a, const void *b)
{
	const struct place *p = a, *q = b;

	if ((p->engines & q->engines) && p->col != q->col)
		return false;
	return kind->alike(a, b);
}

/* Make one of two, in the words of the first of their engines. */
static void merge(const struct kind *kind, void *kept, void *again)
{
	char spare[256];
	unsigned int engines = ((struct place *)kept)->engines |
		((struct place *)again)->engines;

	if (compare_engines(kept, again) > 0) {
		memcpy(spare, kept, kind->size);
		memcpy(kept, again, kind->size);
		memcpy(again, spare, kind->size);
	}
	kind->absorb(kept, again);
	((struct place *)kept)->engines = engines;
}

/* Sort an array and merge what is seen again; returns how many are left. */
static size_t sort_kind(const struct kind *kind, void *array, size_t n)
{
	char *base = array;
	size_t kept = 0, line = 0;	/* of kept facts: all, before this line */

	if (n)
		qsort_r(base, n, kind->size, compare_facts, (void *)kind);
	for (size_t i = 0; i < n; i++) {
		char *fact = base + i * kind->size;
		const struct place *at = (void *)fact, *first;
		size_t k;

		first = (void *)(base + line * kind->size);
		if (first->file != at->file || first->line != at->line)
			line = kept;
		for (k = line; k < kept; k++) {
			if (is_seen_again(kind, base + k * kind->size, fact))
				break;
		}
		if (k < kept)
			merge(kind, base + k * kind->size, fact);
		else if (kept++ != i)
			memcpy(base + k * kind->size, fact, kind->size);
	}
	return kept;
}

#define SORT_KIND(facts, kind, count) \
	((facts)->count = sort_kind(&kind##_kind, (facts)->kind, (facts)->count))

/* Those of one array: the first in it is the first by place, too. */
static int compare_functions(const void *a, const void *b)
{
	const struct place *p = *(const struct place *const *)a;
	const struct place *q = *(const struct place *const *)b;

	if (p->in != q->in)
		return p->in < q->in ? -1 : 1;
	return (p > q) - (p < q);
}

static void index_functions(struct index *index, const void *array, size_t n,
			    size_t size)
{
	const char *base = array;

	index->n = n;
	index->at = xrealloc(index->at, n * sizeof(*index->at));
	for (size_t i = 0; i < n; i++)
		index->at[i] = (const void *)(base + i * size);
	if (n)
		qsort(index->at, n, sizeof(*index->at), compare_functions);
}

#define INDEX_KIND(facts, kind, count) \
	index_functions(&(facts)->kind##s_in, (facts)->kind, (facts)->count, \
			sizeof(*(facts)->kind))

void facts_sort(struct facts *facts)
{
	SORT_KIND(facts, function, nr_functions);
	SORT_KIND(facts, declaration, nr_declarations);
	SORT_KIND(facts, call, nr_calls);
	SORT_KIND(facts, assignment, nr_assignments);
	SORT_KIND(facts, branch, nr_branches);
	SORT_KIND(facts, jump, nr_jumps);
	SORT_KIND(facts, member, nr_members);
	SORT_KIND(facts, flow, nr_flows);
	SORT_KIND(facts, unit, nr_units);
	INDEX_KIND(facts, function, nr_functions);
	INDEX_KIND(facts, declaration, nr_declarations);
	INDEX_KIND(facts, flow, nr_flows);
}
