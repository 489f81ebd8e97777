// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading a file with sparse: see unit.h.
 *
 * The linker hands us the calls that sparse makes of tokenize(), preprocess()
 * and its functions for messages (--wrap, see the Makefile).
 */
#include "unit.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <scope.h>

#include "memory.h"

struct numbered {
	struct token *token;
	struct place place;
};

static struct numbered *tokens;
static int nr_tokens = 1;	/* 0 stands for none */
static int size_of_tokens;
static int error_status;
static bool reading;	/* types are looked up later, and may be odd */
static bool parsing;
static int main_stream;
static struct symbol_list *objects;

/* The names that the linker makes. */
struct token *__real_tokenize(const struct position *pos, const char *name,
			      int fd, struct token *end, const char **path);
struct token *__wrap_tokenize(const struct position *pos, const char *name,
			      int fd, struct token *end, const char **path);
struct token *__real_preprocess(struct token *token);
struct token *__wrap_preprocess(struct token *token);
void __wrap_sparse_error(struct position pos, const char *fmt, ...);
void __wrap_expression_error(struct expression *e, const char *fmt, ...);
void __wrap_error_die(struct position pos, const char *fmt, ...);
void __wrap_warning(struct position pos, const char *fmt, ...);
void __wrap_info(struct position pos, const char *fmt, ...);

/*
 * "__VA_OPT__(,) __VA_ARGS__" is not known to sparse.  It means what
 * ", ## __VA_ARGS__" does, which is: of the four tokens the first becomes the
 * comma and the second "##", the others go.
 */
static void replace_va_opt(struct token *t)
{
	struct token *open = t->next, *comma, *close;

	if (token_type(t) != TOKEN_IDENT || !match_op(open, '(') ||
	    strcmp(show_ident(t->ident), "__VA_OPT__"))
		return;
	comma = open->next;
	close = comma->next;
	if (!match_op(comma, ',') || !match_op(close, ')'))
		return;
	t->pos.type = TOKEN_SPECIAL;
	t->special = ',';
	open->special = SPECIAL_HASHHASH;
	open->next = close->next;
}

/* Each file passes here before its directives are looked at. */
struct token *__wrap_tokenize(const struct position *pos, const char *name,
			      int fd, struct token *end, const char **path)
{
	struct token *begin = __real_tokenize(pos, name, fd, end, path);

	for (struct token *t = begin; token_type(t) != TOKEN_STREAMEND &&
	     !eof_token(t); t = t->next)
		replace_va_opt(t);
	return begin;
}

static void number_token(struct token *token)
{
	if (nr_tokens >= size_of_tokens) {
		size_of_tokens = size_of_tokens ? size_of_tokens * 2 : 1 << 18;
		tokens = realloc(tokens, size_of_tokens * sizeof(*tokens));
		if (!tokens)
			die("out of memory");
		memory_is_large(tokens, size_of_tokens * sizeof(*tokens));
	}
	tokens[nr_tokens] = (struct numbered){
		.token = token,
		.place = { token->pos.stream, token->pos.line, token->pos.pos },
	};
	token->pos.line = nr_tokens++;
}

struct token *__wrap_preprocess(struct token *token)
{
	if (!tokens) {
		number_token(&eof_token_entry);
		tokens[0] = tokens[1];
		nr_tokens = 1;
	}
	parsing = false;
	token = __real_preprocess(token);
	for (struct token *t = token; !eof_token(t); t = t->next)
		number_token(t);
	parsing = true;
	return token;
}

/* The first error is the last: one line, whatever it quotes. */
static void end_with(int status, struct position pos, const char *fmt, va_list args)
{
	struct place place = { pos.stream, pos.line, pos.pos };
	char sentence[512];

	if (!reading)
		return;
	if (parsing)
		place = unit_place(pos.line);
	vsnprintf(sentence, sizeof(sentence), fmt, args);
	for (char *p = sentence; *p; p++) {
		if (iscntrl((unsigned char)*p))
			*p = ' ';
	}
	fprintf(stderr, "%s:%d:%d: error: %s\n", stream_name(place.stream),
		place.line, place.col, sentence);
	exit(status);
}

/*
 * Where sparse thinks of types and constants otherwise than gcc, or cuts short
 * the text of a macro argument that is made a string.
 */
static bool is_harmless(const char *fmt)
{
	static const char *const opinions[] = {
		"static assertion failed", "invalid bitfield specifier",
		"too long token expansion",
		"bitfield '%s' has invalid width", "dubious one-bit signed",
		"incompatible restricted type", "label '%s' used outside",
	};

	for (size_t i = 0; i < ARRAY_SIZE(opinions); i++) {
		if (!strncmp(fmt, opinions[i], strlen(opinions[i])))
			return true;
	}
	return false;
}

void __wrap_sparse_error(struct position pos, const char *fmt, ...)
{
	va_list args;

	if (is_harmless(fmt) || pos.type == TOKEN_BAD)
		return;
	va_start(args, fmt);
	end_with(error_status, pos, fmt, args);
	va_end(args);
}

void __wrap_expression_error(struct expression *e, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	end_with(error_status, e->pos, fmt, args);
	va_end(args);
	e->ctype = &bad_ctype;
}

void __wrap_error_die(struct position pos, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	end_with(1, pos, fmt, args);
	va_end(args);
	exit(1);
}

/* Style and types are sparse's own business: run sparse for those. */
void __wrap_warning(struct position pos, const char *fmt, ...)
{
	(void)pos;
	(void)fmt;
}

void __wrap_info(struct position pos, const char *fmt, ...)
{
	(void)pos;
	(void)fmt;
}

const char *unit_read(int argc, char **argv, int status)
{
	struct string_list *files = NULL;
	const char *file;

	error_status = status;
	reading = true;
	sparse_initialize(argc, argv, &files);
	file = first_ptr_list((struct ptr_list *)files);
	if (!file || ptr_list_size((struct ptr_list *)files) != 1) {
		fprintf(stderr, "diopin-sparse: one C file is wanted\n");
		return NULL;
	}
	if (access(file, R_OK)) {
		fprintf(stderr, "%s: %s\n", file, strerror(errno));
		return NULL;
	}
	parsing = false;
	objects = sparse_keep_tokens((char *)file);
	while (strcmp(stream_name(main_stream), file))
		main_stream++;
	reading = false;
	return file;
}

int unit_size(void)
{
	return nr_tokens;
}

const struct token *unit_token(int i)
{
	return i > 0 && i < nr_tokens ? tokens[i].token : &eof_token_entry;
}

struct place unit_place(int i)
{
	return i > 0 && i < nr_tokens ? tokens[i].place : (struct place){ 0 };
}

bool unit_is_op(int i, int op)
{
	return match_op((struct token *)unit_token(i), op);
}

bool unit_is_word(int i, const char *word)
{
	const struct token *t = unit_token(i);

	return token_type(t) == TOKEN_IDENT &&
	       !strcmp(show_ident(t->ident), word);
}

/* 1 for a bracket that opens, -1 for one that closes, else 0. */
static int nesting(int i)
{
	const struct token *t = unit_token(i);

	if (token_type(t) != TOKEN_SPECIAL)
		return 0;
	switch (t->special) {
	case '(': case '[': case '{':
		return 1;
	case ')': case ']': case '}':
		return -1;
	default:
		return 0;
	}
}

int unit_closing(int i)
{
	int depth = 0;

	for (int k = i; k < nr_tokens; k++) {
		depth += nesting(k);
		if (depth <= 0)
			return k;
	}
	return i;
}

struct expression *unit_value_of(const struct expression *statement)
{
	struct statement *s = statement->statement;

	if (s && s->type == STMT_COMPOUND)
		s = last_ptr_list((struct ptr_list *)s->stmts);
	while (s && s->type == STMT_LABEL)
		s = s->label_statement;
	return s && s->type == STMT_EXPRESSION ? s->expression : NULL;
}

int unit_main_stream(void)
{
	return main_stream;
}

struct statement *unit_body(struct symbol *symbol)
{
	struct symbol *type = symbol ? symbol->ctype.base_type : NULL;

	if (!type || type->type != SYM_FN || symbol->namespace != NS_SYMBOL)
		return NULL;
	return type->stmt ? type->stmt : type->inline_stmt;
}

struct symbol_list *unit_functions(void)
{
	struct symbol_list *lists[] = { file_scope->symbols, global_scope->symbols };
	struct symbol_list *functions = NULL;
	struct symbol *symbol;

	for (size_t i = 0; i < ARRAY_SIZE(lists); i++) {
		FOR_EACH_PTR(lists[i], symbol) {
			if (unit_body(symbol))
				add_symbol(&functions, symbol);
		} END_FOR_EACH_PTR(symbol);
	}
	return functions;
}

struct symbol_list *unit_objects(void)
{
	struct symbol_list *own = NULL;
	struct symbol *symbol;

	FOR_EACH_PTR(objects, symbol) {
		if (unit_place(TOKEN_OF(symbol)).stream == main_stream &&
		    !unit_body(symbol))
			add_symbol(&own, symbol);
	} END_FOR_EACH_PTR(symbol);
	return own;
}
