/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Expressions as C text.
 *
 * What the front end took apart into temporaries is put together again; casts
 * and hints to the optimiser are left out; constants get back the names that
 * the source has for them.
 */
#ifndef DIOPIN_EXPR_H
#define DIOPIN_EXPR_H

#include "compat.h"

/* How strong an expression's outermost operator binds. */
enum binding {
	BIND_COMMA, BIND_ASSIGN, BIND_CHOICE, BIND_OR, BIND_AND, BIND_BIT_OR,
	BIND_BIT_XOR, BIND_BIT_AND, BIND_EQUAL, BIND_LESS, BIND_SHIFT,
	BIND_SUM, BIND_PRODUCT, BIND_UNARY, BIND_POSTFIX, BIND_PRIMARY,
};

struct text {
	std::string s;
	enum binding bind;
};

/* The expression @expr of the body that is open. */
struct text expr(tree expr);
std::string expr_text(tree expr);

/* The value of the temporary's definition @def, an assignment or a call. */
struct text definition(gimple *def);

/* @text in brackets if it binds weaker than @bind. */
std::string bracketed(const struct text &text, enum binding bind);

/* "l op r" for a binary operation or comparison. */
struct text binary(enum tree_code code, const struct text &l,
		   const struct text &r);

/* The operator as written: "+", "=="; NULL if @code is none. */
const char *operator_name(enum tree_code code);

/* The right operand of @stmt, a binary operation, with its constants' names. */
struct text right_operand(gimple *stmt);

/* What is called, "f" or "ops->f", and the @i-th argument. */
std::string call_name(gimple *call);
std::string call_argument(gimple *call, unsigned int i);

/* The type of the parameter that the argument is for, NULL if unknown. */
tree call_parameter(gimple *call, unsigned int i);

/* What the place of @stmt, an assignment or a choice, says of its value. */
struct text assigned_value(gimple *stmt, tree value);

/* Does the sum @stmt of "x++" or "x--" count down? */
bool increment_is_down(gimple *stmt);

/* The constant @value in decimal; false if it is none. */
bool constant_value(tree value, std::string *decimal);

#endif
