// SPDX-License-Identifier: GPL-2.0-only
/*
 * The source text at a place: see source.h.
 */
#include "lex.h"
#include "source.h"

/* How far a statement is followed, in bytes. */
#define REACH 4000

struct source {
	std::string text;
	std::vector<size_t> line;	/* where each begins */
};

static struct source *read_source(const char *path)
{
	struct source *source = new struct source();
	FILE *f = fopen(path, "re");
	char buffer[65536];
	size_t n;

	while (f && (n = fread(buffer, 1, sizeof(buffer), f)) > 0)
		source->text.append(buffer, n);
	if (f)
		fclose(f);
	source->line.push_back(0);
	for (size_t i = 0; i < source->text.size(); i++) {
		if (source->text[i] == '\n')
			source->line.push_back(i + 1);
	}
	return source;
}

/* Read once; a compiler lives for one file and its headers. */
static const struct source *find_source(const char *path)
{
	static std::map<std::string, std::unique_ptr<struct source> > known;
	std::unique_ptr<struct source> &source = known[path];

	if (!source)
		source.reset(read_source(path));
	return source.get();
}

const std::string &source_text(const char *path)
{
	return find_source(path)->text;
}

const char *source_line(const char *path, int line)
{
	const struct source *source = find_source(path);

	if (line < 1 || (size_t)line > source->line.size())
		return NULL;
	return source->text.c_str() + source->line[line - 1];
}

static const char *text_at(const struct place *place)
{
	const char *s = source_line(place->path, place->line);

	/* Columns end where GCC no longer has bits for them. */
	return s && strcspn(s, "\n") >= (size_t)place->col ?
	       s + place->col - 1 : "";
}

/* Move @place to @s, which is in the same file. */
static void move_to(struct place *place, const char *s)
{
	const struct source *source = find_source(place->path);
	size_t at = s - source->text.c_str();
	std::vector<size_t>::const_iterator next = std::upper_bound(
		source->line.begin(), source->line.end(), at);

	place->line = next - source->line.begin();
	place->col = at - *(next - 1) + 1;
}

bool source_has(const struct place *place, const char *token)
{
	const char *p = text_at(place);
	struct token got = lex_next(&p);

	return token_is(&got, token);
}

/* The word that ends before @s, with only white space between. */
static struct token word_before(const char *start, const char *s)
{
	const char *end;

	while (s > start && ISSPACE(s[-1]))
		s--;
	end = s;
	while (s > start && (ISALNUM(s[-1]) || s[-1] == '_'))
		s--;
	return { s, (size_t)(end - s) };
}

static bool opens_condition(const struct token *word)
{
	return token_is(word, "if") || token_is(word, "while") ||
	       token_is(word, "switch");
}

static bool is_transparent(const struct token *word)
{
	return !word->n || token_is(word, "likely") ||
	       token_is(word, "unlikely");
}

/* The bracket around @s that is nearest to it, NULL at a statement's start. */
static const char *enclosing_bracket(const char *start, const char *s)
{
	int depth = 0;

	for (const char *end = s; s > start && end - s < REACH; s--) {
		char c = s[-1];

		if (c == ')' || c == ']')
			depth++;
		else if (c == ';' || c == '{' || c == '}')
			return NULL;
		else if ((c == '(' || c == '[') && !depth--)
			return s - 1;
	}
	return NULL;
}

void source_to_condition(struct place *place)
{
	const char *start = source_text(place->path).c_str();
	const char *s = text_at(place);

	if (!*s)
		return;
	if (*s == '(')
		s++;
	while ((s = enclosing_bracket(start, s))) {
		struct token word = word_before(start, s);

		if (opens_condition(&word))
			move_to(place, word.s);
		if (!is_transparent(&word))
			return;
	}
}

void source_to_statement(struct place *place)
{
	const char *start = source_text(place->path).c_str();
	const char *s = text_at(place), *end = s;

	if (!*s)
		return;
	while (s > start && end - s < REACH && !strchr(";{}", s[-1]))
		s--;
	move_to(place, lex_next(&s).s);
}

bool source_to_return(struct place *place)
{
	const char *start = source_text(place->path).c_str();
	const char *end = text_at(place);

	if (!*end)
		return false;
	for (const char *s = end + 1; s > start && end - s < REACH; s--) {
		struct token word = word_before(start, s);

		if (token_is(&word, "return")) {
			move_to(place, word.s);
			return true;
		}
		if (s <= end && strchr(";{}", s[-1]))
			return false;
	}
	return false;
}

void source_to_initialiser(struct place *place)
{
	const char *p = text_at(place);
	struct token token;

	do {
		token = lex_next(&p);
		if (token_is(&token, "[") || token_is(&token, "("))
			lex_skip_group(&p);
	} while (token_is_word(&token) || token_is(&token, "[") ||
		 token_is(&token, "(") || token_is(&token, ")"));
	if (token_is(&token, "="))
		move_to(place, token.s);
}

void source_to_member(struct place *place, const char *member,
		      const std::string &value)
{
	const char *p = text_at(place);
	struct token token;
	int depth = 0;

	do {
		token = lex_next(&p);
		if (token_is(&token, "{"))
			depth++;
		else if (token_is(&token, "}"))
			depth--;
		if (token_is(&token, ".") &&
		    lex_match(p, std::string(member) + " = " + value)) {
			token = lex_next(&p);
			move_to(place, token.s);
			return;
		}
	} while (token.n && (depth > 0 || !token_is(&token, ";")));
}

/* Is the next token one that ends an operand of a list or a statement? */
static bool at_end(const char *p)
{
	struct token token = lex_next(&p);

	return token_is(&token, ";") || token_is(&token, ",") ||
	       token_is(&token, ")") || token_is(&token, ":");
}

static bool whole_constant(const char *p, std::string *text)
{
	return lex_constant(&p, true, text) && at_end(p);
}

bool source_case(const struct place *place, std::string *text)
{
	const char *p = lex_match(text_at(place), "case");

	return p && whole_constant(p, text);
}

/* Past the name of what is called, "f" or "a->ops[0]->f", and its "(". */
static const char *skip_to_arguments(const char *p)
{
	bool first = true;

	for (;; first = false) {
		struct token token = lex_next(&p);

		if (token_is(&token, "(") && !first)
			return p;
		if (token_is(&token, "(") || token_is(&token, "["))
			lex_skip_group(&p);
		else if (!token_is_word(&token) && !token_is(&token, "->") &&
			 !token_is(&token, "."))
			return NULL;
	}
}

/* Past the next token of one of @ends that is in no bracket; NULL if none. */
static const char *skip_past(const char *p, const char *wanted,
			     const char *limits)
{
	for (;;) {
		struct token token = lex_next(&p);

		if (token_is(&token, wanted))
			return p;
		if (!token.n || (token.n == 1 && strchr(limits, *token.s)))
			return NULL;
		if (strchr("([{", *token.s))
			lex_skip_group(&p);
	}
}

/* The last one: arguments are evaluated from the last to the first. */
void source_to_nested(struct place *place, const char *name)
{
	const char *p = skip_to_arguments(text_at(place)), *end = p;

	if (!p)
		return;
	lex_skip_group(&end);
	while (p < end) {
		struct token token = lex_next(&p);

		if (!token.n)
			return;
		if (token_is(&token, name) && lex_match(p, "(")) {
			move_to(place, token.s);
			place->exact = true;
		}
	}
}

bool source_argument(const struct place *place, unsigned int i,
		     std::string *text)
{
	const char *p = skip_to_arguments(text_at(place));

	while (p && i--)
		p = skip_past(p, ",", ")];}");
	return p && whole_constant(p, text);
}

bool source_operand(const struct place *place, const char *op,
		    std::string *text)
{
	const char *p = lex_match(text_at(place), op);

	if (p)
		return lex_constant(&p, false, text);
	p = lex_match(text_at(place), std::string(op) + "=");
	return p && whole_constant(p, text);
}

bool source_value(const struct place *place, std::string *text)
{
	const char *p = text_at(place);

	lex_next(&p);
	return whole_constant(p, text);
}

bool source_choice(const struct place *place, bool when, std::string *text)
{
	const char *p = lex_match(text_at(place), "?");

	if (p && !when)
		p = skip_past(p, ":", ";,)]}");
	return p && whole_constant(p, text);
}

/* Past @words in the statement at @place, NULL if they are not there. */
static const char *find_words(const struct place *place,
			      const std::string &words)
{
	const char *p = text_at(place), *start = p;

	while (p - start < REACH) {
		const char *found = lex_match(p, words);
		struct token token;

		if (found)
			return found;
		token = lex_next(&p);
		if (!token.n || token_is(&token, ";") || token_is(&token, "{"))
			return NULL;
	}
	return NULL;
}

bool source_compared(const struct place *place, const std::string &left,
		     const char *op, std::string *text)
{
	const char *p = find_words(place, left + " " + op);

	return p && lex_constant(&p, false, text);
}

bool source_says(const struct place *place, const std::string &words)
{
	return find_words(place, words);
}
