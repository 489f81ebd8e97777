// SPDX-License-Identifier: GPL-2.0-only
/*
 * Releases that could dirty pages and are never told to: see
 * untold_release.h.
 */
#include "untold_release.h"

#include <string.h>

#include "../lex/expr.h"
#include "dirtier.h"
#include "truth.h"

bool take_may_write(const struct survey *survey, const struct take *take)
{
	const struct settings *settings = settings_of(survey);
	const char *flags = take_flags(take);
	struct operands o = operands_of(&survey->facts, flags, true);
	bool writes = expr_mentions(flags, "FOLL_WRITE");

	for (size_t i = 0; i < o.n && !writes; i++) {
		struct range r = settings_find(settings, o.operand[i].word);

		for (size_t k = r.begin; k < r.end && !writes; k++) {
			const struct setting *s = &settings->setting[k];

			writes = setting_may_be(survey, s, &take->call->at,
						&o.operand[i]) &&
				expr_mentions(s->right, "FOLL_WRITE");
		}
	}
	operands_free(&o);
	return writes;
}

/* The only thing done with a function is to call it with a false argument:
 * the first call; else NULL. */
static const struct call *always_false(const struct survey *survey,
				       const struct function *f, int param)
{
	struct range r = graph_uses(&survey->graph, f->at.in);
	const struct call *first = NULL;

	if (!survey_is_static(survey, f->at.file, f->at.in))
		return NULL;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct use *use = &survey->graph.use[i];
		const struct call *c;

		if (strcmp(use->at.file, f->at.file))
			continue;
		c = call_of_use(&survey->facts, use);
		if (!c || !expr_is_false(call_arg(c, param)))
			return NULL;
		if (!first)
			first = c;
	}
	return first;
}

/* What takes the pages that a function lets go of, to be written; or NULL. */
static const struct entry *taken_to_write(const struct survey *survey,
					  const struct function *f)
{
	const struct ledger *l = ledger_of(survey);

	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->kind != ENTRY_RELEASE || strcmp(e->at.in, f->at.in) ||
		    strcmp(e->at.file, f->at.file))
			continue;
		for (size_t k = 0; k < l->nr_takes; k++) {
			if (entries_meet(&l->entry[k], e) &&
			    take_may_write(survey, l->entry[k].take))
				return &l->entry[k];
		}
	}
	return NULL;
}

static void look_at(const struct survey *survey, const struct dirtier *d,
		    const char *rule, struct records *records)
{
	const struct function *f = d->function;
	const struct call *c = always_false(survey, f, d->param);
	const struct entry *take = c ? taken_to_write(survey, f) : NULL;
	const char *param = f->param[d->param].name;
	struct record *r;

	if (!take)
		return;
	r = finding_add(records, rule, "error", &c->at, f->at.in,
			"%s() is never told to dirty the pages, though they "
			"were taken to be written", f->at.in);
	finding_step(r, &take->at, "%s() takes them with FOLL_WRITE",
		     take->call->name);
	finding_step(r, &c->at, "%s is false here, as in every other call",
		     param);
	finding_step(r, &f->at, "%s() lets go of the pages, dirty only if %s",
		     f->at.in, param);
}

void untold_releases_report(const struct survey *survey, const char *rule,
			    struct records *records)
{
	struct dirtiers dirtiers;

	dirtiers_find(survey, &dirtiers);
	for (size_t i = 0; i < dirtiers.n; i++)
		look_at(survey, &dirtiers.dirtier[i], rule, records);
	dirtiers_free(&dirtiers);
}
