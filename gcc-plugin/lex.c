// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tokens of C, and constant expressions made of them: see lex.h.
 *
 * A name in capitals is taken for a constant: that is how the kernel writes
 * macros and most enumerators, and nothing else.
 */
#include "lex.h"

#include <ctype.h>
#include <string.h>

static bool is_word_char(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static const char *skip_space(const char *s)
{
	for (;;) {
		if (isspace((unsigned char)*s) || (*s == '\\' && s[1] == '\n')) {
			s++;
		} else if (s[0] == '/' && s[1] == '*') {
			s = strstr(s + 2, "*/");
			if (!s)
				return "";
			s += 2;
		} else if (s[0] == '/' && s[1] == '/') {
			s += strcspn(s, "\n");
		} else {
			return s;
		}
	}
}

static size_t quoted_length(const char *s)
{
	size_t n = 1;

	while (s[n] && s[n] != *s)
		n += s[n] == '\\' && s[n + 1] ? 2 : 1;
	return s[n] ? n + 1 : n;
}

static size_t punctuation_length(const char *s)
{
	static const char *const longer[] = {
		"<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=",
		"==", "!=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=",
		"|=", "^=",
	};

	for (const char *punctuation : longer) {
		if (!strncmp(s, punctuation, strlen(punctuation)))
			return strlen(punctuation);
	}
	return 1;
}

struct token lex_next(const char **p)
{
	const char *s = skip_space(*p);
	size_t n = 0;

	if (is_word_char(*s)) {
		while (is_word_char(s[n]))
			n++;
	} else if (*s == '"' || *s == '\'') {
		n = quoted_length(s);
	} else if (*s) {
		n = punctuation_length(s);
	}
	*p = s + n;
	return { s, n };
}

bool token_is(const struct token *token, const char *text)
{
	return token->n == strlen(text) && !strncmp(token->s, text, token->n);
}

bool token_is_word(const struct token *token)
{
	return token->n && is_word_char(*token->s);
}

void lex_skip_group(const char **p)
{
	int depth = 1;

	while (depth) {
		struct token token = lex_next(p);

		if (!token.n)
			return;
		if (strchr("([{", *token.s))
			depth++;
		else if (strchr(")]}", *token.s))
			depth--;
	}
}

const char *lex_match(const char *p, const std::string &words)
{
	const char *w = words.c_str();

	for (;;) {
		struct token want = lex_next(&w), got;

		if (!want.n)
			return p;
		got = lex_next(&p);
		if (got.n != want.n || strncmp(got.s, want.s, got.n))
			return NULL;
	}
}

static bool is_constant_name(const struct token *token)
{
	bool letter = false;

	if (isdigit((unsigned char)*token->s))
		return false;
	for (size_t i = 0; i < token->n; i++) {
		if (islower((unsigned char)token->s[i]))
			return false;
		letter = letter || isupper((unsigned char)token->s[i]);
	}
	return letter;
}

struct constant {
	std::string text;
	bool named;
};

static bool parse_whole(const char **p, struct constant *c);

static bool parse_group(const char **p, struct constant *c)
{
	struct token token;

	c->text += '(';
	do {
		if (!parse_whole(p, c))
			return false;
		token = lex_next(p);
		if (token_is(&token, ","))
			c->text += ", ";
	} while (token_is(&token, ","));
	c->text += ')';
	return token_is(&token, ")");
}

/* "(struct foo *)", taken as it stands but for white space. */
static bool parse_size(const char **p, struct constant *c)
{
	const char *end = *p;
	bool after_word = false;
	struct token token = lex_next(&end);

	if (!token_is(&token, "("))
		return false;
	lex_skip_group(&end);
	c->text += "sizeof";
	while (*p < end) {
		token = lex_next(p);
		if (after_word && (token_is_word(&token) ||
				   token_is(&token, "*")))
			c->text += ' ';
		c->text.append(token.s, token.n);
		after_word = token_is_word(&token);
	}
	c->named = true;
	return true;
}

static bool parse_operand(const char **p, struct constant *c)
{
	struct token token = lex_next(p);
	const char *ahead;

	while (token_is(&token, "-") || token_is(&token, "~")) {
		c->text.append(token.s, token.n);
		token = lex_next(p);
	}
	if (token_is(&token, "("))
		return parse_group(p, c);
	if (token_is(&token, "sizeof"))
		return parse_size(p, c);
	if (!token_is_word(&token))
		return false;
	c->text.append(token.s, token.n);
	if (!is_constant_name(&token))
		return isdigit((unsigned char)*token.s);
	c->named = true;
	ahead = *p;
	token = lex_next(&ahead);
	if (!token_is(&token, "("))
		return true;
	*p = ahead;
	return parse_group(p, c);
}

static bool parse_whole(const char **p, struct constant *c)
{
	for (;;) {
		const char *ahead;
		struct token token;

		if (!parse_operand(p, c))
			return false;
		ahead = *p;
		token = lex_next(&ahead);
		if (token.n > 2 || !token.n || !strchr("|+-*&<^", *token.s) ||
		    (token.n == 2 && !token_is(&token, "<<")))
			return true;
		c->text += ' ';
		c->text.append(token.s, token.n);
		c->text += ' ';
		*p = ahead;
	}
}

bool lex_constant(const char **p, bool whole, std::string *text)
{
	struct constant c = { "", false };
	const char *ahead;
	struct token token;

	if (!(whole ? parse_whole(p, &c) : parse_operand(p, &c)) || !c.named)
		return false;
	/* What goes on like this was no constant. */
	ahead = *p;
	token = lex_next(&ahead);
	if (token_is(&token, "->") || token_is(&token, ".") ||
	    token_is(&token, "[") || token_is(&token, "("))
		return false;
	*text = c.text;
	return true;
}
