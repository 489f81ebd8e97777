// SPDX-License-Identifier: GPL-2.0-only
/*
 * Propositions: see proposition.h.
 */
#include "proposition.h"

#include <stdlib.h>
#include <string.h>

#include "../base/base.h"

#define MAX_FREE 14		/* parts that are tried both ways */

struct prop {
	enum { PROP_CONSTANT, PROP_ATOM, PROP_NOT, PROP_AND, PROP_OR } kind;
	bool value;
	size_t atom;
	const struct prop *left, *right;
};

static const struct prop *new_prop(struct props *props, struct prop init)
{
	struct prop *p = xcalloc(1, sizeof(*p));

	*p = init;
	*array_add(&props->node, &props->nr_nodes) = p;
	return p;
}

void props_free(struct props *props)
{
	for (size_t i = 0; i < props->nr_atoms; i++)
		free(props->atom[i].key);
	for (size_t i = 0; i < props->nr_nodes; i++)
		free(props->node[i]);
	free(props->atom);
	free(props->node);
	*props = (struct props){ 0 };
}

const struct prop *prop_constant(struct props *props, bool value)
{
	return new_prop(props, (struct prop){ .kind = PROP_CONSTANT,
					      .value = value });
}

static size_t find_atom(const struct props *props, const char *key)
{
	size_t i = 0;

	while (i < props->nr_atoms && strcmp(props->atom[i].key, key))
		i++;
	return i;
}

const struct prop *prop_atom(struct props *props, const char *key,
			     struct truth truth)
{
	size_t i = find_atom(props, key);

	if (i == props->nr_atoms)
		*array_add(&props->atom, &props->nr_atoms) = (struct atom){
			.key = xstrdup(key), .truth = truth,
		};
	return new_prop(props, (struct prop){ .kind = PROP_ATOM, .atom = i });
}

/* A subject is known by the place of the first atom that is about it. */
const struct prop *prop_equal(struct props *props, const char *subject,
			      const char *value, struct truth truth)
{
	char *key = xasprintf("%s == %s", subject, value);
	const struct prop *p = prop_atom(props, key, truth);
	size_t n = strlen(subject), i = 0;

	while (strncmp(props->atom[i].key, key, n + strlen(" == ")))
		i++;
	props->atom[p->atom].subject = i + 1;
	free(key);
	return p;
}

const struct prop *prop_not(struct props *props, const struct prop *p)
{
	if (p->kind == PROP_CONSTANT)
		return prop_constant(props, !p->value);
	if (p->kind == PROP_NOT)
		return p->left;
	return new_prop(props, (struct prop){ .kind = PROP_NOT, .left = p });
}

const struct prop *prop_and(struct props *props, const struct prop *a,
			    const struct prop *b)
{
	if (a->kind == PROP_CONSTANT)
		return a->value ? b : a;
	if (b->kind == PROP_CONSTANT)
		return b->value ? a : b;
	return new_prop(props, (struct prop){ .kind = PROP_AND, .left = a,
					      .right = b });
}

const struct prop *prop_or(struct props *props, const struct prop *a,
			   const struct prop *b)
{
	if (a->kind == PROP_CONSTANT)
		return a->value ? a : b;
	if (b->kind == PROP_CONSTANT)
		return b->value ? b : a;
	return new_prop(props, (struct prop){ .kind = PROP_OR, .left = a,
					      .right = b });
}

bool prop_is_constant(const struct prop *p)
{
	return p->kind == PROP_CONSTANT;
}

/* 1 or 0, or -1 if that depends on an atom of which @value says nothing; it
 * is then put into @open. */
static int evaluate(const struct prop *p, const signed char *value,
		    size_t *open)
{
	int left, right, decides = p->kind == PROP_OR;

	switch (p->kind) {
	case PROP_CONSTANT:
		return p->value;
	case PROP_ATOM:
		if (value[p->atom] < 0)
			*open = p->atom;
		return value[p->atom];
	case PROP_NOT:
		left = evaluate(p->left, value, open);
		return left < 0 ? left : !left;
	default:
		left = evaluate(p->left, value, open);
		if (left == decides)
			return left;
		right = evaluate(p->right, value, open);
		if (right == decides || left < 0)
			return right == decides ? right : left;
		return right;
	}
}

bool prop_may_tell(const struct props *props, const struct prop *p)
{
	const struct truth *t;

	switch (p->kind) {
	case PROP_CONSTANT:
		return false;
	case PROP_ATOM:
		t = &props->atom[p->atom].truth;
		return t->in[WORLD_FILLED] < 0 && t->in[WORLD_DRAINED] < 0 &&
			!t->counts;
	case PROP_NOT:
		return prop_may_tell(props, p->left);
	default:
		return prop_may_tell(props, p->left) ||
			prop_may_tell(props, p->right);
	}
}

/* Is another value of the same subject the true one? */
static bool is_excluded(const struct props *props, const signed char *value,
			size_t atom)
{
	size_t subject = props->atom[atom].subject;

	for (size_t i = 0; subject && i < props->nr_atoms; i++) {
		if (i != atom && value[i] == 1 &&
		    props->atom[i].subject == subject)
			return true;
	}
	return false;
}

static bool can_be(const struct props *props, const struct prop *p,
		   signed char *value, int depth)
{
	size_t open = 0;
	int truth = evaluate(p, value, &open);
	bool found = false;

	if (truth >= 0 || depth == MAX_FREE)
		return truth;
	for (int v = 0; v < 2 && !found; v++) {
		if (v && is_excluded(props, value, open))
			break;
		value[open] = v;
		found = can_be(props, p, value, depth + 1);
	}
	value[open] = -1;
	return found;
}

static bool can_be_in(const struct props *props, const struct prop *p,
		      enum world world, const char *key, bool with)
{
	signed char *value = xcalloc(props->nr_atoms + 1, sizeof(*value));
	bool found;

	for (size_t i = 0; i < props->nr_atoms; i++) {
		value[i] = props->atom[i].truth.in[world];
		if (key && !strcmp(key, props->atom[i].key))
			value[i] = with;
	}
	found = can_be(props, p, value, 0);
	free(value);
	return found;
}

bool prop_can_be(const struct props *props, const struct prop *p,
		 enum world world)
{
	return can_be_in(props, p, world, NULL, false);
}

bool prop_can_be_at_all(const struct props *props, const struct prop *p)
{
	return prop_can_be_with(props, p, NULL, false);
}

bool prop_can_be_with(const struct props *props, const struct prop *p,
		      const char *key, bool value)
{
	for (int w = 0; w < NR_WORLDS; w++) {
		if (can_be_in(props, p, w, key, value))
			return true;
	}
	return false;
}
