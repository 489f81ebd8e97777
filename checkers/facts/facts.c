// SPDX-License-Identifier: GPL-2.0-only
/*
 * Facts in memory: lookup.  See facts.h.
 */
#include "facts.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

void facts_init(struct facts *facts)
{
	*facts = (struct facts){ .dict = xmlDictCreate() };
	if (!facts->dict)
		die(EXIT_INCOMPLETE, "out of memory");
}

void facts_free(struct facts *facts)
{
	for (size_t i = 0; i < facts->nr_functions; i++)
		free(facts->function[i].param);
	for (size_t i = 0; i < facts->nr_calls; i++)
		free(facts->call[i].arg);
	free(facts->function);
	free(facts->declaration);
	free(facts->call);
	free(facts->assignment);
	free(facts->branch);
	free(facts->jump);
	free(facts->member);
	for (size_t i = 0; i < facts->nr_flows; i++)
		flow_free(&facts->flow[i]);
	free(facts->flow);
	free(facts->unit);
	free(facts->by_name);
	strv_free(&facts->engines);
	xmlDictFree(facts->dict);
}

const char *facts_string(struct facts *facts, const char *s)
{
	const xmlChar *p = xmlDictLookup(facts->dict, BAD_CAST s, -1);

	if (!p)
		die(EXIT_INCOMPLETE, "out of memory");
	return (const char *)p;
}

unsigned int facts_engine(struct facts *facts, const char *name)
{
	size_t i = 0;

	while (i < facts->engines.n && strcmp(facts->engines.item[i], name))
		i++;
	if (i == facts->engines.n)
		strv_add(&facts->engines, name);
	return i < sizeof(unsigned int) * CHAR_BIT ? 1u << i : 0;
}

void facts_add_unit(struct facts *facts, const char *engine, const char *file,
		    const char *reason)
{
	*array_add(&facts->unit, &facts->nr_units) = (struct unit){
		.at = {
			.file = facts_string(facts, file), .in = "",
			.line = 1, .col = 1,
			.engines = facts_engine(facts, engine),
		},
		.reason = facts_string(facts, reason),
	};
}

bool facts_names_units(const struct facts *facts, unsigned int engine)
{
	for (size_t i = 0; i < facts->nr_units; i++) {
		if (facts->unit[i].at.engines & engine)
			return true;
	}
	return false;
}

struct range facts_range(const void *array, size_t n, size_t size,
			 const char *file)
{
	const char *base = array;
	struct range r = { 0, n };

	while (r.begin < r.end) {
		size_t mid = (r.begin + r.end) / 2;
		const struct place *p = (const void *)(base + mid * size);

		if (strcmp(p->file, file) < 0)
			r.begin = mid + 1;
		else
			r.end = mid;
	}
	while (r.end < n) {
		const struct place *p = (const void *)(base + r.end * size);

		if (strcmp(p->file, file))
			break;
		r.end++;
	}
	return r;
}

const struct function *facts_function(const struct facts *facts,
				      const char *file, const char *name)
{
	size_t begin = 0, end = facts->nr_functions;
	const struct function *any = NULL;

	while (begin < end) {
		size_t mid = (begin + end) / 2;

		if (strcmp(facts->by_name[mid]->at.in, name) < 0)
			begin = mid + 1;
		else
			end = mid;
	}
	for (size_t i = begin; i < facts->nr_functions; i++) {
		const struct function *f = facts->by_name[i];

		if (strcmp(f->at.in, name))
			break;
		if (!strcmp(f->at.file, file))
			return f;
		if (!any)
			any = f;
	}
	return any;
}

const struct flow *facts_flow(const struct facts *facts, const char *file,
			      const char *function)
{
	struct range r = facts_of_file(facts, flow, nr_flows, file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct place *at = &facts->flow[i].at;

		if ((at->engines & facts->flow_engines) &&
		    !strcmp(at->in, function))
			return &facts->flow[i];
	}
	return NULL;
}

const struct flow *facts_next_flow(const struct facts *facts,
				   const struct flow *flow)
{
	size_t i = flow ? flow - facts->flow + 1 : 0;

	for (; i < facts->nr_flows; i++) {
		flow = &facts->flow[i];
		if (facts_flow(facts, flow->at.file, flow->at.in) == flow)
			return flow;
	}
	return NULL;
}

const char *call_arg(const struct call *call, int n)
{
	return n >= 0 && (size_t)n < call->nr_args ? call->arg[n].expr : "";
}
