// SPDX-License-Identifier: GPL-2.0-only
/*
 * Folding integer constants without touching the tree: see constant.h.
 */
#include "constant.h"

#include <string.h>

#include "text.h"
#include "types.h"

/* What a type really is, __bitwise or not. */
static struct symbol *number_core(struct symbol *type)
{
	struct symbol *core = type_core(type);

	return core && core->type == SYM_RESTRICT ?
		type_core(core->ctype.base_type) : core;
}

/* As a value of that type would hold it. */
static long long fit(long long value, struct symbol *type)
{
	struct symbol *core = number_core(type);
	int unused;

	if (core == &bool_ctype)
		return value != 0;
	if (!core || core->bit_size <= 0 || core->bit_size >= 64)
		return value;
	unused = 64 - core->bit_size;
	if (core->ctype.modifiers & MOD_UNSIGNED)
		return (unsigned long long)value << unused >> unused;
	return (long long)((unsigned long long)value << unused) >> unused;
}

/* The width of an integer once promoted, and whether it has no sign. */
static int width_of(struct expression *e, bool *no_sign)
{
	struct symbol *core = number_core(type_of(e));

	*no_sign = true;
	if (core && core->type == SYM_PTR)
		return 64;
	*no_sign = core && core->bit_size >= 32 &&
		core->ctype.modifiers & MOD_UNSIGNED;
	return core && core->bit_size > 32 ? 64 : 32;
}

/*
 * Are two values compared without their signs, as the usual conversions have
 * it?  Then both are made what the common type holds.
 */
static bool lose_signs(struct expression *e, long long *l, long long *r)
{
	bool left, right;
	int l_width = width_of(e->left, &left);
	int r_width = width_of(e->right, &right);

	if (!(l_width == r_width ? left || right :
	      l_width > r_width ? left : right))
		return false;
	if (l_width == 32 && r_width == 32) {
		*l = (unsigned int)*l;
		*r = (unsigned int)*r;
	}
	return true;
}

static bool fold_shift(int op, long long l, long long r, long long *value)
{
	unsigned long long bits = l;

	if (r < 0 || r > 63)
		return false;
	*value = op == SPECIAL_LEFTSHIFT ? bits << r : bits >> r;
	return true;
}

static bool fold_division(int op, long long l, long long r, long long *value)
{
	if (!r)
		return false;
	/* the least number has no opposite */
	if (r == -1)
		*value = op == '/' ? (long long)-(unsigned long long)l : 0;
	else
		*value = op == '/' ? l / r : l % r;
	return true;
}

static bool fold_comparison(struct expression *e, long long l, long long r,
			    long long *value)
{
	bool is_less = lose_signs(e, &l, &r) ?
		(unsigned long long)l < (unsigned long long)r : l < r;
	bool is_equal = l == r;

	switch (e->op) {
	case '<':
		*value = is_less;
		return true;
	case '>':
		*value = !is_less && !is_equal;
		return true;
	case SPECIAL_LTE:
		*value = is_less || is_equal;
		return true;
	case SPECIAL_GTE:
		*value = !is_less;
		return true;
	case SPECIAL_EQUAL:
		*value = is_equal;
		return true;
	case SPECIAL_NOTEQUAL:
		*value = !is_equal;
		return true;
	default:
		return false;
	}
}

/* Numbers wrap around. */
static bool fold_binary(struct expression *e, long long l, long long r,
			long long *value)
{
	unsigned long long a = l, b = r;

	switch (e->op) {
	case '+':
		*value = a + b;
		return true;
	case '-':
		*value = a - b;
		return true;
	case '*':
		*value = a * b;
		return true;
	case '&':
		*value = a & b;
		return true;
	case '|':
		*value = a | b;
		return true;
	case '^':
		*value = a ^ b;
		return true;
	case '/': case '%':
		return fold_division(e->op, l, r, value);
	case SPECIAL_LEFTSHIFT: case SPECIAL_RIGHTSHIFT:
		return fold_shift(e->op, l, r, value);
	default:
		return fold_comparison(e, l, r, value);
	}
}

/* One side may decide alone. */
static bool fold_logical(struct expression *e, long long *value)
{
	bool decisive = e->op == SPECIAL_LOGICAL_OR;
	long long l, r;
	bool left = constant_value(e->left, &l);
	bool right = constant_value(e->right, &r);

	*value = decisive;
	if (left && !!l == decisive)
		return true;
	if (!left || !right)
		return false;
	*value = !!r;
	return true;
}

static bool fold_prefix(struct expression *e, long long *value)
{
	long long v;

	if (e->op == '&' || e->op == '*' || !constant_value(e->unop, &v))
		return false;
	switch (e->op) {
	case '(': case '+':
		*value = v;
		return true;
	case '-':
		*value = fit(-(unsigned long long)v, type_of(e->unop));
		return true;
	case '~':
		*value = fit(~v, type_of(e->unop));
		return true;
	case '!':
		*value = !v;
		return true;
	default:
		return false;
	}
}

/* Asking the type for its size lays it out, and changes nothing else. */
static bool fold_sizeof(struct expression *e, long long *value)
{
	struct symbol *type = e->cast_type ? e->cast_type :
		type_of(e->cast_expression);

	if (!type || e->type != EXPR_SIZEOF)
		return false;
	examine_symbol_type(type);
	if (type->bit_size <= 0)
		return false;
	/* bool has one bit */
	*value = (type->bit_size + 7) / 8;
	return true;
}

static bool is_call_of(struct expression *e, const char *function)
{
	const char *name = text_called_name(e);

	return name && !strcmp(name, function);
}

static bool fold_call(struct expression *e, long long *value)
{
	struct expression *first = first_expression(e->args);
	struct expression *chosen = constant_choice(e);
	long long ignored;

	if (chosen)
		return constant_value(chosen, value);
	if (is_call_of(e, "__builtin_expect"))
		return constant_value(first, value);
	if (is_call_of(e, "__builtin_constant_p")) {
		*value = constant_value(first, &ignored);
		return true;
	}
	return false;
}

static bool fold_conditional(struct expression *e, long long *value)
{
	long long condition;

	if (!constant_value(e->conditional, &condition))
		return false;
	if (condition && !e->cond_true) {
		*value = condition;
		return true;
	}
	return constant_value(condition ? e->cond_true : e->cond_false, value);
}

static bool fold_types(struct expression *e, long long *value)
{
	const char *left = type_text(e->left->symbol);

	if (!*left)
		return false;
	*value = left == type_text(e->right->symbol);
	return true;
}

bool constant_value(struct expression *e, long long *value)
{
	long long l, r;

	if (!e)
		return false;
	switch (e->type) {
	case EXPR_VALUE:
		*value = e->value;
		return true;
	case EXPR_PREOP:
		return fold_prefix(e, value);
	case EXPR_CAST: case EXPR_FORCE_CAST:
		if (!constant_value(e->cast_expression, &l))
			return false;
		*value = fit(l, e->cast_type);
		return true;
	case EXPR_COMPARE:
		if (e->left->type == EXPR_TYPE && e->right->type == EXPR_TYPE)
			return fold_types(e, value);
		/* fall through */
	case EXPR_BINOP:
		return constant_value(e->left, &l) &&
		       constant_value(e->right, &r) &&
		       fold_binary(e, l, r, value);
	case EXPR_LOGICAL:
		return fold_logical(e, value);
	case EXPR_CONDITIONAL:
		return fold_conditional(e, value);
	case EXPR_SIZEOF:
		return fold_sizeof(e, value);
	case EXPR_CALL:
		return fold_call(e, value);
	default:
		return false;
	}
}

struct expression *constant_choice(struct expression *call)
{
	struct expression *arg[3] = { NULL }, *e;
	long long condition;
	int n = 0;

	if (!is_call_of(call, "__builtin_choose_expr"))
		return NULL;
	FOR_EACH_PTR(call->args, e) {
		if (n < 3)
			arg[n++] = e;
	} END_FOR_EACH_PTR(e);
	if (n < 3 || !constant_value(arg[0], &condition))
		return NULL;
	return condition ? arg[1] : arg[2];
}
