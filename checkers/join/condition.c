// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a condition says of a value: see condition.h.
 */
#include "condition.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../base/base.h"
#include "../lex/expr.h"

bool text_mentions(const char *text, const char *part)
{
	size_t n = strlen(part);

	for (const char *p = strstr(text, part); n && p; p = strstr(p + 1, part)) {
		if ((p == text || p[-1] == ' ') && (!p[n] || p[n] == ' '))
			return true;
	}
	return false;
}

bool text_mentions_any(const char *text, const struct strv *parts)
{
	for (size_t i = 0; i < parts->n; i++) {
		if (text_mentions(text, parts->item[i]))
			return true;
	}
	return false;
}

char *argument_of(const char *text, const char *name)
{
	size_t n = strlen(name), len = strlen(text);
	int depth = 0;

	if (strncmp(text, name, n) || strncmp(text + n, " ( ", 3) ||
	    len < n + 5 || strcmp(text + len - 2, " )"))
		return NULL;
	text += n + 3;
	len -= n + 5;
	for (size_t i = 0; i < len; i++) {
		depth += text[i] == '(';
		depth -= text[i] == ')';
		if (depth < 0 || (!depth && text[i] == ','))
			return NULL;
	}
	return xstrndup(text, len);
}

static unsigned int sign_of_number(const char *text)
{
	char *end;
	long long n;

	if (!isdigit((unsigned char)*text))
		return SIGN_ANY;
	n = strtoll(text, &end, 0);
	if (*end && !strchr("uUlL", *end))
		return SIGN_ANY;
	return n ? SIGN_POS : SIGN_ZERO;
}

unsigned int sign_of_constant(const char *text)
{
	char *inner = argument_of(text, "ERR_PTR");
	unsigned int sign;

	if (inner) {
		sign = sign_of_constant(inner);
		free(inner);
		return sign == SIGN_ANY ? SIGN_NEG : sign;
	}
	if (expr_is_false(text))
		return SIGN_ZERO;
	if (!strcmp(text, "true"))
		return SIGN_POS;
	if (starts_with(text, "- ")) {
		if (expr_is_constant_name(text + 2) ||
		    sign_of_number(text + 2) == SIGN_POS)
			return SIGN_NEG;
		return SIGN_ANY;
	}
	return sign_of_number(text);
}

/* The comparison that is not inside of any parentheses, -1 if there is none,
 * or more than one operator of any kind. */
static int find_comparison(const struct expr *e)
{
	static const char *const comparisons[] = {
		"==", "!=", "<", ">", "<=", ">=",
	};
	static const char *const others[] = { "&&", "||", "?", "&", "|" };
	int depth = 0, found = -1;

	for (size_t i = 0; i < e->n; i++) {
		const char *t = e->token[i].text;

		depth += *t == '(' || *t == '[';
		depth -= *t == ')' || *t == ']';
		if (depth || e->token[i].kind != TOKEN_PUNCT)
			continue;
		for (size_t k = 0; i && k < ARRAY_SIZE(others); k++) {
			if (!strcmp(t, others[k]) && found < 0)
				return -1;
		}
		for (size_t k = 0; k < ARRAY_SIZE(comparisons); k++) {
			if (!strcmp(t, comparisons[k]))
				found = found < 0 ? (int)i : -1;
		}
	}
	return found;
}

static char *join_tokens(const struct expr *e, size_t begin, size_t end)
{
	char *s = xstrdup("");

	for (size_t i = begin; i < end; i++) {
		char *longer = xasprintf("%s%s%s", s, i > begin ? " " : "",
					 e->token[i].text);

		free(s);
		s = longer;
	}
	return s;
}

static const char *mirrored(const char *op)
{
	static const char *const pairs[][2] = {
		{ "<", ">" }, { ">", "<" }, { "<=", ">=" }, { ">=", "<=" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		if (!strcmp(op, pairs[i][0]))
			return pairs[i][1];
	}
	return op;
}

/* Signs that "value OP constant" leaves, the constant being of that sign. */
static unsigned int signs_if(const char *op, unsigned int sign)
{
	static const struct {
		const char *op;
		unsigned int neg, zero, pos;
	} table[] = {
		{ "==", SIGN_NEG, SIGN_ZERO, SIGN_POS },
		{ "!=", SIGN_ANY, SIGN_NEG | SIGN_POS, SIGN_ANY },
		{ "<", SIGN_NEG, SIGN_NEG, SIGN_ANY },
		{ "<=", SIGN_NEG, SIGN_NEG | SIGN_ZERO, SIGN_ANY },
		{ ">", SIGN_ANY, SIGN_POS, SIGN_POS },
		{ ">=", SIGN_ANY, SIGN_ZERO | SIGN_POS, SIGN_POS },
	};

	for (size_t i = 0; i < ARRAY_SIZE(table); i++) {
		if (strcmp(op, table[i].op))
			continue;
		return sign == SIGN_NEG ? table[i].neg :
			sign == SIGN_ZERO ? table[i].zero : table[i].pos;
	}
	return SIGN_ANY;
}

static const char *opposite(const char *op)
{
	static const char *const pairs[][2] = {
		{ "==", "!=" }, { "!=", "==" }, { "<", ">=" },
		{ ">=", "<" }, { ">", "<=" }, { "<=", ">" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		if (!strcmp(op, pairs[i][0]))
			return pairs[i][1];
	}
	return "";
}

static bool parse_question(const char *text, struct condition *c)
{
	static const struct {
		const char *name;
		unsigned int when_true;
	} questions[] = {
		{ "IS_ERR", SIGN_NEG },
		{ "IS_ERR_VALUE", SIGN_NEG },
		{ "IS_ERR_OR_NULL", SIGN_NEG | SIGN_ZERO },
	};

	for (size_t i = 0; i < ARRAY_SIZE(questions); i++) {
		c->left = argument_of(text, questions[i].name);
		if (!c->left)
			continue;
		c->when_true = questions[i].when_true;
		c->when_false = SIGN_ANY & ~c->when_true;
		return true;
	}
	return false;
}

static void parse_comparison(const struct expr *e, size_t at,
			     struct condition *c)
{
	const char *op = e->token[at].text;
	unsigned int sign;

	c->left = join_tokens(e, 0, at);
	c->right = join_tokens(e, at + 1, e->n);
	sign = sign_of_constant(c->right);
	if (sign == SIGN_ANY && sign_of_constant(c->left) != SIGN_ANY) {
		char *left = c->left;

		c->left = c->right;
		c->right = left;
		op = mirrored(op);
		sign = sign_of_constant(c->right);
	}
	c->op = xstrdup(op);
	if (sign == SIGN_ANY)
		return;
	c->when_true = signs_if(op, sign);
	c->when_false = signs_if(opposite(op), sign);
}

struct condition condition_parse(const char *text)
{
	struct condition c = { 0 };
	struct expr e;
	int at;

	if (!parse_question(text, &c)) {
		e = expr_parse(text);
		at = find_comparison(&e);
		if (at > 0) {
			parse_comparison(&e, at, &c);
		} else {
			c.left = xstrdup(text);
			c.when_true = SIGN_NEG | SIGN_POS;
			c.when_false = SIGN_ZERO;
		}
		expr_free(&e);
	}
	if (!c.op)
		c.op = xstrdup("");
	if (!c.right)
		c.right = xstrdup("");
	return c;
}

void condition_free(struct condition *c)
{
	free(c->left);
	free(c->op);
	free(c->right);
	*c = (struct condition){ 0 };
}
