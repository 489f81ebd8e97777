// SPDX-License-Identifier: GPL-2.0-only
/*
 * Expressions as engines quote them: see expr.h.
 */
#include "expr.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../base/base.h"

static bool is_text(const struct expr_token *t, const char *text)
{
	return !strcmp(t->text, text);
}

static bool is_token_of(const struct expr_token *t, const char *const *texts)
{
	for (; *texts; texts++) {
		if (is_text(t, *texts))
			return true;
	}
	return false;
}

/* Calls that hand their argument's truth on. */
static bool is_transparent(const struct expr_token *t)
{
	static const char *const names[] = {
		"likely", "unlikely", "READ_ONCE", "sizeof", NULL
	};

	return is_token_of(t, names);
}

/* What each open parenthesis means for the tokens inside. */
struct nesting {
	bool call;
	bool negated;
};

static void mark_nesting(struct expr *e)
{
	struct nesting stack[64] = { 0 };
	size_t depth = 0;
	bool negate_next = false;

	for (size_t i = 0; i < e->n; i++) {
		struct expr_token *t = &e->token[i];
		struct nesting *top = &stack[depth];

		t->in_call = top->call;
		t->negated = top->negated != negate_next;
		if (is_text(t, "!")) {
			negate_next = !negate_next;
			continue;
		}
		if (is_text(t, "(") && depth + 1 < ARRAY_SIZE(stack)) {
			bool call = i && e->token[i - 1].called &&
				!is_transparent(&e->token[i - 1]);

			stack[++depth] = (struct nesting){
				.call = top->call || call,
				.negated = t->negated,
			};
			negate_next = false;
		} else if (is_text(t, ")") && depth) {
			depth--;
			negate_next = false;
		} else if (t->kind == TOKEN_PUNCT &&
			   !is_text(t, "->") && !is_text(t, ".")) {
			negate_next = false;
		} else if (t->called) {
			/* "! f ( x )": the "!" is for the parenthesis too. */
			continue;
		}
	}
}

static void mark_comparisons(struct expr *e)
{
	static const char *const logical[] = {
		"!", "&&", "||", "?", ":", "(", ")", ",", "->", ".", NULL
	};

	for (size_t i = 0; i < e->n; i++) {
		const struct expr_token *before = i ? &e->token[i - 1] : NULL;
		const struct expr_token *after = i + 1 < e->n ?
			&e->token[i + 1] : NULL;

		e->token[i].compared =
			(before && before->kind == TOKEN_PUNCT &&
			 !is_token_of(before, logical)) ||
			(after && after->kind == TOKEN_PUNCT &&
			 !is_token_of(after, logical));
	}
}

struct expr expr_parse(const char *text)
{
	struct scanner *s = scanner_open(text, strlen(text));
	struct expr e = { 0 };
	struct token t;

	for (scanner_next(s, &t); t.kind != TOKEN_END; scanner_next(s, &t)) {
		struct expr_token *copy = array_add(&e.token, &e.n);

		copy->kind = t.kind;
		copy->text = xstrndup(t.text, t.len);
		if (t.kind == TOKEN_PUNCT && t.len == 1 && t.text[0] == '(' &&
		    e.n > 1 && copy[-1].kind == TOKEN_NAME)
			copy[-1].called = true;
	}
	scanner_close(s);
	mark_nesting(&e);
	mark_comparisons(&e);
	return e;
}

void expr_free(struct expr *e)
{
	for (size_t i = 0; i < e->n; i++)
		free(e->token[i].text);
	free(e->token);
	*e = (struct expr){ 0 };
}

/* Is the token at @i an operand's end, so that an operator after it is binary? */
static bool ends_operand(const struct expr *e, size_t i)
{
	const struct expr_token *t = &e->token[i];

	return t->kind == TOKEN_NAME || t->kind == TOKEN_NUMBER ||
		t->kind == TOKEN_STRING || is_text(t, ")") || is_text(t, "]");
}

static bool needs_space(const struct expr *e, size_t i)
{
	static const char *const tight_after[] = {
		"(", "[", "!", "~", "->", ".", NULL
	};
	static const char *const tight_before[] = {
		")", "]", ",", "->", ".", "++", "--", "[", NULL
	};
	static const char *const unary[] = { "-", "*", "&", "+", NULL };
	const struct expr_token *before = &e->token[i - 1];
	const struct expr_token *t = &e->token[i];

	if (is_token_of(before, tight_after) || is_token_of(t, tight_before))
		return false;
	if (is_text(t, "("))
		return !before->called && !is_token_of(before, unary);
	if (is_token_of(before, unary) && (i < 2 || !ends_operand(e, i - 2)))
		return false;
	return true;
}

char *expr_spaced(const char *text)
{
	size_t len = strlen(text), n = 0;
	struct scanner *s;
	struct token t;
	char *out;

	if (expr_is_name(text))
		return xstrdup(text);
	s = scanner_open(text, len);
	out = xcalloc(2 * len + 1, 1);
	for (scanner_next(s, &t); t.kind != TOKEN_END; scanner_next(s, &t)) {
		if (n)
			out[n++] = ' ';
		memcpy(out + n, t.text, t.len);
		n += t.len;
	}
	scanner_close(s);
	return out;
}

char *expr_pretty(const char *text)
{
	/* No token is empty. */
	return expr_rename(text, "", "");
}

char *expr_rename(const char *text, const char *from, const char *to)
{
	struct expr e = expr_parse(text);
	char *out = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&out, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < e.n; i++) {
		const char *token = e.token[i].text;

		if (i && needs_space(&e, i))
			fputc(' ', f);
		fputs(strcmp(token, from) ? token : to, f);
	}
	fclose(f);
	expr_free(&e);
	return out;
}

bool expr_is_false(const char *text)
{
	return !strcmp(text, "false") || !strcmp(text, "0") ||
		!strcmp(text, "NULL");
}

bool expr_is_true(const char *text)
{
	return !strcmp(text, "true") || !strcmp(text, "1");
}

bool expr_is_name(const char *text)
{
	if (!isalpha((unsigned char)*text) && *text != '_')
		return false;
	for (; *text; text++) {
		if (!isalnum((unsigned char)*text) && *text != '_')
			return false;
	}
	return true;
}

bool expr_is_constant_name(const char *text)
{
	bool letter = false;

	if (!expr_is_name(text))
		return false;
	for (; *text; text++) {
		if (islower((unsigned char)*text))
			return false;
		letter = letter || isupper((unsigned char)*text);
	}
	return letter;
}

bool expr_split_member(const char *text, char **base, char **member)
{
	const char *name = text + strlen(text);
	const char *end;

	while (name > text && (isalnum((unsigned char)name[-1]) || name[-1] == '_'))
		name--;
	end = name;
	while (end > text && end[-1] == ' ')
		end--;
	if (!*name)
		return false;
	if (end - text > 1 && end[-1] == '.')
		end--;
	else if (end - text > 2 && end[-1] == '>' && end[-2] == '-')
		end -= 2;
	else
		return false;
	while (end > text && end[-1] == ' ')
		end--;
	*base = xstrndup(text, end - text);
	*member = xstrdup(name);
	return true;
}

bool expr_mentions(const char *text, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = strstr(text, name); p; p = strstr(p + 1, name)) {
		bool begins = p == text || (!isalnum((unsigned char)p[-1]) &&
					    p[-1] != '_');
		bool ends = !isalnum((unsigned char)p[n]) && p[n] != '_';

		if (begins && ends)
			return true;
	}
	return false;
}
