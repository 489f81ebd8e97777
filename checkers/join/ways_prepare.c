// SPDX-License-Identifier: GPL-2.0-only
/*
 * Looking at a flow before it is walked: its tests, the values that matter,
 * its loops.  See ways.h.
 */
#include <stdlib.h>
#include <string.h>

#include "ways_private.h"

static void prepare_tests(struct ways *ways)
{
	const struct flow *flow = ways->flow;

	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		ways->same_as[i] = i;
		if (b->end != END_TEST)
			continue;
		ways->condition[i] = condition_parse(b->value);
		for (size_t k = 0; k < i; k++) {
			if (flow->block[k].end != END_TEST ||
			    flow->block[k].value != b->value)
				continue;
			ways->same_as[i] = ways->same_as[k];
			ways->repeated[ways->same_as[k]] = true;
			break;
		}
	}
}

bool ways_is_relevant(const struct ways *ways, const char *name)
{
	for (size_t i = 0; i < ways->nr_relevant; i++) {
		if (!strcmp(ways->relevant[i], name))
			return true;
	}
	return false;
}

static void add_relevant(struct ways *ways, const char *name)
{
	if (!ways_is_relevant(ways, name))
		*array_add(&ways->relevant, &ways->nr_relevant) = name;
}

/* The text from @begin to @end, which lives as long as @ways. */
static const char *part_of(struct ways *ways, const char *begin,
			   const char *end)
{
	char *part = xstrndup(begin, end - begin);

	strv_add(&ways->parts, part);
	free(part);
	return ways->parts.item[ways->parts.n - 1];
}

/* What is returned, of "c ? a : b" each of the three. */
static void add_returned(struct ways *ways, const char *value)
{
	const char *mark = strstr(value, " ? ");
	const char *colon = mark ? strstr(mark, " : ") : NULL;

	add_relevant(ways, value);
	if (!colon)
		return;
	add_relevant(ways, part_of(ways, value, mark));
	add_relevant(ways, part_of(ways, mark + 3, colon));
	add_relevant(ways, colon + 3);
}

/* What is tested or returned, and what is copied to that. */
static void prepare_values(struct ways *ways)
{
	const struct flow *flow = ways->flow;

	for (size_t i = 0; i < flow->nr_blocks; i++) {
		if (ways->condition[i].when_true)
			add_relevant(ways, ways->condition[i].left);
		if (flow->block[i].end == END_RETURN)
			add_returned(ways, flow->block[i].value);
	}
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct event *e = &b->event[k];

			if (!e->is_call && ways_is_relevant(ways, e->set.left))
				add_relevant(ways, e->set.right);
			if (e->is_call && e->call.nr_args &&
			    ways_is_relevant(ways, e->call.result))
				add_relevant(ways, e->call.arg[0].expr);
		}
	}
}

/* Mark the blocks from which @from is reached without passing @head. */
static void mark_body(const struct flow *flow, size_t head, size_t from,
		      bool *body)
{
	bool grew = true;

	body[head] = true;
	body[from] = true;
	while (grew) {
		grew = false;
		for (size_t i = 0; i < flow->nr_blocks; i++) {
			const struct block *b = &flow->block[i];

			for (size_t k = 0; k < b->nr_edges && !body[i]; k++) {
				if (b->edge[k].to != head &&
				    body[b->edge[k].to])
					grew = body[i] = true;
			}
		}
	}
}

enum visit { NEW, OPEN, DONE };

/* Depth first: an edge to a block still open closes a loop. */
static void find_loops(struct ways *ways, size_t i, enum visit *visit)
{
	const struct block *b = &ways->flow->block[i];

	visit[i] = OPEN;
	for (size_t k = 0; k < b->nr_edges; k++) {
		size_t to = b->edge[k].to;

		if (visit[to] == NEW)
			find_loops(ways, to, visit);
		if (visit[to] != OPEN)
			continue;
		if (!ways->body[to])
			ways->body[to] = xcalloc(ways->flow->nr_blocks,
						 sizeof(bool));
		mark_body(ways->flow, to, i, ways->body[to]);
	}
	visit[i] = DONE;
}

struct ways *ways_new(const struct flow *flow)
{
	struct ways *ways = xcalloc(1, sizeof(*ways));
	size_t n = flow->nr_blocks;
	enum visit *visit = xcalloc(n, sizeof(*visit));

	ways->flow = flow;
	ways->condition = xcalloc(n, sizeof(*ways->condition));
	ways->same_as = xcalloc(n, sizeof(*ways->same_as));
	ways->repeated = xcalloc(n, sizeof(*ways->repeated));
	ways->body = xcalloc(n, sizeof(*ways->body));
	if (n <= MAX_BLOCKS) {
		prepare_tests(ways);
		prepare_values(ways);
		find_loops(ways, 0, visit);
	}
	free(visit);
	return ways;
}

void ways_free(struct ways *ways)
{
	for (size_t i = 0; i < ways->flow->nr_blocks; i++) {
		condition_free(&ways->condition[i]);
		free(ways->body[i]);
	}
	free(ways->condition);
	free(ways->same_as);
	free(ways->repeated);
	free(ways->body);
	free(ways->relevant);
	strv_free(&ways->zeroed);
	strv_free(&ways->parts);
	free(ways->stack);
	free(ways->passed);
	free(ways->seen);
	free(ways);
}
