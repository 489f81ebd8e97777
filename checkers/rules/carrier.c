// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carriers: see carrier.h.
 */
#include "carrier.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"

const char *const scope_names[] = {
	[SCOPE_LOCAL] = "local",
	[SCOPE_PARAM] = "param",
	[SCOPE_MEMBER] = "member",
	[SCOPE_BIT] = "bit",
	[SCOPE_VALUE] = "value",
};

/* "const struct foo * " without what is not the struct. */
static const char *struct_name(struct facts *facts, const char *type)
{
	const char *start = strstr(type, "struct ");
	size_t n;
	char *copy;

	if (!start)
		return facts_string(facts, "");
	n = strcspn(start + strlen("struct "), " *") + strlen("struct ");
	copy = xstrndup(start, n);
	start = facts_string(facts, copy);
	free(copy);
	return start;
}

static void add_put(struct puts *puts, const struct place *at,
		    const char *left, const char *right, const char *type,
		    bool or_in)
{
	*array_add(&puts->put, &puts->n) = (struct put){
		.at = *at, .left = left, .right = right, .type = type,
		.or_in = or_in,
	};
}

/* set_bit(BIT, &x->flags) puts BIT into x->flags. */
static void add_set_bit(struct facts *facts, struct puts *puts,
			const struct call *c)
{
	const char *word = call_arg(c, 1);

	if (strcmp(c->name, "set_bit") && strcmp(c->name, "__set_bit"))
		return;
	if (word[0] == '&' && word[1] == ' ')
		word += 2;
	add_put(puts, &c->at, facts_string(facts, word), call_arg(c, 0), "",
		true);
}

void puts_find(struct facts *facts, struct puts *puts)
{
	*puts = (struct puts){ 0 };
	for (size_t i = 0; i < facts->nr_assignments; i++) {
		const struct assignment *a = &facts->assignment[i];

		if (*a->at.in && (!strcmp(a->op, "=") || !strcmp(a->op, "|=")))
			add_put(puts, &a->at, a->left, a->right, "",
				a->op[0] == '|');
	}
	for (size_t i = 0; i < facts->nr_calls; i++)
		add_set_bit(facts, puts, &facts->call[i]);
	for (size_t i = 0; i < facts->nr_members; i++) {
		const struct member *m = &facts->member[i];
		char *left;

		if (!*m->at.in)
			continue;
		left = xasprintf("%s . %s", m->object, m->name);
		add_put(puts, &m->at, facts_string(facts, left), m->value,
			struct_name(facts, m->type), false);
		free(left);
	}
}

void puts_free(struct puts *puts)
{
	free(puts->put);
	*puts = (struct puts){ 0 };
}

/* The first constant named in a value, as in "user ? BIT : 0"; or NULL. */
static const char *constant_in(struct facts *facts, const char *text)
{
	struct expr e = expr_parse(text);
	const char *found = NULL;

	for (size_t i = 0; i < e.n && !found; i++) {
		const struct expr_token *t = &e.token[i];

		if (!t->called && !t->in_call && !t->compared &&
		    expr_is_constant_name(t->text) && strcmp(t->text, "NULL"))
			found = facts_string(facts, t->text);
	}
	expr_free(&e);
	return found;
}

/* The struct that the last member of @text belongs to, where it is known. */
static const char *member_type(struct facts *facts, const struct place *at,
			       const char *base)
{
	if (!expr_is_name(base))
		return facts_string(facts, "");
	return struct_name(facts, type_of(facts, at, base));
}

bool carrier_of_put(struct facts *facts, const struct put *put,
		    struct carrier *carrier)
{
	const char *constant = constant_in(facts, put->right);
	char *base = NULL, *member = NULL;

	*carrier = (struct carrier){ .file = put->at.file, .type = "" };
	if (put->or_in && !constant)
		return false;
	if (expr_split_member(put->left, &base, &member)) {
		carrier->scope = SCOPE_MEMBER;
		carrier->name = facts_string(facts, member);
		carrier->type = *put->type ? put->type :
			member_type(facts, &put->at, base);
		free(base);
		free(member);
	} else if (expr_is_name(put->left)) {
		carrier->scope = SCOPE_LOCAL;
		carrier->name = put->left;
		carrier->in = put->at.in;
	} else {
		return false;
	}
	carrier->word = carrier->name;
	if (constant) {
		carrier->scope = put->or_in ? SCOPE_BIT : SCOPE_VALUE;
		carrier->name = constant;
	}
	return true;
}

struct carrier carrier_of_param(const struct function *f, int param)
{
	return (struct carrier){
		.scope = SCOPE_PARAM, .name = f->param[param].name,
		.word = f->param[param].name, .file = f->at.file,
		.in = f->at.in, .type = "",
	};
}

bool carrier_equal(const struct carrier *a, const struct carrier *b)
{
	bool variable = a->scope == SCOPE_LOCAL || a->scope == SCOPE_PARAM;

	if (strcmp(a->name, b->name) || strcmp(a->word, b->word))
		return false;
	if (variable != (b->scope == SCOPE_LOCAL || b->scope == SCOPE_PARAM))
		return false;
	if (a->in || b->in)
		return a->in && b->in && !strcmp(a->in, b->in) &&
			!strcmp(a->file, b->file);
	/* A member of an unknown struct is known by its file only. */
	if (!*a->type || !*b->type)
		return !strcmp(a->file, b->file);
	return !strcmp(a->type, b->type);
}

/* The struct that the member at token @i of @e is taken from, "" if unknown. */
static const char *type_at(const struct facts *facts, const struct place *at,
			   const struct expr *e, size_t i)
{
	bool simple = i >= 2 && e->token[i - 2].kind == TOKEN_NAME &&
		(i < 3 || (strcmp(e->token[i - 3].text, "->") &&
			   strcmp(e->token[i - 3].text, ".")));

	return simple ? type_of(facts, at, e->token[i - 2].text) : "";
}

static bool is_member_token(const struct expr *e, size_t i)
{
	return i && (!strcmp(e->token[i - 1].text, "->") ||
		     !strcmp(e->token[i - 1].text, "."));
}

/* Is token @i the carrier's word: that variable, or that member? */
static bool is_word(const struct facts *facts, const struct carrier *c,
		    const struct place *at, const struct expr *e, size_t i)
{
	const char *type;

	if (strcmp(e->token[i].text, c->word))
		return false;
	if (c->in)
		return !is_member_token(e, i);
	if (!is_member_token(e, i))
		return false;
	type = type_at(facts, at, e, i);
	if (!*type || !*c->type)
		return !strcmp(at->file, c->file);
	return expr_mentions(type, c->type + strlen("struct "));
}

/* A constant counts only in company of the word that it was put into. */
static bool tests_constant(const struct facts *facts, const struct carrier *c,
			   const struct place *at, const struct expr *e,
			   bool when)
{
	bool word = false, constant = false;

	for (size_t i = 0; i < e->n; i++) {
		const struct expr_token *t = &e->token[i];

		word = word || is_word(facts, c, at, e, i);
		if (!strcmp(t->text, c->name) && t->negated != when)
			constant = true;
	}
	return word && constant;
}

static bool tests_variable(const struct facts *facts, const struct carrier *c,
			   const struct place *at, const struct expr *e,
			   bool when)
{
	for (size_t i = 0; i < e->n; i++) {
		const struct expr_token *t = &e->token[i];
		bool goes_on = i + 1 < e->n &&
			(!strcmp(e->token[i + 1].text, "->") ||
			 !strcmp(e->token[i + 1].text, ".") ||
			 !strcmp(e->token[i + 1].text, "["));

		if (!goes_on && !t->in_call && !t->compared &&
		    t->negated != when && is_word(facts, c, at, e, i))
			return true;
	}
	return false;
}

bool carrier_tested(const struct facts *facts, const struct carrier *carrier,
		    const struct place *at, const char *text, bool when)
{
	struct expr e;
	bool found;

	if (carrier->in && (strcmp(carrier->in, at->in) ||
			    strcmp(carrier->file, at->file)))
		return false;
	if (!expr_mentions(text, carrier->name))
		return false;
	e = expr_parse(text);
	if (carrier->scope == SCOPE_BIT || carrier->scope == SCOPE_VALUE)
		found = tests_constant(facts, carrier, at, &e, when);
	else
		found = tests_variable(facts, carrier, at, &e, when);
	expr_free(&e);
	return found;
}

bool carrier_guards(const struct facts *facts, const struct carrier *carrier,
		    const struct place *at, const struct guards *guards)
{
	for (size_t i = 0; i < guards->n; i++) {
		if (carrier_tested(facts, carrier, at,
				   guards->guard[i].condition,
				   guards->guard[i].when))
			return true;
	}
	return false;
}
