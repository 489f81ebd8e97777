// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who uses a function: see graph.h.
 */
#include "graph.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"

/* "f" or "& f" as a value: the name, or NULL. */
static const char *function_value(const char *text)
{
	if (text[0] == '&' && text[1] == ' ')
		text += 2;
	return expr_is_name(text) && !expr_is_constant_name(text) ? text : NULL;
}

static struct use *add_use(struct graph *g, struct facts *facts,
			   const char *name, enum use_kind kind,
			   const struct place *at)
{
	struct use *u = array_add(&g->use, &g->nr_uses);

	u->name = facts_string(facts, name);
	u->kind = kind;
	u->at = *at;
	return u;
}

static void add_calls(struct graph *g, struct facts *facts)
{
	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];

		if (expr_is_name(c->name))
			add_use(g, facts, c->name, USE_CALL, &c->at);
		for (size_t k = 0; k < c->nr_args; k++) {
			const char *f = function_value(c->arg[k].expr);

			if (f)
				add_use(g, facts, f, USE_PASSED,
					&c->at)->callee = c->name;
		}
	}
}

static void add_members(struct graph *g, struct facts *facts)
{
	for (size_t i = 0; i < facts->nr_members; i++) {
		const struct member *m = &facts->member[i];
		const char *f = function_value(m->value);
		struct use *u;

		if (!f)
			continue;
		u = add_use(g, facts, f, USE_MEMBER, &m->at);
		u->type = m->type;
		u->object = m->object;
		u->member = m->name;
	}
}

static void add_assignments(struct graph *g, struct facts *facts)
{
	for (size_t i = 0; i < facts->nr_assignments; i++) {
		const struct assignment *a = &facts->assignment[i];
		const char *f = function_value(a->right);
		char *base, *member;
		struct use *u;

		if (!f || strcmp(a->op, "=") ||
		    !expr_split_member(a->left, &base, &member))
			continue;
		u = add_use(g, facts, f, USE_ASSIGNED, &a->at);
		u->member = facts_string(facts, member);
		free(base);
		free(member);
	}
}

static int compare_uses(const void *a, const void *b)
{
	const struct use *p = a, *q = b;
	int d = strcmp(p->name, q->name);

	if (!d)
		d = strcmp(p->at.file, q->at.file);
	if (!d)
		d = p->at.line - q->at.line;
	if (!d)
		d = p->at.col - q->at.col;
	return d ? d : (int)p->kind - (int)q->kind;
}

void graph_build(struct graph *graph, struct facts *facts)
{
	*graph = (struct graph){ .facts = facts };
	add_calls(graph, facts);
	add_members(graph, facts);
	add_assignments(graph, facts);
	if (graph->nr_uses)
		qsort(graph->use, graph->nr_uses, sizeof(*graph->use),
		      compare_uses);
}

void graph_free(struct graph *graph)
{
	free(graph->use);
	*graph = (struct graph){ 0 };
}

struct range graph_uses(const struct graph *graph, const char *name)
{
	struct range r = { 0, graph->nr_uses };

	while (r.begin < r.end) {
		size_t mid = (r.begin + r.end) / 2;

		if (strcmp(graph->use[mid].name, name) < 0)
			r.begin = mid + 1;
		else
			r.end = mid;
	}
	while (r.end < graph->nr_uses && !strcmp(graph->use[r.end].name, name))
		r.end++;
	return r;
}

bool use_may_mean(const struct graph *graph, const struct use *use,
		  const char *file)
{
	const struct function *f;

	if (!strcmp(use->at.file, file))
		return true;
	f = facts_function(graph->facts, use->at.file, use->name);
	return !f || strcmp(f->at.file, use->at.file);
}
