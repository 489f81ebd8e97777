// SPDX-License-Identifier: GPL-2.0-only
/*
 * What variables are worth: see direction_value.h.
 */
#include "direction_value.h"

#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../join/flow.h"
#include "../lex/expr.h"
#include "key.h"

/* What a variable, or a member, is set to somewhere in a function. */
struct setting {
	struct place at;
	const char *op;
	char *right;
};

struct settings {
	struct setting *setting;
	size_t n;
};

static void settings_free(struct settings *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->setting[i].right);
	free(s->setting);
	*s = (struct settings){ 0 };
}

static int compare_settings(const void *a, const void *b)
{
	const struct setting *p = a, *q = b;

	return p->at.line != q->at.line ? p->at.line - q->at.line :
		p->at.col - q->at.col;
}

static char *text_of_call(const struct call *c)
{
	char *text = xasprintf("%s (", c->name);

	for (size_t i = 0; i < c->nr_args; i++) {
		char *longer = xasprintf("%s %s%s", text, c->arg[i].expr,
					 i + 1 < c->nr_args ? " ," : "");

		free(text);
		text = longer;
	}
	return strcat(xrealloc(text, strlen(text) + sizeof(" )")), " )");
}

/* All of one function, in the order of the text. */
static struct settings settings_of(const struct facts *facts,
				   const struct place *at, const char *left)
{
	struct range r = facts_of_file(facts, assignment, nr_assignments,
				       at->file);
	struct settings s = { 0 };

	for (size_t i = r.begin; i < r.end; i++) {
		const struct assignment *a = &facts->assignment[i];

		if (!strcmp(a->at.in, at->in) && !strcmp(a->left, left))
			*array_add(&s.setting, &s.n) = (struct setting){
				.at = a->at, .op = a->op,
				.right = xstrdup(a->right),
			};
	}
	r = facts_of_file(facts, call, nr_calls, at->file);
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (!strcmp(c->at.in, at->in) && !strcmp(c->result, left))
			*array_add(&s.setting, &s.n) = (struct setting){
				.at = c->at, .op = "=",
				.right = text_of_call(c),
			};
	}
	if (s.n)
		qsort(s.setting, s.n, sizeof(*s.setting), compare_settings);
	return s;
}

static bool is_after(const struct place *a, const struct place *b)
{
	return a->line > b->line || (a->line == b->line && a->col > b->col);
}

static bool is_among(const struct guards *g, const struct guard *one)
{
	for (size_t i = 0; i < g->n; i++) {
		if (!strcmp(g->guard[i].condition, one->condition) &&
		    g->guard[i].when == one->when)
			return true;
	}
	return false;
}

/* The conditions of a setting that are not those of the use as well. */
static const struct prop *when_set(struct direction *d,
				   const struct frame *frame,
				   const struct place *set,
				   const struct place *use, int depth)
{
	const struct facts *facts = &d->survey->facts;
	struct guards here = guards_at(facts, set), there = guards_at(facts, use);
	const struct prop *all = prop_constant(&d->props, true), *p;

	for (size_t i = 0; i < here.n; i++) {
		if (!here.guard[i].encloses || is_among(&there, &here.guard[i]))
			continue;
		p = direction_of_text_in(d, frame, set, here.guard[i].condition,
					 depth);
		if (!here.guard[i].when)
			p = prop_not(&d->props, p);
		all = prop_and(&d->props, all, p);
	}
	guards_free(&here);
	guards_free(&there);
	return all;
}

/* What a setting makes of a value; NULL if that is not understood. */
typedef const struct prop *meaning(struct direction *d,
				   const struct frame *frame,
				   const struct place *at, const char *text,
				   int depth);

/*
 * A value after all its settings, each of which may be under a condition.
 * @value is what it is before them, NULL if nobody knows.
 */
static const struct prop *value_of(struct direction *d,
				   const struct frame *frame,
				   const struct place *use, const char *left,
				   const struct prop *value, meaning *means,
				   int depth)
{
	struct props *ps = &d->props;
	struct settings s = settings_of(&d->survey->facts, use, left);
	bool understood = s.n && s.n < 8;

	for (size_t i = 0; understood && i < s.n; i++) {
		const struct setting *one = &s.setting[i];
		const struct prop *p, *when;

		p = means(d, frame, &one->at, one->right, depth);
		if (!p || is_after(&one->at, use)) {
			understood = false;
			break;
		}
		when = when_set(d, frame, &one->at, use, depth);
		if (!strcmp(one->op, "|=") && value)
			value = prop_or(ps, value, prop_and(ps, when, p));
		else if (!strcmp(one->op, "&=") && value)
			value = prop_and(ps, value,
					 prop_or(ps, prop_not(ps, when), p));
		else if (!strcmp(one->op, "=") && prop_is_constant(when))
			value = p;
		else if (!strcmp(one->op, "=") && value)
			value = prop_or(ps, prop_and(ps, when, p),
					prop_and(ps, prop_not(ps, when), value));
		else
			understood = false;
	}
	settings_free(&s);
	return understood ? value : NULL;
}

/* The argument that a parameter stands for; NULL if it is none or not known. */
static const char *argument_for(const struct frame *frame, const char *name)
{
	int param = param_index(frame->function, name);

	if (param < 0 || !frame->by || (size_t)param >= frame->by->nr_args)
		return NULL;
	return frame->by->arg[param].expr;
}

static bool is_set(const struct facts *facts, const struct place *at,
		   const char *name)
{
	struct settings s = settings_of(facts, at, name);
	bool found = s.n;

	settings_free(&s);
	return found;
}

const struct prop *direction_of_variable(struct direction *d,
					 const struct frame *frame,
					 const struct place *at,
					 const char *name, int depth)
{
	const struct facts *facts = &d->survey->facts;
	const char *argument = argument_for(frame, name);

	if (argument && !is_set(facts, at, name))
		return direction_of_text_in(d, frame->up, &frame->by->at,
					    argument, depth);
	if (param_index(frame->function, name) >= 0)
		return NULL;
	return value_of(d, frame, at, name, NULL, direction_of_text_in, depth);
}

/* "struct foo.rw" of "foo -> rw"; NULL if the struct is not known. */
static char *member_key(const struct facts *facts, const struct place *at,
			const char *text)
{
	size_t n = strcspn(text, " ");
	char *base = xstrndup(text, n), *type = struct_of(type_of(facts, at, base));
	const char *rest = text + n + strspn(text + n, " .->");
	char *key = NULL;

	if (*type && *rest && expr_is_name(base) && !strpbrk(rest, "([&|+*"))
		key = xasprintf("%s.%s", type, rest);
	free(type);
	free(base);
	return key;
}

/* The member in which a variable is kept in this function, or from which it
 * was read; NULL if there is none or there are several. */
static char *kept_in(const struct facts *facts, const struct place *at,
		     const char *name)
{
	struct range r = facts_of_file(facts, assignment, nr_assignments,
				       at->file);
	char *found = NULL, *key;
	size_t n = 0;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct assignment *a = &facts->assignment[i];

		if (strcmp(a->at.in, at->in) || strcmp(a->op, "="))
			continue;
		n += !strcmp(a->left, name);
		if (!strcmp(a->right, name))
			key = member_key(facts, at, a->left);
		else if (!strcmp(a->left, name))
			key = member_key(facts, at, a->right);
		else
			continue;
		if (!found)
			found = key;
		else
			free(key);
	}
	if (n < 2)
		return found;
	free(found);
	return NULL;
}

char *direction_key(const struct survey *survey, const struct frame *frame,
		    const struct place *at, const char *text)
{
	const struct facts *facts = &survey->facts;
	const char *argument;
	char *key;

	if (!expr_is_name(text)) {
		key = member_key(facts, at, text);
		return key ? key : xasprintf("%s:%s:%s", at->file, at->in, text);
	}
	argument = argument_for(frame, text);
	if (argument && !is_set(facts, at, text))
		return direction_key(survey, frame->up, &frame->by->at,
				     argument);
	if (expr_is_constant_name(text))
		return xstrdup(text);
	key = kept_in(facts, at, text);
	return key ? key : xasprintf("%s:%s:%s", at->file, at->in, text);
}

static const struct prop *flags_in(struct direction *d,
				   const struct frame *frame,
				   const struct place *at, const char *text,
				   int depth);

/* The first such character outside parentheses, NULL if there is none. */
static const char *find_outside(const char *text, char c)
{
	int depth = 0;

	for (; *text; text++) {
		depth += *text == '(' ? 1 : *text == ')' ? -1 : 0;
		if (!depth && *text == c)
			return text;
	}
	return NULL;
}

/* "c ? FOLL_WRITE : 0", and the other way round. */
static const struct prop *flags_of_choice(struct direction *d,
					  const struct frame *frame,
					  const struct place *at,
					  const char *text, int depth)
{
	struct props *ps = &d->props;
	const char *mark = find_outside(text, '?');
	const char *colon = mark ? find_outside(mark, ':') : NULL;
	char *test, *one;
	const struct prop *p, *a, *b;

	if (!colon || find_outside(mark + 1, '?'))
		return NULL;
	test = xstrndup(text, mark - text - 1);
	one = xstrndup(mark + 2, colon - mark - 3);
	p = direction_of_text_in(d, frame, at, test, depth);
	a = flags_in(d, frame, at, one, depth);
	b = flags_in(d, frame, at, colon + 2, depth);
	free(one);
	free(test);
	if (!a || !b)
		return NULL;
	return prop_or(ps, prop_and(ps, p, a),
		       prop_and(ps, prop_not(ps, p), b));
}

/* A word of flags: a constant, a parameter, a variable or a member. */
static const struct prop *flags_of_word(struct direction *d,
					const struct frame *frame,
					const struct place *at,
					const char *text, int depth)
{
	struct props *ps = &d->props;
	const char *argument;

	if (!strcmp(text, "FOLL_WRITE"))
		return prop_constant(ps, true);
	if (expr_is_constant_name(text) || sign_of_constant(text) != SIGN_ANY)
		return prop_constant(ps, false);
	argument = expr_is_name(text) ? argument_for(frame, text) : NULL;
	if (argument && !is_set(&d->survey->facts, at, text))
		return flags_in(d, frame->up, &frame->by->at, argument, depth);
	if (argument || (expr_is_name(text) &&
			 param_index(frame->function, text) >= 0))
		return NULL;
	return value_of(d, frame, at, text,
			expr_is_name(text) ? NULL : prop_constant(ps, false),
			flags_in, depth);
}

static const struct prop *flags_in(struct direction *d,
				   const struct frame *frame,
				   const struct place *at, const char *text,
				   int depth)
{
	const char *or = find_outside(text, '|');
	const char *choice = find_outside(text, '?');
	const struct prop *a = NULL, *b = NULL;
	char *part;

	if (depth > 8 || (or && choice))
		return NULL;
	if (or) {
		part = xstrndup(text, or - text - (or > text));
		a = flags_in(d, frame, at, part, depth + 1);
		b = flags_in(d, frame, at, or + 2, depth + 1);
		free(part);
		return a && b ? prop_or(&d->props, a, b) : NULL;
	}
	if (choice)
		return flags_of_choice(d, frame, at, text, depth + 1);
	/* Nothing stands outside of the parentheses. */
	if (starts_with(text, "( ") && find_outside(text, ')') &&
	    !find_outside(text, ')')[1]) {
		part = xstrndup(text + 2, strlen(text) - 4);
		a = flags_in(d, frame, at, part, depth + 1);
		free(part);
		return a;
	}
	/* "&= ~ FOLL_WRITE" takes it away. */
	if (starts_with(text, "~ ") && expr_is_constant_name(text + 2))
		return prop_constant(&d->props, strcmp(text + 2, "FOLL_WRITE"));
	/* A truth is 1, and so is FOLL_WRITE: include/linux/mm_types.h. */
	if (strstr(text, " == ") || strstr(text, " != ") ||
	    starts_with(text, "! "))
		return direction_of_text_in(d, frame, at, text, depth + 1);
	if (strpbrk(text, "(&~^+"))
		return NULL;
	return flags_of_word(d, frame, at, text, depth + 1);
}

const struct prop *direction_of_flags(struct direction *d,
				      const struct frame *frame,
				      const struct place *at,
				      const char *flags)
{
	return flags_in(d, frame, at, flags, 0);
}
