/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The flow of control of a function: blocks of events that end in one way.
 *
 * Memory is never given back: the program looks at one file and ends.
 */
#ifndef DIOPIN_SPARSE_BLOCKS_H
#define DIOPIN_SPARSE_BLOCKS_H

#include <stdbool.h>

#include "array.h"

/* An expression and what is known of it; texts are NULL if nothing is. */
struct value {
	const char *text, *type, *owner;
	bool constant;
	long long number;
};

/* A call, or an assignment if @op is not NULL. */
struct event {
	int token;		/* where it stands */
	const char *name;	/* the called function, or the left side */
	const char *result;	/* what receives the call's value at once */
	const char *op, *right;
	const char *owner;	/* the struct whose member the left side is */
	struct value *arg;
	int nr_args;
};

enum ending { END_OPEN, END_NEXT, END_TEST, END_SELECT, END_RETURN, END_STOP };

/* To block @to; a test has two edges, "true" and "false". */
struct edge {
	const char *value;	/* of a case; NULL for all others */
	int to;
};

struct block {
	struct event *event;
	int nr_events;
	enum ending end;
	int token;
	const char *text;	/* condition, value or returned value, or NULL */
	struct edge *edge;
	int nr_edges;
	bool begun;		/* it was current once */
	bool wanted;		/* reached, or something happens in it */
	int id;			/* as it is written */
};

struct flow {
	struct block *block;
	int nr_blocks;
	int current;
	int *order;		/* blocks as they became current */
	int nr_ordered;
};

/* A flow whose first block is current. */
struct flow flow_new(void);

/* A new block, not current yet; returns its number. */
int flow_add_block(struct flow *flow);

/* What comes next happens in that block; the current one leads there. */
void flow_continue_in(struct flow *flow, int block);

/* Has the current block not ended yet? */
bool flow_is_open(const struct flow *flow);

/*
 * The block to which something can be added.  Behind a jump that is a new one
 * that nothing leads to.
 */
struct block *flow_open(struct flow *flow);

/* Add an event; the pointer is good until the next one is added. */
struct event *flow_add_event(struct flow *flow, int token, const char *name);

void flow_add_edge(struct block *block, const char *value, int to);

/* End the current block. */
void flow_next(struct flow *flow, int to);
void flow_test(struct flow *flow, int token, const char *condition,
	       int if_true, int if_false);
struct block *flow_end(struct flow *flow, enum ending end, int token,
		       const char *text);

/*
 * When all is there: skip blocks where nothing happens, join those that only
 * follow each other, and give ids to the others, in the order of flow->order.  Of code that is
 * never reached only that is kept which @is_written says is the source's own.
 */
void flow_tidy(struct flow *flow, bool (*is_written)(int token));

#endif
