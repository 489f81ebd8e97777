// SPDX-License-Identifier: GPL-2.0-only
/*
 * Questions about one function's flow: see flow.h.
 */
#include "flow.h"

#include <stdlib.h>
#include <string.h>

static bool arm_contains(const struct arm *arm, int line, int col)
{
	if (line < arm->line || (line == arm->line && col < arm->col))
		return false;
	return line < arm->end_line ||
		(line == arm->end_line && col < arm->end_col);
}

static bool is_before(const struct place *a, const struct place *b)
{
	return a->line < b->line || (a->line == b->line && a->col < b->col);
}

/* Is @inner nowhere deeper than @at: does every arm around it hold @at too? */
static bool on_the_way(const struct facts *facts, struct range r,
		       const struct place *inner, const struct place *at)
{
	for (size_t i = r.begin; i < r.end; i++) {
		const struct branch *b = &facts->branch[i];

		for (size_t k = 0; k < b->nr_arms; k++) {
			if (arm_contains(&b->arm[k], inner->line, inner->col) &&
			    !arm_contains(&b->arm[k], at->line, at->col))
				return false;
		}
	}
	return true;
}

/* Does a return stand in the arm itself, not in an arm inside of it? */
static bool arm_returns(const struct facts *facts, struct range branches,
			const struct branch *b, const struct arm *arm)
{
	struct range r = facts_of_file(facts, jump, nr_jumps, b->at.file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct jump *j = &facts->jump[i];
		struct place start = {
			.file = b->at.file, .line = arm->line, .col = arm->col,
		};

		if (j->is_goto || !arm_contains(arm, j->at.line, j->at.col))
			continue;
		if (on_the_way(facts, branches, &j->at, &start))
			return true;
	}
	return false;
}

static void add_guard(struct guards *g, const char *condition, bool when,
		      bool encloses)
{
	*array_add(&g->guard, &g->n) = (struct guard){
		.condition = condition, .when = when, .encloses = encloses,
	};
}

struct guards guards_at(const struct facts *facts, const struct place *at)
{
	struct range r = facts_of_file(facts, branch, nr_branches, at->file);
	struct guards g = { 0 };

	for (size_t i = r.begin; i < r.end; i++) {
		const struct branch *b = &facts->branch[i];
		bool inside = false;

		if (strcmp(b->at.in, at->in) || !is_before(&b->at, at))
			continue;
		for (size_t k = 0; k < b->nr_arms; k++) {
			if (!arm_contains(&b->arm[k], at->line, at->col))
				continue;
			inside = true;
			add_guard(&g, b->condition, b->arm[k].when, true);
		}
		if (inside || !on_the_way(facts, r, &b->at, at))
			continue;
		for (size_t k = 0; k < b->nr_arms; k++) {
			if (arm_returns(facts, r, b, &b->arm[k]))
				add_guard(&g, b->condition, !b->arm[k].when,
					  false);
		}
	}
	return g;
}

void guards_free(struct guards *guards)
{
	free(guards->guard);
	*guards = (struct guards){ 0 };
}

int param_index(const struct function *f, const char *name)
{
	for (size_t i = 0; f && i < f->nr_params; i++) {
		if (!strcmp(f->param[i].name, name))
			return i;
	}
	return -1;
}

const char *type_of(const struct facts *facts, const struct place *at,
		    const char *name)
{
	const struct function *f = facts_function(facts, at->file, at->in);
	struct range r = facts_in(facts, &facts->declarations_in, at->in);
	int param = param_index(f, name);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct declaration *d =
			(const void *)facts->declarations_in.at[i];

		if (!strcmp(d->name, name) && !strcmp(d->at.file, at->file))
			return d->type;
	}
	return param < 0 ? "" : f->param[param].type;
}
