// SPDX-License-Identifier: GPL-2.0-only
/*
 * Expressions as text: see text.h.
 */
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <libxml/xmlstring.h>
#include <libxml/dict.h>

#include "span.h"
#include "types.h"

/* How tightly operators bind, as in C. */
enum {
	BIND_COMMA, BIND_ASSIGN, BIND_CONDITION, BIND_OR, BIND_AND, BIND_BIT_OR,
	BIND_BIT_XOR, BIND_BIT_AND, BIND_EQUAL, BIND_ORDER, BIND_SHIFT,
	BIND_ADD, BIND_MULTIPLY, BIND_PREFIX, BIND_POSTFIX,
};

struct printer {
	FILE *out;
	bool evaluated;		/* only the left side of assignments */
};

static void print(struct printer *p, struct expression *e, int binding);

const char *text_word(const char *s)
{
	static xmlDictPtr dict;

	if (!dict)
		dict = xmlDictCreate();
	return (const char *)xmlDictLookup(dict, BAD_CAST s, -1);
}

const char *text_take(char *s)
{
	const char *word = text_word(s ? s : "");

	free(s);
	return word;
}

const char *text_format(const char *fmt, ...)
{
	char *text = NULL;
	va_list args;
	int n;

	va_start(args, fmt);
	n = vasprintf(&text, fmt, args);
	va_end(args);
	if (n < 0)
		die("out of memory");
	return text_take(text);
}

const char *text_called_name(const struct expression *call)
{
	const struct expression *fn = call->fn;

	while (fn && fn->type == EXPR_PREOP && (fn->op == '(' || fn->op == '*'))
		fn = fn->unop;
	return fn && fn->type == EXPR_SYMBOL ?
		text_word(show_ident(fn->symbol_name)) : NULL;
}

/* What "__builtin_expect(!!(x), 1)" is about; NULL for anything else. */
static struct expression *expected(struct expression *e)
{
	const char *name;

	while (e && e->type == EXPR_PREOP && e->op == '(')
		e = e->unop;
	if (!e || e->type != EXPR_CALL)
		return NULL;
	name = text_called_name(e);
	if (!name || strcmp(name, "__builtin_expect"))
		return NULL;
	e = first_expression(e->args);
	while (e && e->type == EXPR_PREOP && (e->op == '(' || e->op == '!')) {
		if (e->op == '!' && (e->unop->type != EXPR_PREOP ||
				     e->unop->op != '!'))
			break;
		e = e->op == '!' ? e->unop->unop : e->unop;
	}
	return e;
}

static bool is_plain_cast(const struct expression *e)
{
	return (e->type == EXPR_CAST || e->type == EXPR_FORCE_CAST) &&
	       e->cast_expression &&
	       e->cast_expression->type != EXPR_INITIALIZER;
}

/* One layer off, NULL if there is none. */
static struct expression *peel(struct expression *e)
{
	struct expression *inner = expected(e);

	if (inner)
		return inner;
	if (e->type == EXPR_PREOP && e->op == '(' && e->unop)
		return e->unop;
	return is_plain_cast(e) ? e->cast_expression : NULL;
}

struct expression *text_strip(struct expression *e)
{
	for (struct expression *next = e; next; next = peel(e))
		e = next;
	return e;
}

static int binding_of_binary(int op)
{
	switch (op) {
	case '*': case '/': case '%':
		return BIND_MULTIPLY;
	case '+': case '-':
		return BIND_ADD;
	case SPECIAL_LEFTSHIFT: case SPECIAL_RIGHTSHIFT:
		return BIND_SHIFT;
	case SPECIAL_EQUAL: case SPECIAL_NOTEQUAL:
		return BIND_EQUAL;
	case '&':
		return BIND_BIT_AND;
	case '^':
		return BIND_BIT_XOR;
	case '|':
		return BIND_BIT_OR;
	case SPECIAL_LOGICAL_AND:
		return BIND_AND;
	case SPECIAL_LOGICAL_OR:
		return BIND_OR;
	case ',':
		return BIND_COMMA;
	default:
		return BIND_ORDER;
	}
}

static int binding_of(const struct printer *p, const struct expression *e)
{
	switch (e->type) {
	case EXPR_BINOP: case EXPR_COMPARE: case EXPR_LOGICAL: case EXPR_COMMA:
		return binding_of_binary(e->op);
	case EXPR_ASSIGNMENT:
		return p->evaluated ? BIND_POSTFIX : BIND_ASSIGN;
	case EXPR_CONDITIONAL:
		return BIND_CONDITION;
	case EXPR_PREOP:
		return unit_is_op(TOKEN_OF(e), '[') ? BIND_POSTFIX : BIND_PREFIX;
	default:
		return BIND_POSTFIX;
	}
}

static void print_tokens(struct printer *p, struct span span)
{
	char *text = span_text(span);

	fputs(text ? text : "", p->out);
	free(text);
}

/* "a->b" is (*a).b to sparse. */
static void print_member(struct printer *p, struct expression *e)
{
	struct expression *base = e->deref;
	const char *op = ".";

	if (base->type == EXPR_PREOP && base->op == '*' &&
	    TOKEN_OF(base) == TOKEN_OF(e)) {
		base = base->unop;
		op = "->";
	}
	print(p, base, BIND_POSTFIX);
	fprintf(p->out, "%s%s", op, show_ident(e->member));
}

static void print_call(struct printer *p, struct expression *e)
{
	struct expression *arg;
	const char *comma = "";

	print(p, e->fn, BIND_POSTFIX);
	fputc('(', p->out);
	FOR_EACH_PTR(e->args, arg) {
		fputs(comma, p->out);
		print(p, arg, BIND_ASSIGN);
		comma = ", ";
	} END_FOR_EACH_PTR(arg);
	fputc(')', p->out);
}

static void print_prefix(struct printer *p, struct expression *e)
{
	if (unit_is_op(TOKEN_OF(e), '[') && e->unop->type == EXPR_BINOP) {
		print(p, e->unop->left, BIND_POSTFIX);
		fputc('[', p->out);
		print(p, e->unop->right, BIND_COMMA);
		fputc(']', p->out);
		return;
	}
	if (!p->evaluated || (e->op != SPECIAL_INCREMENT &&
			      e->op != SPECIAL_DECREMENT))
		fputs(show_special(e->op), p->out);
	print(p, e->unop, BIND_PREFIX);
}

static void print_binary(struct printer *p, struct expression *e)
{
	int binding = binding_of_binary(e->op);

	if (token_type(unit_token(TOKEN_OF(e))) == TOKEN_IDENT) {
		print_tokens(p, span_of_expression(e));
		return;
	}
	print(p, e->left, binding);
	fprintf(p->out, e->op == ',' ? "%s " : " %s ", show_special(e->op));
	print(p, e->right, binding + 1);
}

static void print_assignment(struct printer *p, struct expression *e)
{
	if (p->evaluated) {
		print(p, e->left, BIND_POSTFIX);
		return;
	}
	print(p, e->left, BIND_PREFIX);
	fprintf(p->out, " %s ", show_special(e->op));
	print(p, e->right, BIND_ASSIGN);
}

static void print_conditional(struct printer *p, struct expression *e)
{
	print(p, e->conditional, BIND_OR);
	if (e->cond_true) {
		fputs(" ? ", p->out);
		print(p, e->cond_true, BIND_COMMA);
		fputs(" : ", p->out);
	} else {
		fputs(" ?: ", p->out);
	}
	print(p, e->cond_false, BIND_CONDITION);
}

/* A statement expression that no macro accounts for: its value, if any. */
static void print_statement(struct printer *p, struct expression *e)
{
	struct expression *value = unit_value_of(e);

	if (value)
		print(p, value, BIND_POSTFIX);
	else
		fputs("({ })", p->out);
}

static void print_kind(struct printer *p, struct expression *e)
{
	switch (e->type) {
	case EXPR_SYMBOL:
		fputs(show_ident(e->symbol_name), p->out);
		break;
	case EXPR_PREOP:
		print_prefix(p, e);
		break;
	case EXPR_POSTOP:
		print(p, e->unop, BIND_POSTFIX);
		fputs(show_special(e->op), p->out);
		break;
	case EXPR_DEREF:
		print_member(p, e);
		break;
	case EXPR_CALL:
		print_call(p, e);
		break;
	case EXPR_BINOP: case EXPR_COMPARE: case EXPR_LOGICAL: case EXPR_COMMA:
		print_binary(p, e);
		break;
	case EXPR_ASSIGNMENT:
		print_assignment(p, e);
		break;
	case EXPR_CONDITIONAL:
		print_conditional(p, e);
		break;
	case EXPR_STATEMENT:
		print_statement(p, e);
		break;
	case EXPR_GENERIC:
		print(p, type_choice(e), BIND_POSTFIX);
		break;
	default:
		/* constants, sizeof, compound literals: as they are written */
		print_tokens(p, span_of_expression(e));
	}
}

static void print(struct printer *p, struct expression *e, int binding)
{
	char *macro = NULL;
	bool parens;

	while (e) {
		struct expression *next = expected(e);

		if (!next) {
			macro = span_macro(span_of_expression(e));
			next = macro ? NULL : peel(e);
		}
		if (!next)
			break;
		e = next;
	}
	if (macro) {
		fputs(macro, p->out);
		free(macro);
		return;
	}
	if (!e)
		return;
	parens = binding_of(p, e) < binding;
	if (parens)
		fputc('(', p->out);
	print_kind(p, e);
	if (parens)
		fputc(')', p->out);
}

static const char *text(struct expression *e, bool evaluated, int binding)
{
	struct printer p = { .evaluated = evaluated };
	char *string = NULL;
	size_t len;

	p.out = open_memstream(&string, &len);
	if (!p.out)
		die("out of memory");
	print(&p, e, binding);
	fclose(p.out);
	return text_take(string);
}

const char *text_of(struct expression *e)
{
	return text(e, false, BIND_COMMA);
}

const char *text_of_value(struct expression *e)
{
	return text(e, true, BIND_COMMA);
}

const char *text_of_callee(struct expression *e)
{
	return text(e, false, BIND_POSTFIX);
}
