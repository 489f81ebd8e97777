// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditions: the edges of "&&", "||", "!" and "?:", and what a macro such as
 * WARN_ON() is asked about.
 */
#include "constant.h"
#include "text.h"
#include "walk.h"

/* Sides without events were evaluated before, or have none. */
static void test(struct walk *walk, struct expression *e, int if_true,
		 int if_false);

static bool is_not(const struct expression *e)
{
	return e->type == EXPR_PREOP && e->op == '!';
}

/* The block around a token: from there to its end. */
static struct span rest_of_block(int token)
{
	int open = token;

	while (open > 1 && (!unit_is_op(open, '{') ||
			    unit_closing(open) < token))
		open--;
	return (struct span){ token, unit_closing(open) };
}

/* Is a variable changed after its declaration at @token? */
static bool is_changed(const struct symbol *variable, int token)
{
	struct span rest = rest_of_block(token);

	for (int i = token + 1; i < rest.last; i++) {
		const struct token *t = unit_token(i);
		const struct token *next = unit_token(i + 1);

		if (token_type(t) != TOKEN_IDENT || t->ident != variable->ident)
			continue;
		if (unit_is_op(i - 1, '&') ||
		    unit_is_op(i - 1, SPECIAL_INCREMENT) ||
		    unit_is_op(i - 1, SPECIAL_DECREMENT))
			return true;
		if (token_type(next) != TOKEN_SPECIAL)
			continue;
		switch (next->special) {
		case '=': case SPECIAL_INCREMENT: case SPECIAL_DECREMENT:
		case SPECIAL_ADD_ASSIGN: case SPECIAL_SUB_ASSIGN:
		case SPECIAL_AND_ASSIGN: case SPECIAL_OR_ASSIGN:
			return true;
		}
	}
	return false;
}

/*
 * What a variable that a macro made for its argument stands for: "int __ret =
 * !!(condition)" in WARN_ON().  NULL if it is the source's own variable.
 */
static struct expression *stands_for(struct expression *e)
{
	struct symbol *variable = e->type == EXPR_SYMBOL ? e->symbol : NULL;
	int token;

	if (!variable || !variable->initializer ||
	    variable->ctype.modifiers & (MOD_STATIC | MOD_TOPLEVEL) ||
	    variable->initializer->type == EXPR_INITIALIZER)
		return NULL;
	token = walk_name(variable);
	if (!token || span_is_written(token) || is_changed(variable, token))
		return NULL;
	return variable->initializer;
}

/* Strip all that does not matter to whether it is true. */
static struct expression *essence(struct expression *e)
{
	struct expression *next = e;

	while (next) {
		e = text_strip(next);
		if (is_not(e) && is_not(text_strip(e->unop)))
			next = text_strip(e->unop)->unop;
		else if (e->type == EXPR_STATEMENT)
			next = unit_value_of(e);
		else
			next = stands_for(e);
	}
	return e;
}

/* A constant that a macro made of its arguments decides at once. */
static bool is_decided(struct expression *e, long long *value)
{
	return constant_value(e, value) &&
	       !span_is_written(span_of_expression(e).first);
}

static void test_leaf(struct walk *walk, struct expression *e, int if_true,
		      int if_false)
{
	long long value;

	if (is_decided(e, &value))
		flow_next(walk->flow, value ? if_true : if_false);
	else
		flow_test(walk->flow, span_of_expression(e).first,
			  text_of_value(e), if_true, if_false);
}

static void test(struct walk *walk, struct expression *e, int if_true,
		 int if_false)
{
	e = essence(e);
	if (is_not(e)) {
		test(walk, e->unop, if_false, if_true);
	} else if (e->type == EXPR_LOGICAL) {
		int right = flow_add_block(walk->flow);

		if (e->op == SPECIAL_LOGICAL_AND)
			test(walk, e->left, right, if_false);
		else
			test(walk, e->left, if_true, right);
		flow_continue_in(walk->flow, right);
		test(walk, e->right, if_true, if_false);
	} else {
		test_leaf(walk, e, if_true, if_false);
	}
}

static void walk_logical(struct walk *walk, struct expression *e, int if_true,
			 int if_false)
{
	int right = flow_add_block(walk->flow);

	if (e->op == SPECIAL_LOGICAL_AND)
		walk_condition(walk, e->left, right, if_false);
	else
		walk_condition(walk, e->left, if_true, right);
	flow_continue_in(walk->flow, right);
	walk_condition(walk, e->right, if_true, if_false);
}

static void walk_conditional(struct walk *walk, struct expression *e,
			     int if_true, int if_false)
{
	int arm[2] = {
		flow_add_block(walk->flow), flow_add_block(walk->flow),
	};

	walk_condition(walk, e->conditional, arm[0], arm[1]);
	flow_continue_in(walk->flow, arm[0]);
	walk_condition(walk, e->cond_true, if_true, if_false);
	flow_continue_in(walk->flow, arm[1]);
	walk_condition(walk, e->cond_false, if_true, if_false);
}

void walk_condition(struct walk *walk, struct expression *e, int if_true,
		    int if_false)
{
	long long value;

	e = text_strip(e);
	if (!e) {
		flow_next(walk->flow, if_true);
	} else if (is_decided(e, &value)) {
		flow_next(walk->flow, value ? if_true : if_false);
	} else if (is_not(e)) {
		walk_condition(walk, e->unop, if_false, if_true);
	} else if (e->type == EXPR_LOGICAL) {
		walk_logical(walk, e, if_true, if_false);
	} else if (e->type == EXPR_CONDITIONAL && e->cond_true) {
		walk_conditional(walk, e, if_true, if_false);
	} else if (e->type == EXPR_COMMA) {
		walk_value(walk, e->left);
		walk_condition(walk, e->right, if_true, if_false);
	} else {
		walk_value(walk, e);
		test(walk, e, if_true, if_false);
	}
}
