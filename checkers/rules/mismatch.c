// SPDX-License-Identifier: GPL-2.0-only
/*
 * Releases that do not fit the hold: see mismatch.h.
 */
#include "mismatch.h"

#include <string.h>

static const char *what_is_held(enum hold hold)
{
	return hold == HOLD_REF ? "references" : "pins";
}

/* May pages be put that were taken so?  An extracted page never. */
static bool fits(enum hold taken, enum hold released)
{
	return released == HOLD_REF ? taken == HOLD_REF : taken != HOLD_REF;
}

/*
 * The first of the takes that a release may be of, if it fits none of them
 * and no page of other origin may be there; else NULL.
 */
static const struct entry *mistaken_for(const struct survey *survey,
					const struct ledger *l,
					const struct entry *release)
{
	const struct entry *first = NULL;

	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if ((e->kind != ENTRY_TAKE && e->kind != ENTRY_FILL) ||
		    !entries_meet(e, release))
			continue;
		if (e->kind == ENTRY_FILL ||
		    fits(e->api->hold, release->api->hold) ||
		    !take_may_hold(survey, e->take))
			return NULL;
		if (!first)
			first = e;
	}
	return first;
}

/* Does the code let go in the right way as well, and a flag decide? */
static bool is_told_apart(const struct survey *survey, const struct ledger *l,
			  const struct entry *take,
			  const struct entry *release)
{
	if (!entry_is_guarded(&survey->facts, release))
		return false;
	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->kind == ENTRY_RELEASE && entries_meet(e, take) &&
		    fits(take->api->hold, e->api->hold))
			return true;
	}
	return false;
}

static void report(const struct entry *take, const struct entry *release,
		   const char *rule, struct records *records)
{
	enum hold held = take->api->hold;
	struct record *r;

	r = finding_add(records, rule, "error", &release->at,
			entry_subject(release),
			"%s() lets go of %s, but %s() took %s on these pages",
			release->call->name, what_is_held(release->api->hold),
			take->call->name, held == HOLD_EXTRACT ?
			"pins, if any," : what_is_held(held));
	finding_step(r, &take->at, "%s() takes %s in %s()", take->call->name,
		     what_is_held(held), take->at.in);
	finding_step(r, &release->at, "%s() lets go of %s in %s()",
		     release->call->name, what_is_held(release->api->hold),
		     release->at.in);
}

void mismatch_report(const struct survey *survey, enum hold released,
		     const char *rule, struct records *records)
{
	const struct ledger *l = ledger_of(survey);

	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = &l->entry[i];
		const struct entry *take;

		if (e->kind != ENTRY_RELEASE || e->api->hold != released)
			continue;
		take = mistaken_for(survey, l, e);
		if (take && !is_told_apart(survey, l, take, e))
			report(take, e, rule, records);
	}
}
