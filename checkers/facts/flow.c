// SPDX-License-Identifier: GPL-2.0-only
/*
 * The flow of a function in memory: see facts.h.
 */
#include <stdlib.h>
#include <string.h>

#include "facts.h"

static int compare_ids(const void *a, const void *b)
{
	const struct block *p = a, *q = b;

	return (p->id > q->id) - (p->id < q->id);
}

/* The first block stays first: it is where the function begins. */
int flow_close(struct flow *flow)
{
	struct block *rest = flow->block + 1;
	size_t n = flow->nr_blocks - 1;

	qsort(rest, n, sizeof(*rest), compare_ids);
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		for (size_t k = 0; k < flow->block[i].nr_edges; k++) {
			struct edge *e = &flow->block[i].edge[k];
			struct block key = { .id = e->to };
			struct block *to = bsearch(&key, rest, n, sizeof(key),
						   compare_ids);

			if (flow->block[0].id == key.id)
				to = flow->block;
			if (!to)
				return -1;
			e->to = to - flow->block;
		}
	}
	return 0;
}

static void list_call(struct facts *facts, const struct call *call)
{
	struct call *c = array_add(&facts->call, &facts->nr_calls);

	*c = *call;
	c->arg = NULL;
	c->nr_args = 0;
	for (size_t i = 0; i < call->nr_args; i++)
		*array_add(&c->arg, &c->nr_args) = call->arg[i];
}

/* "x = f(a)" is an assignment, too, for those who ask what x is set to. */
static void list_result(struct facts *facts, const struct call *call)
{
	char *text = xasprintf("%s (", call->name), *whole;

	for (size_t i = 0; i < call->nr_args; i++) {
		char *longer = xasprintf("%s%s %s", text, i ? " ," : "",
					 call->arg[i].expr);

		free(text);
		text = longer;
	}
	whole = xasprintf("%s )", text);
	*array_add(&facts->assignment, &facts->nr_assignments) =
		(struct assignment){
			.at = call->at, .left = call->result,
			.op = facts_string(facts, "="), .owner = "",
		};
	facts->assignment[facts->nr_assignments - 1].right =
		facts_string(facts, whole);
	free(whole);
	free(text);
}

void facts_list_flow(struct facts *facts, const struct flow *flow)
{
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct event *e = &b->event[k];

			if (e->is_call)
				list_call(facts, &e->call);
			if (e->is_call && *e->call.result)
				list_result(facts, &e->call);
			if (!e->is_call)
				*array_add(&facts->assignment,
					   &facts->nr_assignments) = e->set;
		}
	}
}

void flow_free(struct flow *flow)
{
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			if (b->event[k].is_call)
				free(b->event[k].call.arg);
		}
		free(b->event);
		free(b->edge);
	}
	free(flow->block);
}
