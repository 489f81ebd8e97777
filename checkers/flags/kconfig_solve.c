// SPDX-License-Identifier: GPL-2.0-only
/*
 * Giving every symbol of the Kconfig files its value: yes where it may be.
 */
#include "kconfig.h"

#include <stdlib.h>
#include <string.h>

/*
 * How deep symbols and expressions may lead into each other: some hundreds in
 * a kernel, and the stack holds ten times this.
 */
#define MAX_DEPTH 8000

/* How much may be looked at in all: a kernel takes a twentieth. */
#define MAX_STEPS 50000000

struct solver {
	struct kconfig *k;
	int depth;
	int steps;
};

static void solve(struct solver *v, struct symbol *s);

static const char *truth_text(enum tristate t)
{
	return t == YES ? "y" : t == MOD ? "m" : "n";
}

static const char *operand_text(struct solver *v, const struct expr *e)
{
	if (e->op != OP_SYMBOL)
		return e->text ?: "";
	solve(v, e->symbol);
	if (e->symbol->type == UNKNOWN)
		return e->symbol->name;
	if (e->symbol->type == BOOL || e->symbol->type == TRISTATE)
		return truth_text(e->symbol->truth);
	return e->symbol->value ?: "";
}

/* Numbers by their value, all else as text. */
static int compare(const char *a, const char *b)
{
	char *end_a, *end_b;
	long long x = strtoll(a, &end_a, 0), y = strtoll(b, &end_b, 0);

	if (*end_a || *end_b || !*a || !*b)
		return strcmp(a, b);
	return (x > y) - (x < y);
}

static bool compare_operands(struct solver *v, const struct expr *e)
{
	const char *left = operand_text(v, e->left);
	int order = compare(left, operand_text(v, e->right));

	switch (e->op) {
	case OP_EQUAL:
		return !order;
	case OP_UNEQUAL:
		return order;
	case OP_LESS:
		return order < 0;
	case OP_GREATER:
		return order > 0;
	case OP_NOT_GREATER:
		return order <= 0;
	default:
		return order >= 0;
	}
}

static enum tristate truth(struct solver *v, const struct expr *e);

static enum tristate truth_of_symbol(struct solver *v, struct symbol *s)
{
	solve(v, s);
	return s->type == BOOL || s->type == TRISTATE ? s->truth : NO;
}

static enum tristate truth_of(struct solver *v, const struct expr *e)
{
	enum tristate left;

	switch (e->op) {
	case OP_SYMBOL:
		return truth_of_symbol(v, e->symbol);
	case OP_TEXT:
		return !strcmp(e->text, "y") ? YES :
		       !strcmp(e->text, "m") ? MOD : NO;
	case OP_NOT:
		return YES - truth(v, e->left);
	case OP_AND:
		left = truth(v, e->left);
		if (left != NO) {
			enum tristate right = truth(v, e->right);

			left = right < left ? right : left;
		}
		return left;
	case OP_OR:
		left = truth(v, e->left);
		if (left != YES) {
			enum tristate right = truth(v, e->right);

			left = right > left ? right : left;
		}
		return left;
	default:
		return compare_operands(v, e) ? YES : NO;
	}
}

/* No expression is true; what leads too deep is not. */
static enum tristate truth(struct solver *v, const struct expr *e)
{
	enum tristate t;

	if (!e)
		return YES;
	if (v->depth > MAX_DEPTH || v->steps > MAX_STEPS)
		return NO;
	v->steps++;
	v->depth++;
	t = truth_of(v, e);
	v->depth--;
	return t;
}

static enum tristate visibility(struct solver *v, const struct symbol *s)
{
	enum tristate best = NO;

	for (struct property *p = s->properties; p && best != YES; p = p->next) {
		enum tristate t;

		v->steps++;
		if (p->kind != PROMPT || v->steps > MAX_STEPS)
			continue;
		t = truth(v, p->condition);
		best = t > best ? t : best;
	}
	return best;
}

/* Of a choice, the default one that can be had, else the first. */
static struct symbol *choose(struct solver *v, struct symbol *choice)
{
	for (struct property *p = choice->properties; p; p = p->next) {
		if (p->kind == DEFAULT && p->value->op == OP_SYMBOL &&
		    p->value->symbol->choice == choice &&
		    truth(v, p->condition) != NO &&
		    visibility(v, p->value->symbol) != NO)
			return p->value->symbol;
	}
	for (size_t i = 0; i < choice->nr_members; i++) {
		if (visibility(v, choice->members[i]) != NO)
			return choice->members[i];
	}
	return NULL;
}

static enum tristate depends(struct solver *v, const struct symbol *s)
{
	if (s->free)
		return YES;
	return s->depends ? truth(v, s->depends) : NO;
}

/* Without a prompt that is seen, the first default that applies. */
static enum tristate default_truth(struct solver *v, const struct symbol *s)
{
	for (struct property *p = s->properties; p; p = p->next) {
		enum tristate condition, value;

		if (p->kind != DEFAULT)
			continue;
		condition = truth(v, p->condition);
		if (condition == NO)
			continue;
		value = truth(v, p->value);
		return value < condition ? value : condition;
	}
	return NO;
}

/* The greatest of what selects, or implies, the symbol. */
static enum tristate reverse(struct solver *v, const struct symbol *s,
			     enum property_kind kind)
{
	enum tristate best = NO;

	for (struct property *p = s->properties; p && best != YES; p = p->next) {
		enum tristate by;

		if (p->kind != kind)
			continue;
		by = truth(v, p->condition);
		if (by != NO) {
			enum tristate value = truth(v, p->value);

			by = value < by ? value : by;
		}
		best = by > best ? by : best;
	}
	return best;
}

static void solve_truth(struct solver *v, struct symbol *s)
{
	enum tristate t = visibility(v, s), by;

	if (s->choice) {
		solve(v, s->choice);
		s->truth = s->choice->truth != NO && t != NO &&
			   s->choice->chosen == s ? YES : NO;
		return;
	}
	if (t == NO) {
		t = default_truth(v, s);
		by = reverse(v, s, IMPLIED_BY);
		if (by > t && depends(v, s) >= by)
			t = by;
	}
	by = reverse(v, s, SELECTED_BY);
	t = by > t ? by : t;
	if (t == MOD && s->type == BOOL)
		t = YES;
	s->truth = t;
	if (t != NO && s->nr_members)
		s->chosen = choose(v, s);
}

/* Into the first range that applies. */
static const char *in_range(struct solver *v, const struct symbol *s,
			    const char *value)
{
	for (struct property *p = s->properties; p; p = p->next) {
		const char *low, *high;

		if (p->kind != RANGE || !p->high || truth(v, p->condition) == NO)
			continue;
		low = operand_text(v, p->value);
		high = operand_text(v, p->high);
		if (!*value || compare(value, low) < 0)
			return low;
		return compare(value, high) > 0 ? high : value;
	}
	return value;
}

/* Nobody hears of one that has neither a prompt nor a default. */
static void solve_value(struct solver *v, struct symbol *s)
{
	s->written = visibility(v, s) != NO;
	s->value = "";
	for (struct property *p = s->properties; p; p = p->next) {
		if (p->kind == DEFAULT && truth(v, p->condition) != NO) {
			s->value = operand_text(v, p->value);
			s->written = true;
			break;
		}
	}
	if (s->type == STRING)
		return;
	s->value = in_range(v, s, s->value);
	if (!*s->value)
		s->value = s->type == HEX ? "0x0" : "0";
}

/* In a circle the symbol that is asked for again counts as off. */
static void solve(struct solver *v, struct symbol *s)
{
	if (s->state != FRESH || v->depth > MAX_DEPTH)
		return;
	s->state = BUSY;
	v->depth++;
	if (s->type == BOOL || s->type == TRISTATE)
		solve_truth(v, s);
	else if (s->type != UNKNOWN)
		solve_value(v, s);
	v->depth--;
	s->state = DONE;
}

void kconfig_solve(struct kconfig *k)
{
	struct solver v = { .k = k };

	for (size_t i = 0; i < k->nr_symbols; i++)
		solve(&v, k->symbols[i]);
}

const char *kconfig_value(struct kconfig *k, const char *name)
{
	const struct symbol *s = kconfig_symbol(k, name);

	if (s->type == BOOL || s->type == TRISTATE)
		return s->truth == NO ? NULL : "1";
	return s->written ? s->value : NULL;
}

const char *kconfig_make_value(struct kconfig *k, const char *name)
{
	const struct symbol *s = kconfig_symbol(k, name);

	if (s->type == BOOL || s->type == TRISTATE)
		return s->truth == NO ? "" : truth_text(s->truth);
	return s->written ? s->value : "";
}

static void write_string(const char *value, FILE *out)
{
	putc('"', out);
	for (; *value; value++) {
		if (*value == '"' || *value == '\\')
			putc('\\', out);
		putc(*value, out);
	}
	fputs("\"\n", out);
}

/* Hexadecimal numbers may lack their "0x"; what is none is 0. */
static void write_number(const char *value, FILE *out)
{
	char *end;

	strtoull(value, &end, 0);
	if (*value && !*end)
		fprintf(out, "%s\n", value);
	else if (!value[strspn(value, "0123456789abcdefABCDEF")])
		fprintf(out, "0x%s\n", value);
	else
		fputs("0\n", out);
}

void kconfig_write(const struct kconfig *k, FILE *out)
{
	for (size_t i = 0; i < k->nr_symbols; i++) {
		const struct symbol *s = k->symbols[i];

		if (!s->name || s->type == UNKNOWN ||
		    (s->type > TRISTATE && !s->written))
			continue;
		if (s->type == STRING) {
			fprintf(out, "#define CONFIG_%s ", s->name);
			write_string(s->value, out);
		} else if (s->type > TRISTATE) {
			fprintf(out, "#define CONFIG_%s ", s->name);
			write_number(s->value, out);
		} else if (s->truth != NO) {
			fprintf(out, "#define CONFIG_%s%s 1\n", s->name,
				s->truth == MOD ? "_MODULE" : "");
		}
	}
}
