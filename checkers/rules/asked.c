// SPDX-License-Identifier: GPL-2.0-only
/*
 * Asked: see asked.h.
 */
#include "asked.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "api.h"
#include "iter_use.h"

#define MAX_DEPTH 6
#define MAX_STEPS 400	/* of one question; beyond, nobody can tell */

static enum asked ask_text(struct unasked *u, const struct place *at,
			   const char *text, bool when, int depth);

/* Functions that tell one kind of iterator from the others. */
static bool is_question(const char *name)
{
	return api_has_role(name, ROLE_USER_BACKED) ||
		!strcmp(name, "iov_iter_extract_will_pin") ||
		!strcmp(name, "iov_iter_is_bvec");
}

/* Does a function put such a question itself? */
static bool function_asks(const struct survey *survey, const char *file,
			  const char *name)
{
	const struct facts *facts = &survey->facts;
	const struct function *f = facts_function(facts, file, name);
	struct range r;

	if (!f)
		return false;
	r = facts_of_file(facts, call, nr_calls, f->at.file);
	for (size_t i = r.begin; i < r.end; i++) {
		if (!strcmp(facts->call[i].at.in, name) &&
		    is_question(facts->call[i].name))
			return true;
	}
	return false;
}

/* Does the text itself ask? */
static bool asks(const struct survey *survey, const struct place *at,
		 const char *text, bool when)
{
	struct expr e = expr_parse(text);
	bool found = false;

	for (size_t i = 0; i < e.n && !found; i++) {
		const struct expr_token *t = &e.token[i];

		if (t->kind != TOKEN_NAME)
			continue;
		if (t->called && api_has_role(t->text, ROLE_USER_BACKED))
			found = t->in_call || t->negated != when;
		else if (t->called)
			found = is_question(t->text) ||
				function_asks(survey, at->file, t->text);
		else
			found = starts_with(t->text, "ITER_") &&
				strcmp(t->text, "ITER_DEST") &&
				strcmp(t->text, "ITER_SOURCE");
	}
	expr_free(&e);
	return found;
}

static bool is_iterator(const char *type)
{
	return strstr(type, "struct iov_iter") || strstr(type, "struct msghdr");
}

/* Does the function handle an iterator that somebody gave it? */
static bool has_iterator(const struct survey *survey, const struct place *at)
{
	const struct facts *facts = &survey->facts;
	const struct function *f = facts_function(facts, at->file, at->in);
	struct range r = facts_of_file(facts, call, nr_calls, at->file);
	bool has = false;

	for (size_t i = 0; f && i < f->nr_params; i++)
		has |= is_iterator(f->param[i].type);
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];
		const struct iter_setup *setup;

		if (strcmp(c->at.in, at->in))
			continue;
		setup = iter_setup_find(c->name);
		if (setup && setup->user_backed)
			return false;
		for (size_t k = 0; k < c->nr_args; k++)
			has |= is_iterator(c->arg[k].type);
	}
	return has;
}

/* Do the callers of a function, or theirs, ask before they call it? */
static bool callers_ask(const struct survey *survey, const struct place *at,
			int depth)
{
	struct range r = graph_uses(&survey->graph, at->in);
	bool asked = false;

	for (size_t i = r.begin; i < r.end && !asked && depth; i++) {
		const struct use *use = &survey->graph.use[i];
		struct guards g;

		if (use->kind != USE_CALL ||
		    !use_may_mean(&survey->graph, use, at->file))
			continue;
		g = guards_at(&survey->facts, &use->at);
		for (size_t k = 0; k < g.n && !asked; k++)
			asked = asks(survey, &use->at, g.guard[k].condition,
				     g.guard[k].when);
		guards_free(&g);
		asked = asked || callers_ask(survey, &use->at, depth - 1);
	}
	return asked;
}

/* Does it speak of dirtying, or at least of reading? */
static int score_of(const struct setting *s, const struct guards *g)
{
	static const char *const reads[] = {
		"READ", "WRITE", "ITER_DEST", "ITER_SOURCE", "iov_iter_rw",
		"write", "read", "rw", "is_write", "is_read", "op_is_write",
	};
	bool reading = false;

	for (size_t i = 0; i < ARRAY_SIZE(reads); i++) {
		reading |= expr_mentions(s->right, reads[i]);
		for (size_t k = 0; k < g->n; k++)
			reading |= g->guard[k].encloses &&
				expr_mentions(g->guard[k].condition, reads[i]);
	}
	return reading + 2 * (strcasestr(s->word, "dirty") ||
			      strcasestr(s->right, "dirty"));
}

/* Is the value a truth, rather than what some function has returned? */
static bool is_truth(const char *right)
{
	struct expr e = expr_parse(right);
	bool truth = true;

	for (size_t i = 0; i < e.n; i++) {
		if (e.token[i].called && strcmp(e.token[i].text, "iov_iter_rw"))
			truth = false;
	}
	expr_free(&e);
	return truth;
}

/* Remember it, unless the one known says more. */
static void note(struct unasked *u, const struct setting *s,
		 const struct guards *g)
{
	int score = score_of(s, g);
	bool copy = expr_is_name(s->right) &&
		!expr_is_constant_name(s->right) && !expr_is_true(s->right);

	if (u->setting && (score < u->score || copy))
		return;
	if (score && is_truth(s->right) && has_iterator(u->survey, &s->at)) {
		u->setting = s;
		u->score = score;
	}
}

static enum asked ask_setting(struct unasked *u, const struct setting *s,
			      bool when, int depth)
{
	struct guards g = guards_at(&u->survey->facts, &s->at);
	enum asked asked = ask_text(u, &s->at, s->right, when, depth);

	for (size_t i = 0; i < g.n && asked != ASKED; i++) {
		if (ask_text(u, &s->at, g.guard[i].condition, g.guard[i].when,
			     depth) == ASKED)
			asked = ASKED;
	}
	if (asked != ASKED && callers_ask(u->survey, &s->at, 2))
		asked = ASKED;
	if (asked != ASKED) {
		note(u, s, &g);
		asked = ASKED_NOT;
	}
	guards_free(&g);
	return asked;
}

/* Of several, the one that is worst: it is enough that one does not ask. */
static void worse_of(enum asked *all, enum asked one)
{
	if (one == ASKED_UNTOLD || *all == ASKED_NOT)
		return;
	*all = one;
}

/* A parameter is what the callers give. */
static enum asked ask_callers(struct unasked *u, const struct function *f,
			      int param, bool when, int depth)
{
	const struct graph *graph = &u->survey->graph;
	struct range r = graph_uses(graph, f->at.in);
	enum asked all = ASKED_UNTOLD;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct use *use = &graph->use[i];
		const struct call *c;
		const char *arg;

		if (use->kind != USE_CALL ||
		    !use_may_mean(graph, use, f->at.file))
			continue;
		c = call_of_use(&u->survey->facts, use);
		arg = c ? call_arg(c, param) : "";
		if (*arg && !(when ? expr_is_false(arg) : expr_is_true(arg)))
			worse_of(&all, ask_text(u, &c->at, arg, when, depth));
	}
	return all;
}

/* Is a variable of that type a pointer or a size, and no answer? */
static bool is_no_answer(const char *type)
{
	static const char *const sizes[] = {
		"size_t", "ssize_t", "loff_t", "pgoff_t",
	};

	return strchr(type, '*') || is_one_of(type, sizes);
}

/*
 * That there is an object or a function answers nothing, and it is often made
 * after asking.
 */
static bool is_object(const struct survey *survey, const struct setting *s)
{
	const char *name = s->right;

	if (!expr_is_name(name) || expr_is_constant_name(name) ||
	    expr_is_true(name) || expr_is_false(name))
		return false;
	/* What a static initialiser can name is no variable's value. */
	return !*s->at.in || is_no_answer(type_of(&survey->facts, &s->at, name));
}

static enum asked ask_operand(struct unasked *u, const struct place *at,
			      const struct operand *o, int depth)
{
	const struct settings *settings = settings_of(u->survey);
	const struct function *f = facts_function(&u->survey->facts, at->file,
						  at->in);
	struct range r = settings_find(settings, o->word);
	int param = operand_is_member(o) ? -1 : param_index(f, o->text);
	enum asked all = ASKED_UNTOLD;

	if (!operand_is_member(o) &&
	    is_no_answer(type_of(&u->survey->facts, at, o->text)))
		return ASKED_UNTOLD;
	for (size_t i = r.begin; i < r.end && u->steps < MAX_STEPS; i++) {
		const struct setting *s = &settings->setting[i];

		if ((*o->constant && !expr_mentions(s->right, o->constant)) ||
		    !setting_may_be(u->survey, s, at, o) ||
		    !setting_makes(s, o) || is_object(u->survey, s))
			continue;
		worse_of(&all, ask_setting(u, s, *o->constant || o->when,
					   depth));
	}
	if (param >= 0)
		worse_of(&all, ask_callers(u, f, param, o->when, depth));
	return all;
}

static enum asked ask_text(struct unasked *u, const struct place *at,
			   const char *text, bool when, int depth)
{
	enum asked all = ASKED_UNTOLD;
	struct operands o;

	if (asks(u->survey, at, text, when))
		return ASKED;
	if (u->steps++ >= MAX_STEPS)
		return ASKED;
	if (depth >= MAX_DEPTH)
		return ASKED_UNTOLD;
	o = operands_of(&u->survey->facts, text, when);
	for (size_t i = 0; i < o.n && all != ASKED; i++) {
		enum asked one = ask_operand(u, at, &o.operand[i], depth + 1);

		if (one > all)
			all = one;
	}
	operands_free(&o);
	return all;
}

enum asked asked_of(struct unasked *u, const struct place *at,
		    const char *text, bool when)
{
	return ask_text(u, at, text, when, 0);
}

enum asked asked_at(struct unasked *u, const struct place *at)
{
	struct guards g = guards_at(&u->survey->facts, at);
	enum asked all = ASKED_UNTOLD;

	for (size_t i = 0; i < g.n && all != ASKED; i++) {
		enum asked one = asked_of(u, at, g.guard[i].condition,
					  g.guard[i].when);

		if (one > all)
			all = one;
	}
	guards_free(&g);
	return all;
}

int dirtying_score(const struct survey *survey, const struct setting *s)
{
	struct guards g = guards_at(&survey->facts, &s->at);
	int score = score_of(s, &g);

	guards_free(&g);
	return score;
}
