// SPDX-License-Identifier: GPL-2.0-only
/*
 * FOLL_WRITE and the direction: see write_access.h.
 */
#include "write_access.h"

#include <stdlib.h>

#include "api.h"

static const struct prop *says(struct direction *d, const struct frame *frame,
			       const struct call *call)
{
	const struct api *api = api_find(call->name);

	return direction_of_flags(d, frame, &call->at,
				  call_arg(call, api->flags_arg));
}

bool asks_write_access(const struct call *call)
{
	const struct api *api = api_find(call->name);

	return api && (api->roles & ROLE_PIN) && api->flags_arg &&
		(size_t)api->flags_arg < call->nr_args &&
		!api_has_role(call->at.in, ROLE_PIN);
}

struct reaches write_access_reaches(const struct survey *survey,
				    const struct call *call)
{
	const struct reach like = { .survey = survey, .says = says };

	return reaches_of(&like, call);
}

void write_access_open_names(const struct survey *survey, struct strv *names)
{
	const struct facts *facts = &survey->facts;

	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];
		struct direction d = { .survey = survey };
		struct frame frame = { 0 };
		const struct prop *p;

		frame.function = facts_function(facts, c->at.file, c->at.in);
		if (!asks_write_access(c) || !frame.function ||
		    survey_is_static(survey, c->at.file, c->at.in))
			continue;
		p = says(&d, &frame, c);
		if (p && !prop_is_constant(p) && prop_may_tell(&d.props, p))
			strv_add(names, c->at.in);
		props_free(&d.props);
	}
}

struct report {
	const char *rule;
	struct records *records;
	const struct call *take;
};

static void tell(const struct reach *reach, const struct call *call, void *arg)
{
	struct report *report = arg;
	const struct call *take = report->take;
	const struct call *last = reach->call[reach->n - 1];
	struct record *r;

	r = finding_add(report->records, report->rule, "error", &call->at,
			take->name,
			"%s() takes pages with FOLL_WRITE when they are only "
			"read, and without it when they are written",
			take->name);
	if (last != take)
		finding_step(r, &last->at, "the direction is known here");
	finding_step(r, &take->at, "the pages are taken");
}

void write_access_report(const struct survey *survey, const char *rule,
			 struct records *records)
{
	const struct facts *facts = &survey->facts;

	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];
		struct report report = { rule, records, c };
		struct reaches all;

		if (!asks_write_access(c))
			continue;
		all = write_access_reaches(survey, c);
		reaches_blame(&all, tell, &report);
		free(all.reach);
	}
}
