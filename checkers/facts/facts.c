// SPDX-License-Identifier: GPL-2.0-only
/*
 * Facts in memory: order and lookup.  See facts.h.
 */
#include "facts.h"

#include <stdlib.h>
#include <string.h>

void facts_init(struct facts *facts)
{
	*facts = (struct facts){ .dict = xmlDictCreate() };
	if (!facts->dict)
		die(EXIT_INCOMPLETE, "out of memory");
}

void facts_free(struct facts *facts)
{
	for (size_t i = 0; i < facts->nr_functions; i++)
		free(facts->function[i].param);
	for (size_t i = 0; i < facts->nr_calls; i++)
		free(facts->call[i].arg);
	free(facts->function);
	free(facts->declaration);
	free(facts->call);
	free(facts->assignment);
	free(facts->branch);
	free(facts->jump);
	free(facts->member);
	strv_free(&facts->engines);
	xmlDictFree(facts->dict);
}

const char *facts_string(struct facts *facts, const char *s)
{
	const xmlChar *p = xmlDictLookup(facts->dict, BAD_CAST s, -1);

	if (!p)
		die(EXIT_INCOMPLETE, "out of memory");
	return (const char *)p;
}

static int compare_places(const void *a, const void *b)
{
	const struct place *p = a, *q = b;
	int d = p->file == q->file ? 0 : strcmp(p->file, q->file);

	if (!d)
		d = p->line - q->line;
	return d ? d : p->col - q->col;
}

static int compare_functions(const void *a, const void *b)
{
	return compare_places(a, b);
}

static int compare_declarations(const void *a, const void *b)
{
	const struct declaration *p = a, *q = b;
	int d = compare_places(a, b);

	return d ? d : strcmp(p->name, q->name);
}

static int compare_calls(const void *a, const void *b)
{
	const struct call *p = a, *q = b;
	int d = compare_places(a, b);

	if (!d)
		d = strcmp(p->name, q->name);
	return d ? d : (p->nr_args > q->nr_args) - (p->nr_args < q->nr_args);
}

static int compare_assignments(const void *a, const void *b)
{
	const struct assignment *p = a, *q = b;
	int d = compare_places(a, b);

	if (!d)
		d = strcmp(p->left, q->left);
	return d ? d : strcmp(p->right, q->right);
}

/* Of two branches at one place the one with more arms comes first. */
static int compare_branches(const void *a, const void *b)
{
	const struct branch *p = a, *q = b;
	int d = compare_places(a, b);

	if (!d)
		d = strcmp(p->condition, q->condition);
	return d ? d : (p->nr_arms < q->nr_arms) - (p->nr_arms > q->nr_arms);
}

static int compare_members(const void *a, const void *b)
{
	const struct member *p = a, *q = b;
	int d = compare_places(a, b);

	return d ? d : strcmp(p->value, q->value);
}

static void drop_function(void *f)
{
	free(((struct function *)f)->param);
}

static void drop_call(void *c)
{
	free(((struct call *)c)->arg);
}

static void drop_nothing(void *fact)
{
	(void)fact;
}

/* Sort and keep the first of equal elements; returns how many are left. */
static size_t sort_unique(void *array, size_t n, size_t size,
			  int (*compare)(const void *, const void *),
			  void (*drop)(void *))
{
	char *base = array;
	size_t kept = 0;

	if (!n)
		return 0;
	qsort(base, n, size, compare);
	for (size_t i = 1; i < n; i++) {
		if (!compare(base + kept * size, base + i * size)) {
			drop(base + i * size);
			continue;
		}
		if (++kept != i)
			memcpy(base + kept * size, base + i * size, size);
	}
	return kept + 1;
}

#define SORT_UNIQUE(facts, kind, count, compare, drop) \
	((facts)->count = sort_unique((facts)->kind, (facts)->count, \
				      sizeof(*(facts)->kind), (compare), (drop)))

void facts_sort(struct facts *facts)
{
	SORT_UNIQUE(facts, function, nr_functions, compare_functions, drop_function);
	SORT_UNIQUE(facts, declaration, nr_declarations, compare_declarations,
		    drop_nothing);
	SORT_UNIQUE(facts, call, nr_calls, compare_calls, drop_call);
	SORT_UNIQUE(facts, assignment, nr_assignments, compare_assignments,
		    drop_nothing);
	SORT_UNIQUE(facts, branch, nr_branches, compare_branches, drop_nothing);
	SORT_UNIQUE(facts, jump, nr_jumps, compare_places, drop_nothing);
	SORT_UNIQUE(facts, member, nr_members, compare_members, drop_nothing);
}

struct range facts_range(const void *array, size_t n, size_t size,
			 const char *file)
{
	const char *base = array;
	struct range r = { 0, n };

	while (r.begin < r.end) {
		size_t mid = (r.begin + r.end) / 2;
		const struct place *p = (const void *)(base + mid * size);

		if (strcmp(p->file, file) < 0)
			r.begin = mid + 1;
		else
			r.end = mid;
	}
	while (r.end < n) {
		const struct place *p = (const void *)(base + r.end * size);

		if (strcmp(p->file, file))
			break;
		r.end++;
	}
	return r;
}

const struct function *facts_function(const struct facts *facts,
				      const char *file, const char *name)
{
	const struct function *any = NULL;

	for (size_t i = 0; i < facts->nr_functions; i++) {
		const struct function *f = &facts->function[i];

		if (f->at.in != name && strcmp(f->at.in, name))
			continue;
		if (!strcmp(f->at.file, file))
			return f;
		if (!any)
			any = f;
	}
	return any;
}

const char *call_arg(const struct call *call, int n)
{
	return n >= 0 && (size_t)n < call->nr_args ? call->arg[n] : "";
}
