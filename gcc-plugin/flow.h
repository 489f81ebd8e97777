/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The flow of control of a function, and what happens on its ways.
 */
#ifndef DIOPIN_FLOW_H
#define DIOPIN_FLOW_H

#include "cond.h"
#include "place.h"

struct flow_edge {
	bool has_value;		/* of a switch's case */
	std::string value;
	int to;
};

struct flow_block {
	std::vector<gimple *> events;
	const char *end;	/* the element that ends it */
	struct place at;
	bool has_value;
	std::string value;	/* tested, switched or returned */
	std::vector<flow_edge> edges;
};

typedef std::map<int, struct flow_block> flow_blocks;

/* Write the flow of the open body. */
void flow_write(const char *function);

/* Is @stmt a call or an assignment of the source? */
bool is_event(gimple *stmt);

/* Write an event as a fact. */
void event_write(gimple *stmt);

#endif
