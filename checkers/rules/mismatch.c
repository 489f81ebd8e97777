// SPDX-License-Identifier: GPL-2.0-only
/*
 * Releases that do not fit the hold: see mismatch.h.
 */
#include "mismatch.h"

#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../join/flow.h"
#include "container.h"
#include "hold_flag.h"

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

/* Does a condition that must be true say that pages were pinned? */
static bool says_pinned(const char *text)
{
	static const char *const words[] = {
		"iov_iter_extract_will_pin (", "user_backed_iter (",
		"pinned", "PINNED", "_unpin",
	};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		const char *found = strstr(text, words[i]);
		const char *begin = found, *end;

		if (!found || strpbrk(text, "|?"))
			continue;
		while (begin > text && *begin != '&')
			begin--;
		end = strstr(found, " && ");
		end = end ? end : found + strlen(found);
		/* Neither negated nor compared. */
		if (!memchr(begin, '!', end - begin) &&
		    !memchr(found, '=', end - found))
			return true;
	}
	return false;
}

/* Is a release reached only with pages that were pinned? */
static bool is_known_pinned(const struct facts *facts,
			    const struct entry *release)
{
	struct guards g = guards_at(facts, &release->at);
	bool pinned = false;

	for (size_t i = 0; i < g.n; i++)
		pinned |= g.guard[i].when && g.guard[i].encloses &&
			says_pinned(g.guard[i].condition);
	guards_free(&g);
	return pinned;
}

/* Does a place depend on the flags that the pages were taken with? */
static bool asks_how_taken(const struct facts *facts, const struct place *at)
{
	struct guards g = guards_at(facts, at);
	bool asks = false;

	for (size_t i = 0; i < g.n; i++)
		asks |= text_mentions(g.guard[i].condition, "FOLL_PIN");
	guards_free(&g);
	return asks;
}

/* Does the code let go in the right way as well, and a flag decide? */
static bool is_told_apart(const struct survey *survey, const struct ledger *l,
			  const struct entry *take,
			  const struct entry *release)
{
	if (asks_how_taken(&survey->facts, &release->at) ||
	    asks_how_taken(&survey->facts, &release->last->at))
		return true;
	if (release->api->hold == HOLD_REF &&
	    is_known_pinned(&survey->facts, release))
		return false;
	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->kind == ENTRY_RELEASE && entries_meet(e, take) &&
		    fits(take->api->hold, e->api->hold) &&
		    entries_are_told_apart(&survey->facts, release, e))
			return true;
	}
	return false;
}

/*
 * Where to tell it: at the call that lets go at last, if that stands in a
 * helper which nobody uses for pages that it fits; else at the call of the
 * helper.
 */
static const struct call *blamed(const struct survey *survey,
				 const struct ledger *l,
				 const struct entry *release)
{
	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->last != release->last || e->call == e->last)
			continue;
		for (size_t k = 0; k < l->nr_takes; k++) {
			const struct entry *take = &l->entry[k];

			if (entries_meet(take, e) &&
			    (fits(take->api->hold, release->api->hold) ||
			     !take_may_hold(survey, take->take)))
				return release->call;
		}
	}
	return release->last;
}

/* What takes the same arguments and lets go of the other kind of hold. */
static const char *counterpart(const char *name)
{
	static const char *const pairs[][2] = {
		{ "put_page", "unpin_user_page" },
		{ "release_pages", "unpin_user_pages" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		for (int k = 0; k < 2; k++) {
			if (!strcmp(pairs[i][k], name))
				return pairs[i][!k];
		}
	}
	return NULL;
}

/* Of what was extracted there are pins only if the iterator was a user's. */
static void say_fix(const struct survey *survey, const struct entry *take,
		    const struct call *at, struct record *r)
{
	const char *other = counterpart(at->name);

	if (other && take->api->hold != HOLD_EXTRACT)
		finding_fix(r, survey->tree.dir, &at->at, at->name, other);
}

static void report(const struct survey *survey, const struct entry *take,
		   const struct entry *release, const struct call *at,
		   const char *rule, struct records *records)
{
	const char *let_go = what_is_held(release->api->hold);
	enum hold held = take->api->hold;
	char *root = at == release->call ? NULL :
		root_of(call_arg(at, release->api->pages_arg));
	struct record *r;

	r = finding_add(records, rule, "error", &at->at,
			root ? root : entry_subject(release),
			"%s() lets go of %s, but %s() took %s on these pages",
			at->name, let_go, take->call->name,
			held == HOLD_EXTRACT ? "pins, if any," :
			what_is_held(held));
	finding_step(r, &take->at, "%s() takes %s in %s()", take->call->name,
		     what_is_held(held), take->at.in);
	if (at != release->call)
		finding_step(r, &release->at, "%s() gives them to %s()",
			     release->at.in, release->call->name);
	finding_step(r, &at->at, "%s() lets go of %s in %s()", at->name,
		     let_go, at->at.in);
	say_fix(survey, take, at, r);
	free(root);
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
			report(survey, take, e, blamed(survey, l, e), rule,
			       records);
	}
}

void mismatch_near_names(const struct survey *survey, struct strv *names)
{
	const struct ledger *l = ledger_of(survey);

	for (size_t i = 0; i < l->unseen.n; i++)
		strv_add(names, l->unseen.item[i]);
}
