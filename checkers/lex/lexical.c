// SPDX-License-Identifier: GPL-2.0-only
/*
 * The lexical witness: see lexical.h.
 *
 * A name before "(" is a call inside braces or a macro body, unless nothing
 * but type words stand before it in its statement: then it is declared.  The
 * kernel writes a function's closing brace in column 1, which puts the brace
 * count right again after #ifdef arms that do not balance.
 */
#include "lexical.h"

#include <stdlib.h>
#include <string.h>

#include "../base/base.h"
#include "scan.h"

struct reader {
	struct lexical *out;
	bool (*wanted)(const char *name);

	struct token name;	/* the last name, text copied */
	char name_text[256];
	bool have_name;		/* the token before this one was that name */
	bool typed_before;	/* what stood before it: a type word or "*" */

	int braces;
	int parens;
	bool in_macro;

	/* within the parentheses of an assertion: */
	int asserted;		/* how many were open before, plus 1 */
	unsigned long negated;	/* a bit for each that is open: under a "!" */
	bool not;		/* "!" before this token */

	/* since the last ; { } or directive: */
	size_t words;		/* names before have_name */
	bool only_words;
	bool is_static;
	bool after_paren;	/* the last token was ")" */
	bool after_star;	/* ... was "*" */

	/* the function that this statement may define */
	char *candidate;
	bool candidate_typed;
	int candidate_line;
};

static bool is_keyword(const char *name)
{
	static const char *const keywords[] = {
		"return", "else", "do", "goto", "case", "sizeof", "typeof",
		"__typeof__", "if", "while", "for", "switch",
	};

	return is_one_of(name, keywords);
}

static void begin_statement(struct reader *r)
{
	r->words = 0;
	r->only_words = true;
	r->is_static = false;
	r->have_name = false;
	r->after_paren = false;
	r->after_star = false;
	if (!r->braces) {
		free(r->candidate);
		r->candidate = NULL;
		r->parens = 0;
	}
}

static void take_call(struct reader *r)
{
	bool inside = r->braces > 0 || r->in_macro;
	bool declared = r->only_words && r->words;
	struct lexical_call *call;

	if (!inside || declared)
		return;
	if (starts_with(r->name_text, "WARN")) {
		call = array_add(&r->out->assertion, &r->out->nr_assertions);
		r->asserted = r->parens + 1;
		r->negated = 0;
		r->not = false;
	} else if (r->wanted(r->name_text)) {
		call = array_add(&r->out->call, &r->out->nr_calls);
	} else {
		return;
	}
	call->name = xstrdup(r->name_text);
	call->line = r->name.line;
	call->col = r->name.col;
}

/*
 * "name (" outside of braces: of several, as in
 *	static int __printf(1, 2) f(int a) __must_hold(&l) {
 * attributes begin with "__", and the function has a type word before it.
 */
static bool is_better_candidate(const struct reader *r)
{
	bool was_attribute, is_attribute = starts_with(r->name_text, "__");

	if (!r->candidate)
		return true;
	was_attribute = starts_with(r->candidate, "__");
	if (was_attribute != is_attribute)
		return was_attribute;
	return r->typed_before && !r->candidate_typed;
}

static void take_candidate(struct reader *r)
{
	if (r->braces || r->parens || r->in_macro || !is_better_candidate(r))
		return;
	free(r->candidate);
	r->candidate = xstrdup(r->name_text);
	r->candidate_typed = r->typed_before;
	r->candidate_line = r->name.line;
}

/* The last name is not the one a "(" follows, so it is a word before it. */
static void count_word(struct reader *r)
{
	if (!r->have_name)
		return;
	r->words++;
	if (is_keyword(r->name_text))
		r->only_words = false;
	if (!strcmp(r->name_text, "static"))
		r->is_static = true;
	r->have_name = false;
}

static void take_name(struct reader *r, const struct token *t)
{
	size_t len = t->len < sizeof(r->name_text) ? t->len :
		sizeof(r->name_text) - 1;

	r->typed_before = r->have_name || r->after_star;
	count_word(r);
	r->name = *t;
	memcpy(r->name_text, t->text, len);
	r->name_text[len] = '\0';
	r->have_name = true;
	r->after_paren = false;
	r->after_star = false;
}

static bool is_upper(const char *name)
{
	return strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") ==
		strlen(name);
}

static void open_brace(struct reader *r)
{
	if (!r->braces && r->candidate && r->after_paren) {
		struct lexical_function *f;

		f = array_add(&r->out->function, &r->out->nr_functions);
		f->name = xstrdup(r->candidate);
		f->line = r->candidate_line;
		f->is_static = r->is_static;
		f->by_macro = !r->candidate_typed || is_upper(f->name);
	}
	r->braces++;
	begin_statement(r);
}

static void close_brace(struct reader *r, const struct token *t)
{
	struct lexical *out = r->out;

	if (t->col == 1)
		r->braces = 1;
	if (r->braces > 0)
		r->braces--;
	if (!r->braces && out->nr_functions) {
		struct lexical_function *f = &out->function[out->nr_functions - 1];

		if (!f->end_line)
			f->end_line = t->line;
	}
	begin_statement(r);
}

static void take_punct(struct reader *r, const struct token *t)
{
	char c = t->len == 1 ? t->text[0] : 0;

	if (c == '(') {
		if (r->have_name) {
			take_call(r);
			take_candidate(r);
		}
		r->parens++;
	} else if (c == ')' && r->parens) {
		r->parens--;
	}
	if (c == '{') {
		open_brace(r);
		return;
	}
	if (c == '}') {
		close_brace(r, t);
		return;
	}
	if (c == ';') {
		begin_statement(r);
		return;
	}
	count_word(r);
	r->after_paren = c == ')';
	r->after_star = c == '*';
	if (c != '*')
		r->only_words = false;
}

static unsigned long bit_of(int parens)
{
	return parens < (int)(8 * sizeof(unsigned long)) ? 1ul << parens : 0;
}

/* In an assertion, a token that was not taken yet. */
static void note_negation(struct reader *r, const struct token *t)
{
	char c = t->kind == TOKEN_PUNCT && t->len == 1 ? t->text[0] : 0;
	bool negated = !(r->negated & bit_of(r->parens)) == r->not;

	if (c == '!') {
		r->not = !r->not;
		return;
	}
	r->not = false;
	if (c == '(') {
		r->negated &= ~bit_of(r->parens + 1);
		if (negated)
			r->negated |= bit_of(r->parens + 1);
	} else if (negated) {
		*array_add(&r->out->negated, &r->out->nr_negated) =
			(struct lexical_place){ t->line, t->col };
	}
}

/* Conditions nest: an #endif closes the last that is open. */
static void close_condition(struct lexical *lex, int line)
{
	for (size_t i = lex->nr_conditions; i-- > 0; ) {
		if (!lex->condition[i].end_line) {
			lex->condition[i].end_line = line;
			return;
		}
	}
}

static void take_token(struct reader *r, const struct token *t)
{
	if (r->parens < r->asserted)
		r->asserted = 0;
	else if (r->asserted)
		note_negation(r, t);
	switch (t->kind) {
	case TOKEN_NAME:
		take_name(r, t);
		break;
	case TOKEN_PUNCT:
		take_punct(r, t);
		break;
	case TOKEN_IF:
		array_add(&r->out->condition, &r->out->nr_conditions)->line =
			t->line;
		break;
	case TOKEN_ENDIF:
		close_condition(r->out, t->line);
		break;
	case TOKEN_DEFINE:
		begin_statement(r);
		r->in_macro = true;
		/* The macro's own parameter list is not a call. */
		r->only_words = true;
		r->words = 1;
		break;
	case TOKEN_DIRECTIVE:
		if (r->in_macro)
			begin_statement(r);
		r->in_macro = false;
		break;
	default:
		count_word(r);
		r->after_paren = false;
		r->after_star = false;
		r->only_words = false;
	}
}

struct lexical *lexical_read(const char *text, size_t len,
			     bool (*wanted)(const char *name))
{
	struct reader r = { .wanted = wanted };
	struct scanner *s = scanner_open(text, len);
	struct token t;

	r.out = xcalloc(1, sizeof(*r.out));
	begin_statement(&r);
	for (scanner_next(s, &t); t.kind != TOKEN_END; scanner_next(s, &t))
		take_token(&r, &t);
	free(r.candidate);
	scanner_close(s);
	return r.out;
}

void lexical_free(struct lexical *lex)
{
	for (size_t i = 0; i < lex->nr_functions; i++)
		free(lex->function[i].name);
	for (size_t i = 0; i < lex->nr_calls; i++)
		free(lex->call[i].name);
	for (size_t i = 0; i < lex->nr_assertions; i++)
		free(lex->assertion[i].name);
	free(lex->function);
	free(lex->call);
	free(lex->assertion);
	free(lex->negated);
	free(lex->condition);
	free(lex);
}

static void write_calls(FILE *f, const char *what,
			const struct lexical_call *call, size_t n)
{
	for (size_t i = 0; i < n; i++)
		fprintf(f, "%s %s %d %d\n", what, call[i].name, call[i].line,
			call[i].col);
}

char *lexical_text(const struct lexical *lex)
{
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < lex->nr_functions; i++) {
		const struct lexical_function *fn = &lex->function[i];

		fprintf(f, "function %s %d %d %d %d\n", fn->name, fn->line,
			fn->end_line, fn->is_static, fn->by_macro);
	}
	write_calls(f, "call", lex->call, lex->nr_calls);
	write_calls(f, "assertion", lex->assertion, lex->nr_assertions);
	for (size_t i = 0; i < lex->nr_conditions; i++)
		fprintf(f, "condition %d %d\n", lex->condition[i].line,
			lex->condition[i].end_line);
	for (size_t i = 0; i < lex->nr_negated; i++)
		fprintf(f, "negated %d %d\n", lex->negated[i].line,
			lex->negated[i].col);
	fclose(f);
	return text;
}

static bool is_negated(const struct lexical *lex, int line, int col)
{
	for (size_t i = 0; i < lex->nr_negated; i++) {
		if (lex->negated[i].line == line && lex->negated[i].col == col)
			return true;
	}
	return false;
}

bool lexical_is_asserted(const struct lexical *lex, int line, int col,
			 bool when)
{
	for (size_t i = 0; i < lex->nr_assertions; i++) {
		if (lex->assertion[i].line == line &&
		    lex->assertion[i].col <= col)
			return is_negated(lex, line, col) != when;
	}
	return false;
}

bool lexical_is_conditional(const struct lexical *lex, const char *function,
			    int line)
{
	int begin = 0;

	for (size_t i = 0; i < lex->nr_functions; i++) {
		const struct lexical_function *f = &lex->function[i];

		if (!strcmp(f->name, function) && f->line <= line)
			begin = f->line;
	}
	for (size_t i = 0; i < lex->nr_conditions; i++) {
		const struct lexical_condition *c = &lex->condition[i];

		if (c->line > begin && c->line < line && line < c->end_line)
			return true;
	}
	return false;
}
