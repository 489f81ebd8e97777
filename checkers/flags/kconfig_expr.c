// SPDX-License-Identifier: GPL-2.0-only
/*
 * Expressions of the Kconfig language.
 */
#include "kconfig.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Parentheses and negations in each other. */
#define MAX_NESTING 100

/* The length of "$(...)" at @p, with those inside of it. */
static size_t macro_length(const char *p)
{
	const char *start = p;
	int depth = 0;

	for (; *p; p++) {
		if (*p == '(')
			depth++;
		else if (*p == ')' && !--depth)
			return p + 1 - start;
	}
	return p - start;
}

static const char *skip_space(const char *p)
{
	return p + strspn(p, " \t");
}

static struct expr *new_expr(struct kconfig *k, enum operation op)
{
	struct expr *e = obstack_alloc(&k->memory, sizeof(*e));

	*e = (struct expr){ .op = op };
	return e;
}

static struct expr *text_expr(struct kconfig *k, const char *text, size_t len)
{
	struct expr *e = new_expr(k, OP_TEXT);

	e->text = obstack_copy0(&k->memory, text, len);
	return e;
}

/*
 * The architecture is known; what a command would say is not: "".  But nothing
 * is assembled here, so that the assembler may know every instruction.
 */
static const struct expr *expand_text(struct kconfig *k, const char *text,
				      size_t len)
{
	static const char *const archs[] = {
		"$(ARCH)", "$(SRCARCH)", "$(SUBARCH)", "$(HOSTARCH)",
	};

	for (size_t i = 0; i < ARRAY_SIZE(archs); i++) {
		if (strlen(archs[i]) == len && !strncmp(text, archs[i], len))
			return text_expr(k, k->arch, strlen(k->arch));
	}
	if (starts_with(text, "$(as-instr"))
		return text_expr(k, "y", 1);
	if (memmem(text, len, "$(", 2))
		len = 0;
	return text_expr(k, text, len);
}

static const struct expr *parse_string(struct kconfig *k, const char **p)
{
	char quote = *(*p)++, *text;
	const char *end = *p;
	const struct expr *e;
	size_t n = 0;

	while (*end && *end != quote)
		end += end[0] == '\\' && end[1] ? 2 : 1;
	text = xrealloc(NULL, end - *p);
	while (*p < end) {
		*p += **p == '\\' && *p + 1 < end;
		text[n++] = *(*p)++;
	}
	*p += *end == quote;
	e = expand_text(k, text, n);
	free(text);
	return e;
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '.' ||
	       c == '/';
}

/* Names may begin with a digit: 64BIT, 8139TOO. */
static bool is_number(const char *s)
{
	char *end;

	strtoll(s, &end, 0);
	return end > s && !*end;
}

static const struct expr *parse_word(struct kconfig *k, const char **p)
{
	const char *start = *p;
	struct expr *e;
	char *name;

	if (*start == '"' || *start == '\'')
		return parse_string(k, p);
	if (*start == '$') {
		*p += macro_length(start);
		return expand_text(k, start, *p - start);
	}
	while (is_word(**p))
		(*p)++;
	if (*p == start)
		return NULL;
	name = obstack_copy0(&k->memory, start, *p - start);
	if (is_number(name) || (strlen(name) == 1 && strchr("nmy", *name)))
		return text_expr(k, name, strlen(name));
	e = new_expr(k, OP_SYMBOL);
	e->symbol = kconfig_symbol(k, name);
	return e;
}

static const struct expr *parse_comparison(struct kconfig *k, const char **p)
{
	static const struct {
		const char *sign;
		enum operation op;
	} signs[] = {
		{ "!=", OP_UNEQUAL }, { "<=", OP_NOT_GREATER },
		{ ">=", OP_NOT_LESS }, { "=", OP_EQUAL }, { "<", OP_LESS },
		{ ">", OP_GREATER },
	};
	const struct expr *left = parse_word(k, p);
	struct expr *e;

	if (!left)
		return NULL;
	*p = skip_space(*p);
	for (size_t i = 0; i < ARRAY_SIZE(signs); i++) {
		if (!starts_with(*p, signs[i].sign))
			continue;
		*p = skip_space(*p + strlen(signs[i].sign));
		e = new_expr(k, signs[i].op);
		e->left = left;
		e->right = parse_word(k, p);
		return e->right ? e : NULL;
	}
	return left;
}

static const struct expr *parse_or(struct kconfig *k, const char **p,
				   int nesting);

static const struct expr *parse_unary(struct kconfig *k, const char **p,
				      int nesting)
{
	const struct expr *inner;

	*p = skip_space(*p);
	if (nesting > MAX_NESTING || (**p != '!' && **p != '('))
		return nesting > MAX_NESTING ? NULL : parse_comparison(k, p);
	if (*(*p)++ == '!') {
		inner = parse_unary(k, p, nesting + 1);
		return inner ? kconfig_expr_join(k, OP_NOT, inner, NULL) : NULL;
	}
	inner = parse_or(k, p, nesting + 1);
	*p = skip_space(*p);
	if (!inner || **p != ')')
		return NULL;
	(*p)++;
	return inner;
}

static const struct expr *parse_and(struct kconfig *k, const char **p,
				    int nesting)
{
	const struct expr *left = parse_unary(k, p, nesting), *right;

	while (left && starts_with(*p = skip_space(*p), "&&")) {
		*p += 2;
		right = parse_unary(k, p, nesting);
		left = right ? kconfig_expr_join(k, OP_AND, left, right) : NULL;
	}
	return left;
}

static const struct expr *parse_or(struct kconfig *k, const char **p,
				   int nesting)
{
	const struct expr *left = parse_and(k, p, nesting), *right;

	while (left && starts_with(*p = skip_space(*p), "||")) {
		*p += 2;
		right = parse_and(k, p, nesting);
		left = right ? kconfig_expr_join(k, OP_OR, left, right) : NULL;
	}
	return left;
}

const struct expr *kconfig_expr_parse(struct kconfig *k, const char **p)
{
	*p = skip_space(*p);
	if (!**p || **p == '#')
		return NULL;
	return parse_or(k, p, 0) ?: text_expr(k, "n", 1);
}

const struct expr *kconfig_expr_join(struct kconfig *k, enum operation op,
				     const struct expr *a,
				     const struct expr *b)
{
	struct expr *e;

	if (op == OP_AND && (!a || !b))
		return a ? a : b;
	if (op == OP_OR && (!a || !b))
		return NULL;
	e = new_expr(k, op);
	e->left = a ? a : text_expr(k, "y", 1);
	e->right = b;
	return e;
}
