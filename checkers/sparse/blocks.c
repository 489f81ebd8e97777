// SPDX-License-Identifier: GPL-2.0-only
/*
 * Building blocks: see blocks.h.
 */
#include "blocks.h"

#include <stdlib.h>
#include <string.h>

#include <lib.h>

void *array_slot(void **array, int *n, size_t size)
{
	char *slot;

	/* room for a power of two, so only then is it too small */
	if (!(*n & (*n - 1))) {
		*array = realloc(*array, (*n ? 2 * (size_t)*n : 1) * size);
		if (!*array)
			die("out of memory");
	}
	slot = (char *)*array + (*n)++ * size;
	return memset(slot, 0, size);
}

static void begin(struct flow *flow, int block)
{
	flow->current = block;
	if (flow->block[block].begun)
		return;
	flow->block[block].begun = true;
	*array_add(&flow->order, &flow->nr_ordered) = block;
}

struct flow flow_new(void)
{
	struct flow flow = { 0 };

	begin(&flow, flow_add_block(&flow));
	return flow;
}

int flow_add_block(struct flow *flow)
{
	array_add(&flow->block, &flow->nr_blocks);
	return flow->nr_blocks - 1;
}

bool flow_is_open(const struct flow *flow)
{
	return flow->block[flow->current].end == END_OPEN;
}

struct block *flow_open(struct flow *flow)
{
	if (!flow_is_open(flow))
		begin(flow, flow_add_block(flow));
	return &flow->block[flow->current];
}

void flow_continue_in(struct flow *flow, int block)
{
	if (flow_is_open(flow))
		flow_next(flow, block);
	begin(flow, block);
}

struct event *flow_add_event(struct flow *flow, int token, const char *name)
{
	struct block *block = flow_open(flow);
	struct event *event = array_add(&block->event, &block->nr_events);

	event->token = token;
	event->name = name;
	return event;
}

void flow_add_edge(struct block *block, const char *value, int to)
{
	*array_add(&block->edge, &block->nr_edges) = (struct edge){ value, to };
}

struct block *flow_end(struct flow *flow, enum ending end, int token,
		       const char *text)
{
	struct block *block = flow_open(flow);

	block->end = end;
	block->token = token;
	block->text = text;
	return block;
}

void flow_next(struct flow *flow, int to)
{
	flow_add_edge(flow_end(flow, END_NEXT, 0, NULL), NULL, to);
}

void flow_test(struct flow *flow, int token, const char *condition,
	       int if_true, int if_false)
{
	struct block *block = flow_end(flow, END_TEST, token, condition);

	flow_add_edge(block, NULL, if_true);
	flow_add_edge(block, NULL, if_false);
}

/* Where a jump to @to really leads; an empty loop leads to itself. */
static int destination(const struct flow *flow, int to)
{
	for (int n = 0; n < flow->nr_blocks; n++) {
		const struct block *block = &flow->block[to];

		if (block->nr_events || block->end != END_NEXT)
			break;
		to = block->edge[0].to;
	}
	return to;
}

/* Mark what can be reached from @root. */
static void mark(struct flow *flow, int root)
{
	int *stack = NULL, n = 0;

	*array_add(&stack, &n) = root;
	while (n) {
		struct block *block = &flow->block[stack[--n]];

		if (block->wanted)
			continue;
		block->wanted = true;
		for (int i = 0; i < block->nr_edges; i++) {
			int to = destination(flow, block->edge[i].to);

			block->edge[i].to = to;
			*array_add(&stack, &n) = to;
		}
	}
	free(stack);
}

/* Count the ways into each block; the function's own is one. */
static int *count_ways(const struct flow *flow)
{
	int *ways = NULL, n = 0;

	while (n < flow->nr_blocks)
		array_add(&ways, &n);
	ways[0] = 1;
	for (int i = 0; i < flow->nr_blocks; i++) {
		const struct block *block = &flow->block[i];

		for (int k = 0; block->wanted && k < block->nr_edges; k++)
			ways[block->edge[k].to]++;
	}
	return ways;
}

/* Put what comes next, and nowhere else, to the end of @block. */
static void swallow(struct block *block, struct block *next)
{
	for (int i = 0; i < next->nr_events; i++)
		*array_add(&block->event, &block->nr_events) = next->event[i];
	block->end = next->end;
	block->token = next->token;
	block->text = next->text;
	block->edge = next->edge;
	block->nr_edges = next->nr_edges;
	next->wanted = false;
}

/* Blocks that follow each other and no other become one. */
static void merge(struct flow *flow)
{
	int *ways = count_ways(flow);

	for (int i = 0; i < flow->nr_blocks; i++) {
		struct block *block = &flow->block[i];

		while (block->wanted && block->end == END_NEXT &&
		       ways[block->edge[0].to] == 1 && block->edge[0].to != i)
			swallow(block, &flow->block[block->edge[0].to]);
	}
	free(ways);
}

void flow_tidy(struct flow *flow, bool (*is_written)(int token))
{
	int id = 0;

	mark(flow, 0);
	for (int i = 0; i < flow->nr_blocks; i++) {
		const struct block *block = &flow->block[i];

		for (int k = 0; k < block->nr_events && !block->wanted; k++) {
			if (is_written(block->event[k].token))
				mark(flow, i);
		}
	}
	merge(flow);
	/* a label that is nowhere begins a block that leads nowhere */
	for (int i = 0; i < flow->nr_blocks; i++)
		begin(flow, i);
	for (int i = 0; i < flow->nr_ordered; i++) {
		struct block *block = &flow->block[flow->order[i]];

		if (block->wanted)
			block->id = id++;
	}
}
