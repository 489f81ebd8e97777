// SPDX-License-Identifier: GPL-2.0-only
/*
 * Guard flags: see guard_flags.h.
 */
#include "guard_flags.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "api.h"

#define MAX_DEPTH 3

static void add_text(const struct survey *survey, struct guard_flags *flags,
		     const struct place *at, const char *text, bool when,
		     bool sure, int depth);

static void add_member(const struct survey *survey, struct guard_flags *flags,
		       const struct place *at, const struct operand *o,
		       bool sole, bool sure)
{
	for (size_t i = 0; i < flags->n; i++) {
		const struct operand *old = &flags->flag[i].operand;

		if (!strcmp(old->text, o->text) && old->when == o->when &&
		    !strcmp(old->constant,
							   o->constant) &&
		    !strcmp(flags->flag[i].at.file, at->file) &&
		    !strcmp(flags->flag[i].at.in, at->in))
			return;
	}
	*array_add(&flags->flag, &flags->n) = (struct guard_flag){
		.at = *at, .operand = *o,
		.owner = owner_of(survey, at, o->text), .sole = sole,
		.encloses = true, .sure = sure,
	};
	flags->flag[flags->n - 1].operand.text = xstrdup(o->text);
}

/* A local is as true as what it is set from. */
static void add_local(const struct survey *survey, struct guard_flags *flags,
		      const struct place *at, const struct operand *o,
		      bool sure, int depth)
{
	const struct settings *settings = settings_of(survey);
	struct range r = settings_find(settings, o->word);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct setting *s = &settings->setting[i];

		if (setting_may_be(survey, s, at, o))
			add_text(survey, flags, &s->at, s->right, o->when,
				 sure, depth);
	}
}

static void add_arguments(const struct survey *survey,
			  struct guard_flags *flags, const struct function *f,
			  int param, bool when, bool sure, int depth)
{
	const struct facts *facts = &survey->facts;
	struct range r = graph_uses(&survey->graph, f->at.in);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct use *use = &survey->graph.use[i];
		const struct call *c;

		if (use->kind != USE_CALL ||
		    !use_may_mean(&survey->graph, use, f->at.file))
			continue;
		c = call_of_use(facts, use);
		if (c)
			add_text(survey, flags, &c->at, call_arg(c, param),
				 when, sure, depth);
	}
}

static void add_text(const struct survey *survey, struct guard_flags *flags,
		     const struct place *at, const char *text, bool when,
		     bool sure, int depth)
{
	const struct function *f = facts_function(&survey->facts, at->file,
						  at->in);
	struct operands o = operands_of(&survey->facts, text, when);

	sure = sure && !strstr(text, when ? "||" : "&&") && !strchr(text, '?');
	for (size_t i = 0; i < o.n; i++) {
		const struct operand *operand = &o.operand[i];
		int param;

		if (operand_is_member(operand)) {
			add_member(survey, flags, at, operand, o.n == 1, sure);
			continue;
		}
		param = param_index(f, operand->text);
		if (depth >= MAX_DEPTH || *operand->constant)
			continue;
		if (param >= 0)
			add_arguments(survey, flags, f, param, operand->when,
				      sure, depth + 1);
		else
			add_local(survey, flags, at, operand, sure, depth + 1);
	}
	operands_free(&o);
}

struct guard_flags guard_flags_of(const struct survey *survey,
				  const struct place *at, const char *dirty)
{
	struct guards g = guards_at(&survey->facts, at);
	struct guard_flags flags = { 0 };

	for (size_t i = 0; i < g.n; i++) {
		size_t known = flags.n;

		add_text(survey, &flags, at, g.guard[i].condition,
			 g.guard[i].when, true, 0);
		for (; known < flags.n; known++)
			flags.flag[known].encloses = g.guard[i].encloses;
	}
	add_text(survey, &flags, at, dirty, true, true, 0);
	guards_free(&g);
	return flags;
}

struct guard_flags guard_flags_of_call(const struct survey *survey,
				       const struct call *call)
{
	const struct api *api = api_find(call->name);

	return guard_flags_of(survey, &call->at, api && api->dirty_arg >= 0 ?
			      call_arg(call, api->dirty_arg) : "");
}

void guard_flags_free(struct guard_flags *flags)
{
	for (size_t i = 0; i < flags->n; i++)
		free(flags->flag[i].operand.text);
	free(flags->flag);
	*flags = (struct guard_flags){ 0 };
}
