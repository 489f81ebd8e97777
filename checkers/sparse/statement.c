// SPDX-License-Identifier: GPL-2.0-only
/*
 * Statements: branches, loops, jumps, and the ways out of scopes.
 */
#include <string.h>

#include "constant.h"
#include "text.h"
#include "types.h"
#include "walk.h"

/* The pointer is good until another label is met. */
static struct label *find_label(struct walk *walk, struct symbol *symbol)
{
	struct label *label;

	for (int i = 0; i < walk->nr_labels; i++) {
		if (walk->label[i].symbol == symbol)
			return &walk->label[i];
	}
	label = array_add(&walk->label, &walk->nr_labels);
	label->symbol = symbol;
	label->block = flow_add_block(walk->flow);
	return label;
}

/* What follows is where a label is. */
static void place_label(struct walk *walk, struct symbol *symbol)
{
	struct label *label = find_label(walk, symbol);

	label->scope = walk->scope;
	label->placed = true;
	flow_continue_in(walk->flow, label->block);
}

/* The current block's next edge leads to a label, perhaps a later one. */
static void leap_to(struct walk *walk, struct symbol *symbol, const char *value)
{
	struct label *label = find_label(walk, symbol);
	struct block *block = flow_open(walk->flow);

	*array_add(&walk->leap, &walk->nr_leaps) = (struct leap){
		.block = walk->flow->current, .edge = block->nr_edges,
		.label = label - walk->label, .scope = walk->scope,
	};
	flow_add_edge(block, value, label->block);
}

static void clean_up(struct walk *walk, struct cleanup *until)
{
	for (struct cleanup *c = walk->scope; c && c != until; c = c->outer)
		walk_cleanup(walk->flow, c->variable);
}

/* The end of a scope; nothing is cleaned up twice behind a jump. */
static void leave_scope(struct walk *walk, struct cleanup *outer)
{
	if (flow_is_open(walk->flow))
		clean_up(walk, outer);
	walk->scope = outer;
}

static bool is_around(const struct cleanup *outer, const struct cleanup *scope)
{
	for (; scope; scope = scope->outer) {
		if (scope == outer)
			return true;
	}
	return !outer;
}

/* Now that all labels are placed: what each leap leaves is cleaned up. */
static void land(struct walk *walk)
{
	for (int i = 0; i < walk->nr_leaps; i++) {
		const struct leap *leap = &walk->leap[i];
		const struct label *label = &walk->label[leap->label];
		struct cleanup *c = leap->scope;
		int between;

		if (!label->placed || !is_around(label->scope, c) ||
		    c == label->scope)
			continue;
		between = flow_add_block(walk->flow);
		walk->flow->current = between;
		for (; c != label->scope; c = c->outer)
			walk_cleanup(walk->flow, c->variable);
		flow_next(walk->flow, label->block);
		walk->flow->block[leap->block].edge[leap->edge].to = between;
	}
}

int walk_name(const struct symbol *symbol)
{
	int first = TOKEN_OF(symbol);

	/* "*(*name)": the name is near where the declarator begins */
	for (int i = first; i && i < first + 32; i++) {
		const struct token *t = unit_token(i);

		if (token_type(t) == TOKEN_IDENT && t->ident == symbol->ident)
			return i;
	}
	return first;
}

static void declare(struct walk *walk, struct symbol *variable)
{
	struct function *f = walk->function;

	if (variable->ctype.modifiers & MOD_STATIC || !variable->ident) {
		walk_initialiser(variable, &f->members);
		return;
	}
	*array_add(&f->local, &f->nr_locals) = (struct local){
		.token = walk_name(variable), .type = type_text(variable),
		.name = text_word(show_ident(variable->ident)),
	};
	walk_initialiser(variable, &f->members);
	walk_declaration(walk, variable);
	if (variable->cleanup) {
		struct cleanup *c = calloc(1, sizeof(*c));

		if (!c)
			die("out of memory");
		*c = (struct cleanup){ variable, walk->scope };
		walk->scope = c;
	}
}

static void declare_all(struct walk *walk, struct symbol_list *variables)
{
	struct symbol *variable;

	FOR_EACH_PTR(variables, variable) {
		declare(walk, variable);
	} END_FOR_EACH_PTR(variable);
}

static void walk_compound(struct walk *walk, struct statement *s)
{
	struct cleanup *outer = walk->scope;
	struct statement *child;

	FOR_EACH_PTR(s->stmts, child) {
		walk_statement(walk, child);
	} END_FOR_EACH_PTR(child);
	leave_scope(walk, outer);
}

static void note_branch(struct walk *walk, struct statement *s)
{
	struct function *f = walk->function;

	if (!span_is_written(TOKEN_OF(s)))
		return;
	*array_add(&f->branch, &f->nr_branches) = (struct branch){
		.token = TOKEN_OF(s), .condition = text_of(s->if_conditional),
		.arm = {
			span_of_statement(s->if_true),
			span_of_statement(s->if_false),
		},
	};
}

/*
 * A BUILD_BUG_ON() of a tree that compiles holds, even where that takes the
 * optimiser to see: __builtin_constant_p() of a variable in min().
 * include/linux/compiler_types.h
 */
static bool is_assertion(const struct statement *s)
{
	static const char begin[] = "__compiletime_assert_";
	const struct statement *fails = s->if_true;
	const char *name = NULL;

	if (fails && fails->type == STMT_EXPRESSION && fails->expression &&
	    fails->expression->type == EXPR_CALL)
		name = text_called_name(fails->expression);
	return name && !s->if_false && !strncmp(name, begin, strlen(begin));
}

static void walk_if(struct walk *walk, struct statement *s)
{
	int arm[2] = {
		flow_add_block(walk->flow), flow_add_block(walk->flow),
	};
	int after = s->if_false ? flow_add_block(walk->flow) : arm[1];

	note_branch(walk, s);
	walk_condition(walk, s->if_conditional, arm[0], arm[1]);
	flow_continue_in(walk->flow, arm[0]);
	walk_statement(walk, s->if_true);
	if (s->if_false) {
		if (flow_is_open(walk->flow))
			flow_next(walk->flow, after);
		flow_continue_in(walk->flow, arm[1]);
		walk_statement(walk, s->if_false);
	}
	flow_continue_in(walk->flow, after);
}

static void note_jump(struct walk *walk, struct statement *s, const char *value)
{
	struct function *f = walk->function;

	*array_add(&f->jump, &f->nr_jumps) = (struct jump){
		.token = TOKEN_OF(s), .is_goto = s->type == STMT_GOTO,
		.value = value,
	};
}

static void walk_return(struct walk *walk, struct statement *s)
{
	const char *value = s->ret_value ? text_of(s->ret_value) : NULL;

	walk_value(walk, s->ret_value);
	clean_up(walk, NULL);
	flow_end(walk->flow, END_RETURN, TOKEN_OF(s),
		 s->ret_value ? text_of_value(s->ret_value) : NULL);
	note_jump(walk, s, value);
}

/* "goto", "break" and "continue" are one to sparse. */
static void walk_goto(struct walk *walk, struct statement *s)
{
	struct symbol *label = s->goto_label, *target;

	if (label) {
		leap_to(walk, label, NULL);
		flow_end(walk->flow, END_NEXT, TOKEN_OF(s), NULL);
		if (label->namespace == NS_LABEL)
			note_jump(walk, s, text_word(show_ident(label->ident)));
		return;
	}
	walk_value(walk, s->goto_expression);
	FOR_EACH_PTR(s->target_list, target) {
		leap_to(walk, target, text_word(show_ident(target->ident)));
	} END_FOR_EACH_PTR(target);
	if (!flow_open(walk->flow)->nr_edges)
		flow_end(walk->flow, END_STOP, 0, NULL);
	else
		flow_end(walk->flow, END_SELECT, TOKEN_OF(s),
			 text_of_value(s->goto_expression));
}

static const char *case_text(struct statement *s)
{
	if (!s->case_expression || !s->case_to)
		return s->case_expression ? text_of(s->case_expression) : NULL;
	return text_format("%s ... %s", text_of(s->case_expression),
			   text_of(s->case_to));
}

static void walk_switch(struct walk *walk, struct statement *s)
{
	struct symbol *label;
	bool rest = false;

	walk_value(walk, s->switch_expression);
	FOR_EACH_PTR(s->switch_case->symbol_list, label) {
		leap_to(walk, label, case_text(label->stmt));
		rest = rest || !label->stmt->case_expression;
	} END_FOR_EACH_PTR(label);
	if (!rest)
		leap_to(walk, s->switch_break, NULL);
	flow_end(walk->flow, END_SELECT, TOKEN_OF(s),
		 text_of_value(s->switch_expression));
	walk_statement(walk, s->switch_statement);
	place_label(walk, s->switch_break);
}

/* A condition of a loop: "while (1)" is none. */
static void loop_while(struct walk *walk, struct expression *condition,
		       int if_true, int if_false)
{
	long long value;

	if (!condition)
		flow_next(walk->flow, if_true);
	else if (constant_value(condition, &value))
		flow_next(walk->flow, value ? if_true : if_false);
	else
		walk_condition(walk, condition, if_true, if_false);
}

static void walk_loop(struct walk *walk, struct statement *s)
{
	struct cleanup *outer = walk->scope;
	int head = flow_add_block(walk->flow);
	int body = flow_add_block(walk->flow);
	int after;

	declare_all(walk, s->iterator_syms);
	walk_statement(walk, s->iterator_pre_statement);
	after = find_label(walk, s->iterator_break)->block;
	flow_continue_in(walk->flow, head);
	loop_while(walk, s->iterator_pre_condition, body, after);
	flow_continue_in(walk->flow, body);
	walk_statement(walk, s->iterator_statement);
	place_label(walk, s->iterator_continue);
	walk_statement(walk, s->iterator_post_statement);
	loop_while(walk, s->iterator_post_condition, head, after);
	/* what the loop declares is alive until it is left */
	place_label(walk, s->iterator_break);
	leave_scope(walk, outer);
}

/* Outputs are no assignments: what is written there no one can tell. */
static void walk_asm(struct walk *walk, struct statement *s)
{
	struct asm_operand *operand;
	struct symbol *label;
	int after;

	FOR_EACH_PTR(s->asm_outputs, operand) {
		walk_value(walk, operand->expr);
	} END_FOR_EACH_PTR(operand);
	FOR_EACH_PTR(s->asm_inputs, operand) {
		walk_value(walk, operand->expr);
	} END_FOR_EACH_PTR(operand);
	if (!s->asm_labels)
		return;
	after = flow_add_block(walk->flow);
	FOR_EACH_PTR(s->asm_labels, label) {
		leap_to(walk, label, text_word(show_ident(label->ident)));
	} END_FOR_EACH_PTR(label);
	flow_add_edge(flow_open(walk->flow), NULL, after);
	flow_end(walk->flow, END_SELECT, TOKEN_OF(s), "asm goto");
	flow_continue_in(walk->flow, after);
}

void walk_statement(struct walk *walk, struct statement *s)
{
	if (!s)
		return;
	switch (s->type) {
	case STMT_DECLARATION:
		declare_all(walk, s->declaration);
		break;
	case STMT_EXPRESSION:
		walk_value(walk, s->expression);
		break;
	case STMT_COMPOUND:
		walk_compound(walk, s);
		break;
	case STMT_IF:
		if (!is_assertion(s))
			walk_if(walk, s);
		break;
	case STMT_RETURN:
		walk_return(walk, s);
		break;
	case STMT_SWITCH:
		walk_switch(walk, s);
		break;
	case STMT_CASE:
		place_label(walk, s->case_label);
		walk_statement(walk, s->case_statement);
		break;
	case STMT_ITERATOR:
		walk_loop(walk, s);
		break;
	case STMT_LABEL:
		place_label(walk, s->label_identifier);
		walk_statement(walk, s->label_statement);
		break;
	case STMT_GOTO:
		walk_goto(walk, s);
		break;
	case STMT_ASM:
		walk_asm(walk, s);
		break;
	default:
		break;	/* notes for sparse's own checks */
	}
}

struct function *walk_function(struct symbol *symbol)
{
	struct function *f = calloc(1, sizeof(*f));
	struct walk walk = { .function = f };
	struct statement *s;
	int open;

	if (!f)
		die("out of memory");
	f->symbol = symbol;
	f->token = walk_name(symbol);
	f->params = (struct span){ f->token + 1, unit_closing(f->token + 1) };
	for (open = f->params.last; open < unit_size() && !unit_is_op(open, '{');)
		open = unit_closing(open) + 1;
	f->end = unit_closing(open);
	f->flow = flow_new();
	walk.flow = &f->flow;
	FOR_EACH_PTR(unit_body(symbol)->stmts, s) {
		walk_statement(&walk, s);
	} END_FOR_EACH_PTR(s);
	if (flow_is_open(&f->flow)) {
		clean_up(&walk, NULL);
		flow_end(&f->flow, END_RETURN, f->end, NULL);
	}
	land(&walk);
	flow_tidy(&f->flow, span_is_written);
	return f;
}
