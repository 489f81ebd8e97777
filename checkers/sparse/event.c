// SPDX-License-Identifier: GPL-2.0-only
/*
 * What happens when an expression is evaluated: calls and assignments in
 * order, and edges where a part of it may be left out.
 */
#include <string.h>

#include "constant.h"
#include "text.h"
#include "types.h"
#include "walk.h"

/* Words of the compiler that do nothing when the program runs. */
static const char *const silent[] = {
	"__builtin_constant_p", "__builtin_types_compatible_p",
	"__builtin_object_size", "__builtin_dynamic_object_size",
	"__builtin_expect", "__builtin_choose_expr", "__builtin_va_arg_pack",
	"__builtin_has_attribute", "__builtin_assume_aligned",
	"__builtin_unreachable",
};

static bool is_silent(const struct expression *call)
{
	const char *name = text_called_name(call);

	for (size_t i = 0; name && i < ARRAY_SIZE(silent); i++) {
		if (!strcmp(name, silent[i]))
			return true;
	}
	return false;
}

static bool calls(const struct expression *call, const char *function)
{
	const char *name = text_called_name(call);

	return name && !strcmp(name, function);
}

static bool returns(const struct expression *call)
{
	struct symbol *fn = type_of(call->fn);
	struct symbol *core = type_core(fn);

	if (calls(call, "__builtin_unreachable") ||
	    calls(call, "__builtin_trap"))
		return false;
	return !(fn && fn->ctype.modifiers & MOD_NORETURN) &&
	       !(core && core->ctype.modifiers & MOD_NORETURN);
}

/* What of a silent call is evaluated after all. */
static struct expression *loud_part(const struct expression *call)
{
	if (calls(call, "__builtin_expect"))
		return first_expression(call->args);
	if (calls(call, "__builtin_choose_expr"))
		return constant_choice((struct expression *)call);
	return NULL;
}

/* Would walk_value() add anything? */
static bool has_events(struct expression *e)
{
	struct expression *part;

	if (!e)
		return false;
	switch (e->type) {
	case EXPR_CALL:
		return !is_silent(e) || has_events(loud_part(e));
	case EXPR_ASSIGNMENT: case EXPR_POSTOP: case EXPR_STATEMENT:
		return true;
	case EXPR_PREOP:
		return e->op == SPECIAL_INCREMENT ||
		       e->op == SPECIAL_DECREMENT || has_events(e->unop);
	case EXPR_COMPARE: case EXPR_BINOP: case EXPR_LOGICAL: case EXPR_COMMA:
		return has_events(e->left) || has_events(e->right);
	case EXPR_CONDITIONAL:
		return has_events(e->conditional) || has_events(e->cond_true) ||
		       has_events(e->cond_false);
	case EXPR_DEREF:
		return has_events(e->deref);
	case EXPR_CAST: case EXPR_FORCE_CAST:
		return has_events(e->cast_expression);
	case EXPR_INITIALIZER:
		FOR_EACH_PTR(e->expr_list, part) {
			if (has_events(part))
				return true;
		} END_FOR_EACH_PTR(part);
		return false;
	case EXPR_IDENTIFIER:
		return has_events(e->ident_expression);
	case EXPR_INDEX:
		return has_events(e->idx_expression);
	case EXPR_GENERIC:
		return has_events(type_choice(e));
	default:
		return false;
	}
}

static struct value value_of(struct expression *e)
{
	struct value value = {
		.text = text_of(e), .owner = type_owner(e),
		.type = type_text(type_of(e)),
	};

	value.constant = constant_value(e, &value.number);
	return value;
}

static void stop_behind(struct walk *walk, const struct expression *call)
{
	if (!returns(call))
		flow_end(walk->flow, END_STOP, 0, NULL);
}

static void walk_call(struct walk *walk, struct expression *e,
		      const char *result)
{
	const char *name = text_called_name(e);
	struct expression *arg;
	struct event *event;

	if (is_silent(e)) {
		walk_value(walk, loud_part(e));
		stop_behind(walk, e);
		return;
	}
	if (!name) {
		walk_value(walk, e->fn);
		name = text_of_callee(e->fn);
	}
	FOR_EACH_PTR(e->args, arg) {
		walk_value(walk, arg);
	} END_FOR_EACH_PTR(arg);
	event = flow_add_event(walk->flow, span_of_expression(e->fn).first, name);
	event->result = result;
	FOR_EACH_PTR(e->args, arg) {
		*array_add(&event->arg, &event->nr_args) = value_of(arg);
	} END_FOR_EACH_PTR(arg);
	stop_behind(walk, e);
}

/* The call whose value @e is, give or take casts; NULL if it is none. */
static struct expression *direct_call(struct expression *e)
{
	e = text_strip(e);
	return e && e->type == EXPR_CALL && !is_silent(e) ? e : NULL;
}

static void add_assignment(struct walk *walk, int token, const char *left,
			   const char *op, const char *right, const char *owner)
{
	struct event *event = flow_add_event(walk->flow, token, left);

	event->op = op;
	event->right = right;
	event->owner = owner;
}

static void walk_assignment(struct walk *walk, struct expression *e)
{
	struct expression *call = e->op == '=' ? direct_call(e->right) : NULL;

	walk_value(walk, e->left);
	if (call) {
		walk_call(walk, call, text_of_value(e->left));
		return;
	}
	walk_value(walk, e->right);
	add_assignment(walk, TOKEN_OF(e), text_of_value(e->left),
		       text_word(show_special(e->op)), text_of(e->right),
		       type_owner(e->left));
}

/* "x++" is "x += 1". */
static void walk_step(struct walk *walk, struct expression *e)
{
	walk_value(walk, e->unop);
	add_assignment(walk, TOKEN_OF(e), text_of_value(e->unop),
		       e->op == SPECIAL_INCREMENT ? "+=" : "-=", "1",
		       type_owner(e->unop));
}

static void walk_prefix(struct walk *walk, struct expression *e)
{
	if (e->op == SPECIAL_INCREMENT || e->op == SPECIAL_DECREMENT)
		walk_step(walk, e);
	else
		walk_value(walk, e->unop);
}

/* "a && f()": whether f() is called hangs on a. */
static void walk_logical(struct walk *walk, struct expression *e)
{
	int right, after;

	if (!has_events(e->right)) {
		walk_value(walk, e->left);
		return;
	}
	right = flow_add_block(walk->flow);
	after = flow_add_block(walk->flow);
	if (e->op == SPECIAL_LOGICAL_AND)
		walk_condition(walk, e->left, right, after);
	else
		walk_condition(walk, e->left, after, right);
	flow_continue_in(walk->flow, right);
	walk_value(walk, e->right);
	flow_continue_in(walk->flow, after);
}

static void walk_conditional(struct walk *walk, struct expression *e)
{
	int arm[2], after;

	if (!has_events(e->cond_true) && !has_events(e->cond_false)) {
		walk_value(walk, e->conditional);
		return;
	}
	arm[0] = flow_add_block(walk->flow);
	arm[1] = flow_add_block(walk->flow);
	after = flow_add_block(walk->flow);
	walk_condition(walk, e->conditional, arm[0], arm[1]);
	flow_continue_in(walk->flow, arm[0]);
	walk_value(walk, e->cond_true);
	flow_next(walk->flow, after);
	flow_continue_in(walk->flow, arm[1]);
	walk_value(walk, e->cond_false);
	flow_continue_in(walk->flow, after);
}

void walk_value(struct walk *walk, struct expression *e)
{
	struct expression *part;

	if (!e)
		return;
	switch (e->type) {
	case EXPR_CALL:
		walk_call(walk, e, NULL);
		break;
	case EXPR_ASSIGNMENT:
		walk_assignment(walk, e);
		break;
	case EXPR_PREOP:
		walk_prefix(walk, e);
		break;
	case EXPR_POSTOP:
		walk_step(walk, e);
		break;
	case EXPR_LOGICAL:
		walk_logical(walk, e);
		break;
	case EXPR_CONDITIONAL:
		walk_conditional(walk, e);
		break;
	case EXPR_COMPARE: case EXPR_BINOP: case EXPR_COMMA:
		walk_value(walk, e->left);
		walk_value(walk, e->right);
		break;
	case EXPR_DEREF:
		walk_value(walk, e->deref);
		break;
	case EXPR_CAST: case EXPR_FORCE_CAST:
		walk_value(walk, e->cast_expression);
		break;
	case EXPR_STATEMENT:
		walk_statement(walk, e->statement);
		break;
	case EXPR_INITIALIZER:
		FOR_EACH_PTR(e->expr_list, part) {
			walk_value(walk, part);
		} END_FOR_EACH_PTR(part);
		break;
	case EXPR_IDENTIFIER:
		walk_value(walk, e->ident_expression);
		break;
	case EXPR_INDEX:
		walk_value(walk, e->idx_expression);
		break;
	case EXPR_GENERIC:
		walk_value(walk, type_choice(e));
		break;
	default:
		break;	/* names, constants, and what is not evaluated */
	}
}

void walk_declaration(struct walk *walk, struct symbol *variable)
{
	const char *name = text_word(show_ident(variable->ident));
	struct expression *e = variable->initializer;
	struct expression *call = e ? direct_call(e) : NULL;

	if (!e)
		return;
	if (call) {
		walk_call(walk, call, name);
		return;
	}
	walk_value(walk, e);
	if (e->type == EXPR_INITIALIZER)
		return;
	/* the "=" stands before what it assigns */
	add_assignment(walk, span_of_expression(e).first - 1, name, "=",
		       text_of(e), NULL);
}

static bool ends_in_star(const char *type)
{
	return *type && type[strlen(type) - 1] == '*';
}

void walk_cleanup(struct flow *flow, struct symbol *variable)
{
	const char *name = text_of(variable->cleanup);
	struct event *event = flow_add_event(flow, walk_name(variable), name);
	struct value *arg = array_add(&event->arg, &event->nr_args);
	const char *type = type_text(variable);

	arg->text = text_format("&%s", show_ident(variable->ident));
	arg->type = text_format(ends_in_star(type) ? "%s*" : "%s *", type);
}
