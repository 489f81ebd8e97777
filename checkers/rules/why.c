// SPDX-License-Identifier: GPL-2.0-only
/*
 * How an acquire is reached: see why.h.
 */
#include "why.h"

#include <string.h>

#include "class.h"
#include "site.h"

static void report_step(const struct step *step, struct records *records)
{
	const struct use *u = &step->use;

	switch (u->kind) {
	case USE_CALL:
		record_add(records, "why", &u->at, "%s() calls %s()", u->at.in,
			   step->name);
		break;
	case USE_MEMBER:
		record_add(records, "why", &u->at, ".%s of %s is %s()",
			   u->member, u->object, step->name);
		break;
	case USE_ASSIGNED:
		record_add(records, "why", &u->at, "%s() sets %s to %s()",
			   u->at.in, u->member, step->name);
		break;
	case USE_PASSED:
		record_add(records, "why", &u->at, "%s() passes %s() to %s()",
			   u->at.in, step->name, u->callee);
		break;
	}
}

/* What told the class, in one sentence at the head of the chain. */
static void report_head(const struct chain *chain, const struct site *site,
			struct records *records)
{
	const struct use *last = chain->n ? &chain->step[chain->n - 1].use :
		NULL;
	const struct place *at = last ? &last->at : &site->call->at;

	if (!chain->class)
		record_add(records, "why", at, "nothing that leads to %s() was "
			   "found: its iterators are taken for the kernel's",
			   site->call->at.in);
	else if (chain->reason)
		record_add(records, "why", at, "%s, as %s() is or handles",
			   chain->class, chain->reason);
	else if (last->kind == USE_CALL)
		record_add(records, "why", at, "%s, as this call is made for "
			   "direct I/O only", chain->class);
	else if (last->kind == USE_PASSED)
		record_add(records, "why", at, "%s, as %s() runs it later in a "
			   "task of the kernel's", chain->class, last->callee);
	else
		record_add(records, "why", at, "%s, as .%s is an entry point",
			   chain->class, last->member);
}

static void report(const struct survey *survey, const struct site *site,
		   struct records *records)
{
	struct chain chain = chain_of_acquire(survey, &site->call->at, NULL);

	report_head(&chain, site, records);
	for (size_t i = chain.n; i-- > 0; )
		report_step(&chain.step[i], records);
	record_add(records, "why", &site->call->at, "%s() calls %s()",
		   site->call->at.in, site->call->name);
	chain_free(&chain);
}

void why_run(const struct survey *survey, const char *file, int line,
	     struct records *records)
{
	struct sites sites;
	bool found = false;

	sites_find(survey, &sites);
	for (size_t i = 0; i < sites.n; i++) {
		const struct place *at = &sites.site[i].call->at;

		if (at->line != line || strcmp(at->file, file))
			continue;
		report(survey, &sites.site[i], records);
		found = true;
	}
	sites_free(&sites);
	if (!found)
		die(EXIT_USAGE, "there is no acquire at %s:%d; diopin scan "
		    "-k acquire lists them", file, line);
}
