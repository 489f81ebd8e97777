// SPDX-License-Identifier: GPL-2.0-only
/*
 * Extents in tokens: see span.h.
 */
#include "span.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "source.h"

static struct span join(struct span a, struct span b)
{
	if (!a.first || !b.first)
		return a.first ? a : b;
	return (struct span){
		a.first < b.first ? a.first : b.first,
		a.last > b.last ? a.last : b.last,
	};
}

/* From token @first to the bracket that closes the one at @open. */
static struct span closed(int first, int open)
{
	return (struct span){ first, unit_closing(open) };
}

static struct span span_of_prefix(const struct expression *e)
{
	int at = TOKEN_OF(e);
	struct span inner = span_of_expression(e->unop);

	if (unit_is_op(at, '('))
		return closed(at, at);
	if (unit_is_op(at, '['))
		return join(inner, closed(at, at));
	return join(inner, (struct span){ at, at });
}

/* "sizeof x", "sizeof(type)" */
static struct span span_of_sizeof(const struct expression *e)
{
	int at = TOKEN_OF(e);

	if (e->cast_type)
		return closed(at, at + 1);
	return join((struct span){ at, at },
		    span_of_expression(e->cast_expression));
}

/* The position of a cast is that of its type. */
static struct span span_of_cast(const struct expression *e)
{
	int open = TOKEN_OF(e) - 1;

	return join((struct span){ open, unit_closing(open) },
		    span_of_expression(e->cast_expression));
}

static struct span span_of_offsetof(const struct expression *e)
{
	int at = TOKEN_OF(e);

	while (at > 1 && !unit_is_word(at, "__builtin_offsetof"))
		at--;
	return closed(at, at + 1);
}

static struct span span_of_string(const struct expression *e)
{
	struct span s = { TOKEN_OF(e), TOKEN_OF(e) };

	while (token_type(unit_token(s.last + 1)) == TOKEN_STRING)
		s.last++;
	return s;
}

/* "__builtin_types_compatible_p(a, b)" has the form of a comparison. */
static struct span span_of_binary(const struct expression *e)
{
	int at = TOKEN_OF(e);

	if (token_type(unit_token(at)) == TOKEN_IDENT)
		return closed(at, at + 1);
	return join(span_of_expression(e->left), span_of_expression(e->right));
}

struct span span_of_expression(const struct expression *e)
{
	int at = e ? TOKEN_OF(e) : 0;
	struct span self = { at, at };

	if (!at)
		return (struct span){ 0 };
	switch (e->type) {
	case EXPR_PREOP:
		return span_of_prefix(e);
	case EXPR_POSTOP:
		return join(span_of_expression(e->unop), self);
	case EXPR_DEREF:
		/* the member's name stands behind the "." */
		return join(span_of_expression(e->deref),
			    (struct span){ at, at + 1 });
	case EXPR_CALL:
		return join(span_of_expression(e->fn), closed(at, at));
	case EXPR_BINOP: case EXPR_COMPARE: case EXPR_LOGICAL:
	case EXPR_ASSIGNMENT: case EXPR_COMMA:
		return span_of_binary(e);
	case EXPR_CONDITIONAL:
		return join(span_of_expression(e->conditional),
			    join(self, span_of_expression(e->cond_false)));
	case EXPR_CAST: case EXPR_FORCE_CAST:
		return span_of_cast(e);
	case EXPR_SIZEOF: case EXPR_ALIGNOF: case EXPR_PTRSIZEOF:
		return span_of_sizeof(e);
	case EXPR_STATEMENT: case EXPR_INITIALIZER:
		return closed(at, at);
	case EXPR_GENERIC:
		return closed(at - 1, at);
	case EXPR_OFFSETOF:
		return span_of_offsetof(e);
	case EXPR_LABEL:
		return (struct span){ at, at + 1 };
	case EXPR_STRING:
		return span_of_string(e);
	case EXPR_IDENTIFIER:
		return join((struct span){ at - 1, at },
			    span_of_expression(e->ident_expression));
	default:
		return self;
	}
}

struct span span_to_semicolon(int first)
{
	int i = first;

	while (i < unit_size() - 1 && !unit_is_op(i, ';'))
		i = unit_closing(i) + 1;
	return (struct span){ first, i };
}

struct span span_of_statement(const struct statement *s)
{
	int at = s ? TOKEN_OF(s) : 0;
	struct span self = { at, at };
	struct span body;

	if (!at)
		return (struct span){ 0 };
	switch (s->type) {
	case STMT_COMPOUND:
		return closed(at, at);
	case STMT_IF:
		return join(join(self, span_of_statement(s->if_true)),
			    span_of_statement(s->if_false));
	case STMT_SWITCH:
		return join(self, span_of_statement(s->switch_statement));
	case STMT_ITERATOR:
		body = join(self, span_of_statement(s->iterator_statement));
		return s->iterator_post_condition ?
			join(body, span_to_semicolon(body.last + 1)) : body;
	case STMT_LABEL:
		return join(self, span_of_statement(s->label_statement));
	case STMT_CASE:
		return join(self, span_of_statement(s->case_statement));
	default:
		return span_to_semicolon(at);
	}
}

static bool same_place(struct place a, struct place b)
{
	return a.stream == b.stream && a.line == b.line && a.col == b.col;
}

/* A token as C text; a name's is not cut, nor a string's. */
static char *token_text(int i)
{
	const struct token *t = unit_token(i);
	const char *text = token_type(t) == TOKEN_IDENT ?
		show_ident(t->ident) : show_token(t);

	return strdup(text);
}

bool span_is_written(int i)
{
	const char *source = source_at(unit_place(i));
	char *text;
	bool written;

	if (!source || (i > 1 && same_place(unit_place(i), unit_place(i - 1))))
		return false;
	if (token_type(unit_token(i)) == TOKEN_STRING)
		return *source == '"';
	text = token_text(i);
	written = !strncmp(source, text, strlen(text));
	if (written && token_type(unit_token(i)) == TOKEN_IDENT)
		written = source_end(source, false) == source + strlen(text);
	free(text);
	return written;
}

static bool is_before(struct place a, struct place b)
{
	return a.line < b.line || (a.line == b.line && a.col < b.col);
}

/* The token of a span that stands first in the source. */
static int leftmost(struct span span)
{
	int left = span.first;
	struct place best = unit_place(left);

	for (int i = span.first; i <= span.last; i++) {
		struct place p = unit_place(i);

		if (p.stream == best.stream && is_before(p, best)) {
			best = p;
			left = i;
		}
	}
	return left;
}

/* Is the source's text of token @i between two places of that text? */
static bool is_within(int i, int stream, const char *begin, const char *end)
{
	struct place place = unit_place(i);
	const char *at = place.stream == stream ? source_at(place) : NULL;

	return at && at >= begin && at < end;
}

/*
 * How long the use of a macro at token @i is in the source.  If it has
 * arguments they are gone: what stands behind it is not its parenthesis.
 */
static const char *end_of_use(int i, const char *begin, int behind)
{
	const char *name = source_end(begin, false);
	const char *end = source_end(begin, true);
	int stream = unit_place(i).stream;

	if (is_within(behind, stream, name, end) &&
	    *source_at(unit_place(behind)) == '(')
		return name;
	return end;
}

/* Copy source text with runs of space as one and without comments. */
static char *squeeze(const char *text, size_t len)
{
	char *copy = malloc(len + 1), *out = copy;

	for (size_t i = 0; copy && i < len; i++) {
		if (text[i] == '/' && text[i + 1] == '*') {
			const char *end = strstr(text + i + 2, "*/");

			i = end ? (size_t)(end + 1 - text) : len;
		} else if (!isspace((unsigned char)text[i]) &&
			   !(text[i] == '\\' && text[i + 1] == '\n')) {
			*out++ = text[i];
		} else if (out > copy && out[-1] != ' ') {
			*out++ = ' ';
		}
	}
	if (copy)
		*out = '\0';
	return copy;
}

char *span_macro(struct span span)
{
	int left, stream;
	const char *begin, *end;
	bool shared;

	if (!span.first)
		return NULL;
	left = leftmost(span);
	stream = unit_place(left).stream;
	begin = source_at(unit_place(left));
	if (!begin || (!isalpha((unsigned char)*begin) && *begin != '_'))
		return NULL;
	shared = left < span.last &&
		 same_place(unit_place(left), unit_place(left + 1));
	if (span_is_written(left) && !shared)
		return NULL;
	while (unit_is_op(span.first - 1, '(') && unit_is_op(span.last + 1, ')') &&
	       same_place(unit_place(span.first - 1), unit_place(left))) {
		span.first--;
		span.last++;
	}
	end = end_of_use(left, begin, span.last + 1);
	for (int i = span.first; i <= span.last; i++) {
		if (!is_within(i, stream, begin, end))
			return NULL;
	}
	if (is_within(span.first - 1, stream, begin, end) ||
	    is_within(span.last + 1, stream, begin, end))
		return NULL;
	return squeeze(begin, end - begin);
}

char *span_text(struct span span)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	for (int i = span.first; f && i && i <= span.last; i++) {
		char *word = token_text(i);

		if (i > span.first && unit_token(i)->pos.whitespace)
			fputc(' ', f);
		fputs(word, f);
		free(word);
	}
	if (f)
		fclose(f);
	return text;
}

char *span_declaration(int first, int last)
{
	const char *begin = source_at(unit_place(first)), *end;
	int i = first;

	while (i < last && !unit_is_op(i, ','))
		i = unit_closing(i) + 1;
	end = source_at(unit_place(i));
	return begin && end > begin ? squeeze(begin, end - begin) : NULL;
}

struct place span_end(struct span span)
{
	struct place best = unit_place(span.first);
	int right = span.first;
	const char *text;
	char *word;
	size_t len;

	for (int i = span.first; i <= span.last; i++) {
		struct place p = unit_place(i);

		if (p.stream == best.stream && !is_before(p, best)) {
			best = p;
			right = i;
		}
	}
	text = source_at(best);
	if (!text)
		return best;
	word = token_text(right);
	len = span_is_written(right) ? strlen(word) :
		(size_t)(source_end(text, true) - text);
	free(word);
	return source_advance(best, text, len ? len : 1);
}
