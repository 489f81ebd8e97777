// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditions as propositions about the direction: see direction.h.
 */
#include "direction.h"

#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../join/flow.h"
#include "../lex/expr.h"
#include "direction_value.h"
#include "direction_words.h"

/* Some tokens of an expression. */
struct part {
	const struct expr *e;
	size_t begin, end;
};

static bool is_text(const struct part *p, size_t i, const char *text)
{
	return i < p->end && !strcmp(p->e->token[i].text, text);
}

static char *text_of(const struct part *p)
{
	char *text = xstrdup("");

	for (size_t i = p->begin; i < p->end; i++) {
		char *longer = xasprintf("%s%s%s", text, *text ? " " : "",
					 p->e->token[i].text);

		free(text);
		text = longer;
	}
	return text;
}

static int nesting(const struct part *p, size_t i)
{
	static const char open[] = "([{", close[] = ")]}";
	const char *text = p->e->token[i].text;

	if (!text[0] || text[1])
		return 0;
	return strchr(open, text[0]) ? 1 : strchr(close, text[0]) ? -1 : 0;
}

/* The first such operator that stands in no parentheses; p->end if none. */
static size_t find_operator(const struct part *p, const char *op)
{
	int depth = 0;

	for (size_t i = p->begin; i < p->end; i++) {
		depth += nesting(p, i);
		if (!depth && is_text(p, i, op))
			return i;
	}
	return p->end;
}

/* Where the parenthesis at @i is closed, p->end if nowhere. */
static size_t closing(const struct part *p, size_t i)
{
	int depth = 0;

	for (; i < p->end; i++) {
		depth += nesting(p, i);
		if (!depth)
			return i;
	}
	return p->end;
}

/* Wrappers whose value is their argument's, true or false. */
static bool is_same_truth(const char *name)
{
	static const char *const wrappers[] = {
		"likely", "unlikely", "WARN_ON", "WARN_ON_ONCE", "BUG_ON",
		"READ_ONCE", "smp_load_acquire",
	};

	return is_one_of(name, wrappers);
}

/* Parentheses around all, casts to bool and the like, likely(). */
static struct part peel(struct part p)
{
	for (;;) {
		if (is_text(&p, p.begin, "(") && closing(&p, p.begin) + 1 == p.end) {
			p.begin++;
			p.end--;
		} else if (p.begin + 3 < p.end && is_text(&p, p.begin, "(") &&
			   (is_text(&p, p.begin + 1, "bool") ||
			    is_text(&p, p.begin + 1, "int")) &&
			   is_text(&p, p.begin + 2, ")")) {
			p.begin += 3;
		} else if (p.begin + 3 < p.end &&
			   is_same_truth(p.e->token[p.begin].text) &&
			   is_text(&p, p.begin + 1, "(") &&
			   closing(&p, p.begin + 1) + 1 == p.end) {
			p.begin += 2;
			p.end--;
		} else {
			return p;
		}
	}
}

struct where {
	struct direction *d;
	const struct frame *frame;
	const struct place *at;
	int depth;
};

static const struct prop *build(const struct where *w, struct part p);

static const struct prop *atom(const struct where *w, const char *key,
			       struct truth truth)
{
	return prop_atom(&w->d->props, key, truth);
}

/* What is not understood: the same text in the same function is the same. */
static const struct prop *opaque(const struct where *w, const char *text,
				 struct truth truth)
{
	char *key = direction_key(w->d->survey, w->frame, w->at, text);
	const struct prop *p = atom(w, key, truth);

	free(key);
	return p;
}

static const struct prop *compare(const struct where *w, struct part left,
				  struct part right, bool equal)
{
	struct props *ps = &w->d->props;
	const struct prop *p;
	struct truth truth;
	char *a, *b, *key;

	left = peel(left);
	right = peel(right);
	a = text_of(&left);
	b = text_of(&right);
	truth = truth_of_equal(b, w->d->block);
	key = direction_key(w->d->survey, w->frame, w->at, a);
	if (sign_of_constant(b) == SIGN_ZERO || expr_is_false(b))
		p = prop_not(ps, build(w, left));
	else if (expr_is_true(b))
		p = build(w, left);
	else if (expr_is_constant_name(b) && !strcmp(key, b))
		p = prop_constant(ps, true);
	else if (expr_is_constant_name(b) && words_exclude(key, b))
		p = prop_constant(ps, false);
	else if ((starts_with(a, "bio_data_dir (") ||
		  starts_with(a, "rq_data_dir (")) && !w->d->block)
		p = prop_equal(ps, key, b, truth_unknown);
	else
		p = prop_equal(ps, key, b, truth);
	free(key);
	free(b);
	free(a);
	return equal ? p : prop_not(ps, p);
}

static const struct prop *test_bit(const struct where *w, struct part left,
				   struct part right)
{
	char *a, *b, *key, *text;
	const struct prop *p;

	left = peel(left);
	right = peel(right);
	a = text_of(&left);
	b = text_of(&right);
	key = direction_key(w->d->survey, w->frame, w->at, a);
	text = xasprintf("%s & %s", key, b);
	p = atom(w, text, truth_of_bit(b));
	free(text);
	free(key);
	free(b);
	free(a);
	return p;
}

static const char *last_name(const struct part *p)
{
	return p->e->token[p->end - 1].text;
}

/* A variable, a member, a call, or anything else. */
static const struct prop *build_operand(const struct where *w, struct part p)
{
	char *text = text_of(&p);
	const struct frame *frame = w->frame;
	const struct prop *known = NULL;
	struct truth truth = truth_unknown;

	if (expr_is_false(text) || sign_of_constant(text) == SIGN_ZERO)
		known = prop_constant(&w->d->props, false);
	else if (expr_is_true(text) || sign_of_constant(text) == SIGN_POS)
		known = prop_constant(&w->d->props, true);
	else if (expr_is_name(text) && w->depth < 8)
		known = direction_of_variable(w->d, frame, w->at, text,
					      w->depth + 1);
	if (known) {
		free(text);
		return known;
	}
	if (p.begin + 1 < p.end && p.e->token[p.begin].called &&
	    closing(&p, p.begin + 1) + 1 == p.end)
		truth = truth_of_call(p.e->token[p.begin].text, w->d->block);
	else if (!strcmp(text, "READ") || !strcmp(text, "ITER_DEST"))
		known = prop_constant(&w->d->props, false);
	else if (!strcmp(text, "WRITE") || !strcmp(text, "ITER_SOURCE"))
		known = prop_constant(&w->d->props, true);
	else if (!expr_is_name(text) ||
		 !strchr(type_of(&w->d->survey->facts, w->at, text), '*'))
		truth = truth_of_name(last_name(&p));
	if (!known)
		known = opaque(w, text, truth);
	free(text);
	return known;
}

static const struct prop *build_choice(const struct where *w, struct part p,
				       size_t mark)
{
	struct props *ps = &w->d->props;
	struct part rest = { p.e, mark + 1, p.end };
	size_t colon = find_operator(&rest, ":");
	const struct prop *test, *a, *b;
	char *text;

	if (colon == p.end || find_operator(&rest, "?") < colon) {
		text = text_of(&p);
		test = opaque(w, text, truth_unknown);
		free(text);
		return test;
	}
	test = build(w, (struct part){ p.e, p.begin, mark });
	a = build(w, (struct part){ p.e, mark + 1, colon });
	b = build(w, (struct part){ p.e, colon + 1, p.end });
	return prop_or(ps, prop_and(ps, test, a),
		       prop_and(ps, prop_not(ps, test), b));
}

static const struct prop *build(const struct where *w, struct part p)
{
	static const struct truth count = {
		.in = { -1, -1, -1 }, .counts = true,
	};
	static const char *const opaque_ops[] = { "<", ">", "<=", ">=", "|", "^",
						  "+", "-", "<<", ">>", "=" };
	struct props *ps = &w->d->props;
	struct part left, right;
	size_t i;
	char *text;
	const struct prop *known;

	p = peel(p);
	if (p.begin >= p.end)
		return opaque(w, "", truth_unknown);
	left = right = p;
	i = find_operator(&p, "?");
	if (i < p.end)
		return build_choice(w, p, i);
	for (int and = 0; and < 2; and++) {
		i = find_operator(&p, and ? "&&" : "||");
		left.end = i;
		right.begin = i + 1;
		if (i == p.end)
			continue;
		return (and ? prop_and : prop_or)(ps, build(w, left),
						  build(w, right));
	}
	for (i = 0; i < ARRAY_SIZE(opaque_ops); i++) {
		if (find_operator(&p, opaque_ops[i]) < p.end) {
			text = text_of(&p);
			known = opaque(w, text, i < 4 ? count : truth_unknown);
			free(text);
			return known;
		}
	}
	for (int equal = 0; equal < 2; equal++) {
		i = find_operator(&p, equal ? "==" : "!=");
		left.end = i;
		right.begin = i + 1;
		if (i < p.end)
			return compare(w, left, right, equal);
	}
	if (is_text(&p, p.begin, "!")) {
		right.begin = p.begin + 1;
		right.end = p.end;
		return prop_not(ps, build(w, right));
	}
	i = find_operator(&p, "&");
	left.end = i;
	right.begin = i + 1;
	right.end = p.end;
	if (i > p.begin && i < p.end)
		return test_bit(w, left, right);
	return build_operand(w, p);
}

const struct prop *direction_of_text_in(struct direction *d,
					const struct frame *frame,
					const struct place *at,
					const char *text, int depth)
{
	const struct where w = { d, frame, at, depth };
	struct expr e = expr_parse(text);
	const struct prop *p = build(&w, (struct part){ &e, 0, e.n });

	expr_free(&e);
	return p;
}

const struct prop *direction_of_text(struct direction *d,
				     const struct frame *frame,
				     const struct place *at, const char *text)
{
	return direction_of_text_in(d, frame, at, text, 0);
}

const struct prop *direction_of_guards(struct direction *d,
				       const struct frame *frame,
				       const struct place *at)
{
	struct guards g = guards_at(&d->survey->facts, at);
	const struct prop *all = prop_constant(&d->props, true), *p;

	for (size_t i = 0; i < g.n; i++) {
		p = direction_of_text(d, frame, at, g.guard[i].condition);
		if (!g.guard[i].when)
			p = prop_not(&d->props, p);
		all = prop_and(&d->props, all, p);
	}
	guards_free(&g);
	return all;
}

bool direction_is_inverted(const struct direction *d, const struct prop *p)
{
	return !prop_can_be(&d->props, p, WORLD_FILLED) &&
		prop_can_be(&d->props, p, WORLD_DRAINED);
}

bool direction_is_right(const struct direction *d, const struct prop *p)
{
	return prop_can_be(&d->props, p, WORLD_FILLED) &&
		!prop_can_be(&d->props, p, WORLD_DRAINED);
}
