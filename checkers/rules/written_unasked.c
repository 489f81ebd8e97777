// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pages that are written although they were taken to be read: see
 * written_unasked.h.
 */
#include "written_unasked.h"

#include <string.h>

#include "../join/condition.h"
#include "../lex/expr.h"
#include "ledger.h"

/* Are the flags all there, and is FOLL_WRITE not among them? */
static bool is_for_reading(const struct take *t)
{
	const char *flags = take_flags(t);
	struct expr e;
	bool known = *flags;

	if (sign_of_constant(flags) == SIGN_ZERO)
		return true;
	e = expr_parse(flags);
	for (size_t i = 0; i < e.n; i++) {
		const struct expr_token *token = &e.token[i];

		if (token->kind == TOKEN_NAME)
			known &= starts_with(token->text, "FOLL_") &&
				strcmp(token->text, "FOLL_WRITE");
		else
			known &= !strcmp(token->text, "|");
	}
	expr_free(&e);
	return known;
}

/* Are the pages marked dirty whatever was done with them? */
static bool always_dirties(const struct entry *e)
{
	return e->kind == ENTRY_RELEASE && e->last->nr_args &&
		e->api->hold == HOLD_PIN && e->api->dirty_arg > 0 &&
		expr_is_true(call_arg(e->last, e->api->dirty_arg));
}

/* The release that shows it, if all that meet the take agree; else NULL. */
static const struct entry *dirtier_of(const struct ledger *l,
				      const struct entry *take)
{
	const struct entry *found = NULL;

	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e == take || !entries_meet(e, take))
			continue;
		/* Others may have taken what is dirtied there. */
		if (e->kind == ENTRY_TAKE || e->kind == ENTRY_FILL)
			return NULL;
		if (always_dirties(e))
			found = e;
	}
	return found;
}

void written_unasked_report(const struct survey *survey, const char *rule,
			    struct records *records)
{
	const struct ledger *l = ledger_of(survey);

	for (size_t i = 0; i < l->nr_takes; i++) {
		const struct entry *take = &l->entry[i], *dirtier;
		struct record *r;

		if (take->api->hold != HOLD_PIN || !is_for_reading(take->take))
			continue;
		dirtier = dirtier_of(l, take);
		if (!dirtier)
			continue;
		r = finding_add(records, rule, "error", &take->at, take->root,
				"%s() takes pages without FOLL_WRITE, and they "
				"are written", take->call->name);
		finding_step(r, &take->at, "the pages are taken to be read");
		finding_step(r, &dirtier->last->at, "%s() marks them dirty",
			     dirtier->last->name);
	}
}
