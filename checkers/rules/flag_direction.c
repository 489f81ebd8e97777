// SPDX-License-Identifier: GPL-2.0-only
/*
 * Flags for dirtying and the direction: see flag_direction.h.
 */
#include "flag_direction.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "api.h"
#include "carrier.h"
#include "direction.h"

/* A call that dirties, and all that decides over it. */
struct consumer {
	const struct call *call;
	const char *argument;		/* "" if it always does */
	struct guards guards;
};

struct search {
	const struct survey *survey;
	struct consumer *consumer;
	size_t n;
};

static bool is_named(const struct consumer *c, const char *name)
{
	if (strstr(c->argument, name))
		return true;
	for (size_t i = 0; i < c->guards.n; i++) {
		if (strstr(c->guards.guard[i].condition, name))
			return true;
	}
	return false;
}

/* The call over which the flag decides; NULL if there is none. */
static const struct call *consumed_by(const struct search *s,
				      const struct carrier *carrier)
{
	const struct facts *facts = &s->survey->facts;

	for (size_t i = 0; i < s->n; i++) {
		const struct consumer *c = &s->consumer[i];
		const struct place *at = &c->call->at;

		if (!is_named(c, carrier->name))
			continue;
		if (carrier_guards(facts, carrier, at, &c->guards) ||
		    (*c->argument &&
		     carrier_tested(facts, carrier, at, c->argument, true)))
			return c->call;
	}
	return NULL;
}

static bool is_inverted(const struct search *s, const struct put *put)
{
	const struct facts *facts = &s->survey->facts;
	struct frame frame = {
		.function = facts_function(facts, put->at.file, put->at.in),
	};
	struct direction d = { .survey = s->survey };
	const struct prop *p = prop_constant(&d.props, true);
	bool inverted;

	if (!expr_is_constant_name(put->right))
		p = direction_of_text(&d, &frame, &put->at, put->right);
	/* A copy has its source's reasons, not those of its place. */
	if (prop_is_constant(p) || !prop_may_tell(&d.props, p))
		p = prop_and(&d.props, p,
			     direction_of_guards(&d, &frame, &put->at));
	inverted = direction_is_inverted(&d, p);
	props_free(&d.props);
	return inverted;
}

static void look_at(const struct search *s, const struct put *put,
		    const char *rule, struct records *records)
{
	/* Interning strings adds to the dictionary, not to the facts. */
	struct facts *facts = (struct facts *)&s->survey->facts;
	const struct call *call;
	struct carrier carrier;
	struct record *r;
	char *flag;

	if (expr_is_false(put->right) ||
	    !carrier_of_put(facts, put, &carrier) || carrier.in)
		return;
	call = consumed_by(s, &carrier);
	if (!call || !facts_function(facts, put->at.file, put->at.in) ||
	    !is_inverted(s, put))
		return;
	flag = expr_pretty(carrier.name);
	r = finding_add(records, rule, "error", &put->at, flag,
			"%s is set when the pages are only read, and not when "
			"they are written", flag);
	finding_step(r, &put->at, "%s is set", flag);
	finding_step(r, &call->at, "%s() marks the pages dirty if it is",
		     call->name);
	free(flag);
}

void flag_direction_report(const struct survey *survey,
			   const struct call *const *call, size_t n,
			   const char *rule, struct records *records)
{
	struct search s = { .survey = survey };
	struct puts puts;

	for (size_t i = 0; i < n; i++) {
		const struct api *api = api_find(call[i]->name);

		*array_add(&s.consumer, &s.n) = (struct consumer){
			.call = call[i],
			.argument = api->dirty_arg < 0 ? "" :
				call_arg(call[i], api->dirty_arg),
			.guards = guards_at(&survey->facts, &call[i]->at),
		};
	}
	puts_find((struct facts *)&survey->facts, &puts);
	for (size_t i = 0; i < puts.n; i++)
		look_at(&s, &puts.put[i], rule, records);
	puts_free(&puts);
	for (size_t i = 0; i < s.n; i++)
		guards_free(&s.consumer[i].guards);
	free(s.consumer);
}
