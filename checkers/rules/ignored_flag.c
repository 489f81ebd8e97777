// SPDX-License-Identifier: GPL-2.0-only
/*
 * Dirty flags that are set and not minded: see ignored_flag.h.
 */
#include "ignored_flag.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "asked.h"
#include "fate.h"
#include "dirtier.h"
#include "guard_flags.h"
#include "ledger.h"

/* A member that is set for reads into user memory. */
struct seed {
	struct setting setting;
	const char *constant;	/* the bit or value, "" if it is a truth */
	bool minded;		/* some dirtying depends on it */
};

struct seeds {
	struct seed *seed;
	size_t n;
};

static void add_seed(const struct survey *survey, struct seeds *seeds,
		     const struct assignment *a)
{
	struct unasked u = { .survey = survey };
	struct setting s = {
		.at = a->at, .left = a->left, .right = a->right,
		.word = strrchr(a->left, ' ') ? strrchr(a->left, ' ') + 1 : "",
		.owner = *a->owner ? a->owner :
			owner_of(survey, &a->at, a->left),
	};
	bool constant = expr_is_constant_name(a->right);

	if (!*s.word || !*s.owner || expr_is_false(a->right) ||
	    !dirtying_score(survey, &s))
		return;
	if (constant || expr_is_true(a->right) ?
	    asked_at(&u, &a->at) != ASKED :
	    asked_of(&u, &a->at, a->right, true) != ASKED)
		return;
	*array_add(&seeds->seed, &seeds->n) = (struct seed){
		.setting = s, .constant = constant ? a->right : "",
	};
}

/* Only functions that ask about an iterator can set such a flag. */
static void seeds_find(const struct survey *survey, struct seeds *seeds)
{
	const struct facts *facts = &survey->facts;
	const struct place *last = NULL;

	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct place *at = &facts->call[i].at;
		struct range r;

		if (!api_has_role(facts->call[i].name, ROLE_USER_BACKED) ||
		    (last && !strcmp(last->in, at->in) &&
		     !strcmp(last->file, at->file)))
			continue;
		last = at;
		r = facts_of_file(facts, assignment, nr_assignments, at->file);
		for (size_t k = r.begin; k < r.end; k++) {
			if (!strcmp(facts->assignment[k].at.in, at->in))
				add_seed(survey, seeds, &facts->assignment[k]);
		}
	}
}

static bool is_seed(const struct seed *seed, const struct guard_flag *flag)
{
	if (strcmp(seed->setting.word, flag->operand.word) ||
	    strcmp(seed->constant, flag->operand.constant))
		return false;
	return *flag->owner ? !strcmp(flag->owner, seed->setting.owner) :
		!strcmp(flag->at.file, seed->setting.at.file);
}

static void report_turned(const struct seed *seed,
			  const struct guard_flag *flag, const struct call *c,
			  const char *rule, struct records *records)
{
	char *text = expr_pretty(flag->operand.text);
	char *set = expr_pretty(seed->setting.left);
	struct record *r;

	r = finding_add(records, rule, "error", &c->at, flag->operand.word,
			"%s() dirties the pages only if %s does not say so",
			c->name, text);
	finding_step(r, &seed->setting.at, "%s is set for reads into user "
		     "memory", set);
	finding_step(r, &flag->at, "%s is asked for the wrong way round", text);
	finding_step(r, &c->at, "%s() leaves the pages of such a read clean",
		     c->name);
	free(set);
	free(text);
}

static bool dirties(const struct call *c)
{
	const struct api *api = api_find(c->name);

	return api && (api->roles & ROLE_DIRTY) &&
		!api_has_role(c->at.in, ROLE_DIRTY) &&
		(api->dirty_arg < 0 ||
		 !expr_is_false(call_arg(c, api->dirty_arg)));
}

/* Which seeds do dirtying calls depend on, and which way round? */
static void look_at_calls(const struct survey *survey, struct seeds *seeds,
			  const char *rule, struct records *records)
{
	const struct facts *facts = &survey->facts;

	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];
		struct guard_flags g;

		if (!dirties(c))
			continue;
		g = guard_flags_of_call(survey, c);
		for (size_t k = 0; k < g.n * seeds->n; k++) {
			const struct guard_flag *flag = &g.flag[k / seeds->n];
			struct seed *seed = &seeds->seed[k % seeds->n];

			if (!is_seed(seed, flag))
				continue;
			if (!flag->operand.when && flag->sure && !seed->minded)
				report_turned(seed, flag, c, rule, records);
			seed->minded = true;
		}
		guard_flags_free(&g);
	}
}

/* Does a function look at its parameter at all? */
static bool looks_at(const struct facts *facts, const struct function *f,
		     const char *param)
{
	struct range r = facts_of_file(facts, call, nr_calls, f->at.file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		for (size_t k = 0; k < c->nr_args; k++) {
			if (!strcmp(c->at.in, f->at.in) &&
			    expr_mentions(c->arg[k].expr, param))
				return true;
		}
	}
	r = facts_of_file(facts, assignment, nr_assignments, f->at.file);
	for (size_t i = r.begin; i < r.end; i++) {
		if (!strcmp(facts->assignment[i].at.in, f->at.in) &&
		    expr_mentions(facts->assignment[i].right, param))
			return true;
	}
	r = facts_of_file(facts, branch, nr_branches, f->at.file);
	for (size_t i = r.begin; i < r.end; i++) {
		if (!strcmp(facts->branch[i].at.in, f->at.in) &&
		    expr_mentions(facts->branch[i].condition, param))
			return true;
	}
	return false;
}

/* Where a function lets go of pages, if it dirties none. */
static const struct call *clean_release(const struct facts *facts,
					const struct function *f)
{
	struct range r = facts_of_file(facts, call, nr_calls, f->at.file);
	const struct call *release = NULL;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (strcmp(c->at.in, f->at.in))
			continue;
		if (dirties(c))
			return NULL;
		if (api_has_role(c->name, ROLE_RELEASE))
			release = c;
	}
	return release;
}

/* The flag is handed to what lets go of pages, and is not looked at there. */
static void look_at_argument(const struct survey *survey, struct seed *seed,
			     const struct call *c, size_t arg,
			     const char *rule, struct records *records)
{
	const struct facts *facts = &survey->facts;
	const struct function *f = function_called(survey, c->at.file, c->name);
	const struct call *release = f ? clean_release(facts, f) : NULL;
	char *set;
	struct record *r;

	if (!release || arg >= f->nr_params ||
	    looks_at(facts, f, f->param[arg].name))
		return;
	set = expr_pretty(seed->setting.left);
	r = finding_add(records, rule, "error", &release->at,
			f->param[arg].name, "%s() lets go of pages clean, "
			"though %s, which %s() hands over, remembers that they "
			"are to be dirtied", release->name, set, c->at.in);
	finding_step(r, &seed->setting.at, "%s is set for reads into user "
		     "memory", set);
	finding_step(r, &c->at, "%s() is told", c->name);
	finding_step(r, &release->at, "%s() lets go of the pages, and nothing "
		     "in %s() looks at %s", release->name, f->at.in,
		     f->param[arg].name);
	seed->minded = true;
	free(set);
}

static void look_at_arguments(const struct survey *survey, struct seed *seed,
			      const char *rule, struct records *records)
{
	const struct facts *facts = &survey->facts;

	for (size_t i = 0; i < facts->nr_calls && !seed->minded; i++) {
		const struct call *c = &facts->call[i];

		for (size_t k = 0; k < c->nr_args && !seed->minded; k++) {
			char *base = NULL, *member = NULL;

			if (!strcmp(c->at.file, seed->setting.at.file) &&
			    expr_split_member(c->arg[k].expr, &base, &member) &&
			    !strcmp(member, seed->setting.word))
				look_at_argument(survey, seed, c, k, rule,
						 records);
			free(base);
			free(member);
		}
	}
}

/* Is it copied on, to where nobody can follow it? */
static bool is_copied(const struct survey *survey, const struct seed *seed)
{
	const struct settings *settings = settings_of(survey);

	for (size_t i = 0; i < settings->n; i++) {
		const struct setting *s = &settings->setting[i];

		if (s->word != seed->setting.word && !expr_is_name(s->left) &&
		    expr_mentions(s->right, seed->setting.word))
			return true;
	}
	return false;
}

/* Where pages of the same struct are let go of; the last is the usual end. */
static const struct entry *release_of(const struct survey *survey,
				      const struct seed *seed)
{
	const struct ledger *l = ledger_of(survey);
	const char *owner = seed->setting.owner;
	size_t n = strlen(owner);

	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		for (size_t k = 0; e->kind == ENTRY_RELEASE && k < e->keys.n;
		     k++) {
			if (!strncmp(e->keys.item[k], owner, n) &&
			    e->keys.item[k][n] == '.')
				return e;
		}
	}
	return NULL;
}

static void report_ignored(const struct seed *seed, const struct entry *e,
			   const char *rule, struct records *records)
{
	char *set = expr_pretty(seed->setting.left);
	struct record *r;

	r = finding_add(records, rule, "error", &e->at, entry_subject(e),
			"%s() lets go of pages clean, though %s remembers that "
			"they are to be dirtied", e->call->name, set);
	finding_step(r, &seed->setting.at, "%s is set for reads into user "
		     "memory", set);
	finding_step(r, &e->at, "%s() lets go of the pages, and nothing that "
		     "dirties looks at it", e->call->name);
	free(set);
}

void ignored_flags_report(const struct survey *survey, const char *rule,
			  struct records *records)
{
	struct seeds seeds = { 0 };

	seeds_find(survey, &seeds);
	look_at_calls(survey, &seeds, rule, records);
	for (size_t i = 0; i < seeds.n; i++) {
		struct seed *seed = &seeds.seed[i];
		const struct entry *e;

		if (!seed->minded && !*seed->constant)
			look_at_arguments(survey, seed, rule, records);
		e = seed->minded ? NULL : release_of(survey, seed);
		if (e && !is_copied(survey, seed))
			report_ignored(seed, e, rule, records);
	}
	free(seeds.seed);
}
