// SPDX-License-Identifier: GPL-2.0-only
/*
 * Truths: see truth.h.
 */
#include "truth.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"

/* String table of the facts: adding to it changes no fact. */
static const char *keep_string(const struct facts *facts, const char *s)
{
	return facts_string((struct facts *)facts, s);
}

static bool is_arrow(const struct expr *e, size_t i)
{
	return i < e->n && (!strcmp(e->token[i].text, "->") ||
			    !strcmp(e->token[i].text, "."));
}

/* The token after "[ ... ]" that begins at @i, or @i. */
static size_t skip_index(const struct expr *e, size_t i)
{
	size_t depth = 0, k = i;

	while (k < e->n && (depth || !strcmp(e->token[k].text, "["))) {
		depth += !strcmp(e->token[k].text, "[");
		depth -= !strcmp(e->token[k].text, "]");
		k++;
	}
	return k;
}

/* One after the chain of members that begins with the name at @i. */
static size_t end_of_chain(const struct expr *e, size_t i)
{
	size_t k = skip_index(e, i + 1);

	while (is_arrow(e, k) && k + 1 < e->n &&
	       e->token[k + 1].kind == TOKEN_NAME && !e->token[k + 1].called)
		k = skip_index(e, k + 2);
	return k;
}

static bool is_constant(const struct expr *e, size_t i)
{
	return i < e->n && !e->token[i].called &&
		expr_is_constant_name(e->token[i].text);
}

/* What the operand in tokens [@i, @end) is compared with or masked by. */
static const char *constant_beside(const struct facts *facts,
				   const struct expr *e, size_t i, size_t end)
{
	size_t k = end + 1;

	while (k < e->n && !strcmp(e->token[k].text, "("))
		k++;
	if (end < e->n && e->token[end].kind == TOKEN_PUNCT && is_constant(e, k))
		return keep_string(facts, e->token[k].text);
	if (i >= 2 && is_constant(e, i - 2))
		return keep_string(facts, e->token[i - 2].text);
	return NULL;
}

static char *text_between(const struct expr *e, size_t begin, size_t end)
{
	char *text = xstrdup(e->token[begin].text);

	for (size_t i = begin + 1; i < end; i++) {
		char *longer = xasprintf("%s %s", text, e->token[i].text);

		free(text);
		text = longer;
	}
	return text;
}

static bool is_inequality(const struct expr *e, size_t end)
{
	return end < e->n && !strcmp(e->token[end].text, "!=");
}

/* "x != 0", "x > 0" and "x == true" are the same as "x". */
static bool is_truth_test(const struct expr *e, size_t end)
{
	bool zero = end + 1 < e->n && expr_is_false(e->token[end + 1].text);
	bool one = end + 1 < e->n && !strcmp(e->token[end + 1].text, "true");

	if (!zero && !one)
		return false;
	return zero ? is_inequality(e, end) || !strcmp(e->token[end].text, ">") :
		!strcmp(e->token[end].text, "==");
}

static void add_operand(const struct facts *facts, struct operands *o,
			const struct expr *e, size_t i, size_t end, bool when)
{
	const struct expr_token *last = &e->token[end - 1];
	const char *constant = "", *word = last->text;
	bool compared = e->token[i].compared || last->compared;
	bool negated = e->token[i].negated;

	if (compared && is_truth_test(e, end)) {
		compared = false;
	} else if (compared) {
		constant = constant_beside(facts, e, i, end);
		if (!constant)
			return;
		if (is_inequality(e, end))
			negated = !negated;
	}
	if (!strcmp(last->text, "]"))
		return;
	*array_add(&o->operand, &o->n) = (struct operand){
		.text = text_between(e, i, end),
		.word = keep_string(facts, word), .constant = constant,
		.when = when != negated,
	};
}

/* "test_bit ( B , & x -> w )" as "( B & x -> w )". */
static char *without_test_bit(const char *text)
{
	const char *p = strstr(text, "test_bit ( "), *comma;
	char *out, *rest;

	if (!p)
		return xstrdup(text);
	comma = strstr(p, " , & ");
	if (!comma)
		return xstrdup(text);
	out = xasprintf("%.*s%.*s & %s", (int)(p - text), text,
			(int)(comma - p - strlen("test_bit ")),
			p + strlen("test_bit "), comma + strlen(" , & "));
	rest = without_test_bit(out);
	free(out);
	return rest;
}

struct operands operands_of(const struct facts *facts, const char *text,
			    bool when)
{
	char *plain = without_test_bit(text);
	struct expr e = expr_parse(plain);
	struct operands o = { 0 };

	for (size_t i = 0; i < e.n; i++) {
		const struct expr_token *t = &e.token[i];
		size_t end;

		if (t->kind != TOKEN_NAME || t->called || t->in_call ||
		    expr_is_constant_name(t->text) || expr_is_true(t->text) ||
		    expr_is_false(t->text))
			continue;
		end = end_of_chain(&e, i);
		/* What a pointer leads to by a call is the call's business. */
		if (!is_arrow(&e, end) && (!i || !is_arrow(&e, i - 1)))
			add_operand(facts, &o, &e, i, end, when);
		i = end - 1;
	}
	expr_free(&e);
	free(plain);
	return o;
}

void operands_free(struct operands *o)
{
	for (size_t i = 0; i < o->n; i++)
		free(o->operand[i].text);
	free(o->operand);
	*o = (struct operands){ 0 };
}

bool operand_is_member(const struct operand *o)
{
	return !expr_is_name(o->text);
}

/* The last name of "a -> b [ i ]": what follows the last blank before "[". */
static const char *word_of(const struct facts *facts, const char *left)
{
	size_t n = strlen(left);
	const char *word;
	char *copy;

	if (n && left[n - 1] == ']')
		n = strrchr(left, '[') - left - 1;
	copy = xstrndup(left, n);
	word = strrchr(copy, ' ');
	word = keep_string(facts, word ? word + 1 : copy);
	free(copy);
	return word;
}

/* "struct foo" of "const struct foo *", "" if it is none. */
static const char *struct_in(const struct facts *facts, const char *type)
{
	const char *s = strstr(type, "struct ");
	char *copy;

	if (!s)
		return "";
	copy = xstrndup(s, strlen("struct ") + strcspn(s + strlen("struct "),
						       " *"));
	s = keep_string(facts, copy);
	free(copy);
	return s;
}

static void add_setting(struct settings *s, const struct facts *facts,
			const struct place *at, const char *left,
			const char *right, const char *owner, bool or_in)
{
	if (!*left)
		return;
	*array_add(&s->setting, &s->n) = (struct setting){
		.at = *at, .left = left, .right = right,
		.word = word_of(facts, left), .owner = owner, .or_in = or_in,
	};
}

/* A call whose value is stored, or that sets a bit or a whole word itself. */
static void add_call(struct settings *s, const struct facts *facts,
		     const struct call *c)
{
	const char *left = call_arg(c, 1);

	if (*c->result) {
		char *right = xasprintf("%s ( %s )", c->name, call_arg(c, 0));

		add_setting(s, facts, &c->at, c->result,
			    keep_string(facts, right), "", false);
		free(right);
	}
	if (!strcmp(c->name, "set_bit") || !strcmp(c->name, "__set_bit"))
		add_setting(s, facts, &c->at,
			    starts_with(left, "& ") ? left + 2 : left,
			    call_arg(c, 0), c->nr_args > 1 ? c->arg[1].owner :
			    "", true);
	/* Whoever is given its address may set it. */
	for (size_t i = 0; i < c->nr_args; i++) {
		left = c->arg[i].expr;
		if (starts_with(left, "& ") && !ends_with(c->name, "_bit"))
			add_setting(s, facts, &c->at, left + 2, c->name,
				    c->arg[i].owner, false);
	}
}

static int compare_settings(const void *a, const void *b)
{
	const struct setting *p = a, *q = b;

	if (p->word != q->word)
		return p->word < q->word ? -1 : 1;
	if (p->at.file != q->at.file)
		return strcmp(p->at.file, q->at.file);
	return p->at.line != q->at.line ? p->at.line - q->at.line :
		p->at.col - q->at.col;
}

static void build(struct settings *s, const struct facts *facts)
{
	for (size_t i = 0; i < facts->nr_assignments; i++) {
		const struct assignment *a = &facts->assignment[i];

		if (!strcmp(a->op, "=") || !strcmp(a->op, "|=") ||
		    !strcmp(a->op, "+="))
			add_setting(s, facts, &a->at, a->left, a->right,
				    a->owner, a->op[0] == '|');
	}
	for (size_t i = 0; i < facts->nr_calls; i++)
		add_call(s, facts, &facts->call[i]);
	for (size_t i = 0; i < facts->nr_members; i++) {
		const struct member *m = &facts->member[i];
		char *left = xasprintf("%s . %s", m->object, m->name);

		add_setting(s, facts, &m->at, keep_string(facts, left),
			    m->value, struct_in(facts, m->type), false);
		free(left);
	}
	if (s->n)
		qsort(s->setting, s->n, sizeof(*s->setting), compare_settings);
}

static struct settings settings;
static bool built;

const struct settings *settings_of(const struct survey *survey)
{
	if (!built)
		build(&settings, &survey->facts);
	built = true;
	return &settings;
}

void truth_forget(void)
{
	free(settings.setting);
	settings = (struct settings){ 0 };
	built = false;
}

struct range settings_find(const struct settings *s, const char *word)
{
	struct range r = { 0, s->n };

	while (r.begin < r.end) {
		size_t mid = (r.begin + r.end) / 2;

		if (s->setting[mid].word < word)
			r.begin = mid + 1;
		else
			r.end = mid;
	}
	while (r.end < s->n && s->setting[r.end].word == word)
		r.end++;
	return r;
}

/* The member before the last: "args" of "ia -> ap . args . is_pinned". */
static const char *holder_of(const struct facts *facts, const char *text)
{
	char *base, *member, *outer, *holder;
	const char *found = "";

	if (!expr_split_member(text, &base, &member))
		return "";
	if (expr_split_member(base, &outer, &holder)) {
		found = keep_string(facts, holder);
		free(outer);
		free(holder);
	}
	free(base);
	free(member);
	return found;
}

/* What the file's other settings by the same way say that the struct is. */
static const char *owner_beside(const struct survey *survey,
				const struct place *at, const char *text)
{
	const struct facts *facts = &survey->facts;
	struct range r = facts_of_file(facts, assignment, nr_assignments,
				       at->file);
	const char *holder = holder_of(facts, text);

	for (size_t i = r.begin; *holder && i < r.end; i++) {
		const struct assignment *a = &facts->assignment[i];

		if (*a->owner && expr_mentions(a->left, holder) &&
		    holder_of(facts, a->left) == holder)
			return a->owner;
	}
	return "";
}

const char *owner_of(const struct survey *survey, const struct place *at,
		     const char *text)
{
	const struct facts *facts = &survey->facts;
	const char *owner = "";
	char *base, *member;

	if (!expr_split_member(text, &base, &member))
		return "";
	if (expr_is_name(base))
		owner = struct_in(facts, type_of(facts, at, base));
	free(base);
	free(member);
	return *owner ? owner : owner_beside(survey, at, text);
}

const struct call *call_of_use(const struct facts *facts, const struct use *use)
{
	struct range r = facts_of_file(facts, call, nr_calls, use->at.file);

	for (size_t i = r.begin; use->kind == USE_CALL && i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (c->at.line == use->at.line && c->at.col == use->at.col &&
		    !strcmp(c->name, use->name))
			return c;
	}
	return NULL;
}

static bool same_function(const struct place *a, const struct place *b)
{
	return !strcmp(a->in, b->in) && !strcmp(a->file, b->file);
}

bool setting_may_be(const struct survey *survey, const struct setting *s,
		    const struct place *at, const struct operand *o)
{
	const char *owner, *other;

	if (s->word != o->word)
		return false;
	if (!operand_is_member(o))
		return expr_is_name(s->left) && same_function(&s->at, at);
	if (expr_is_name(s->left))
		return false;
	owner = owner_of(survey, at, o->text);
	other = *s->owner ? s->owner : owner_of(survey, &s->at, s->left);
	if (*owner && *other)
		return !strcmp(owner, other);
	return !strcmp(s->at.file, at->file);
}

bool setting_makes(const struct setting *s, const struct operand *o)
{
	if (*o->constant)
		return !o->when || expr_mentions(s->right, o->constant) ||
			!(expr_is_constant_name(s->right) ||
			  expr_is_false(s->right));
	return o->when ? !expr_is_false(s->right) : !expr_is_true(s->right);
}
