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
	*facts = (struct facts){ .dict = dict_new() };
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
	free(facts->functions_in.at);
	free(facts->declarations_in.at);
	free(facts->flows_in.at);
	strv_free(&facts->engines);
	dict_free(facts->dict);
}

const char *facts_string(struct facts *facts, const char *s)
{
	return dict_string(facts->dict, s);
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

bool facts_have_unit(const struct facts *facts, unsigned int engines,
		     const char *file)
{
	for (size_t i = 0; i < facts->nr_units; i++) {
		if ((facts->unit[i].at.engines & engines) &&
		    !strcmp(facts->unit[i].at.file, file))
			return true;
	}
	return false;
}

bool facts_names_units(const struct facts *facts, unsigned int engine)
{
	for (size_t i = 0; i < facts->nr_units; i++) {
		if (facts->unit[i].at.engines & engine)
			return true;
	}
	return false;
}

/* The first of those from @begin on whose file is not before @file, or, with
 * @after, the first whose file is after it. */
static size_t bound(const char *base, size_t begin, size_t n, size_t size,
		    const char *file, bool after)
{
	while (begin < n) {
		size_t mid = begin + (n - begin) / 2;
		const struct place *p = (const void *)(base + mid * size);
		int d = strcmp(p->file, file);

		if (d < 0 || (after && !d))
			begin = mid + 1;
		else
			n = mid;
	}
	return begin;
}

struct range facts_range(const void *array, size_t n, size_t size,
			 const char *file)
{
	size_t begin = bound(array, 0, n, size, file, false);

	return (struct range){
		begin, bound(array, begin, n, size, file, true)
	};
}

/* Names come from one dictionary: sorted by address, and looked for by it. */
struct range facts_in(const struct facts *facts, const struct index *index,
		      const char *function)
{
	const char *name = dict_find(facts->dict, function);
	size_t begin = 0, end = index->n;

	while (begin < end) {
		size_t mid = (begin + end) / 2;

		if (index->at[mid]->in < name)
			begin = mid + 1;
		else
			end = mid;
	}
	while (end < index->n && index->at[end]->in == name)
		end++;
	return (struct range){ begin, end };
}

const struct function *facts_function(const struct facts *facts,
				      const char *file, const char *name)
{
	struct range r = facts_in(facts, &facts->functions_in, name);

	for (size_t i = r.begin; i < r.end; i++) {
		if (!strcmp(facts->functions_in.at[i]->file, file))
			return (const void *)facts->functions_in.at[i];
	}
	return r.begin < r.end ? (const void *)facts->functions_in.at[r.begin] :
		NULL;
}

const struct flow *facts_flow(const struct facts *facts, const char *file,
			      const char *function)
{
	struct range r = facts_in(facts, &facts->flows_in, function);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct place *at = facts->flows_in.at[i];

		if ((at->engines & facts->flow_engines) &&
		    !strcmp(at->file, file))
			return (const void *)at;
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
