/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Who uses a function: calls it, puts it into a table of operations, assigns
 * it to a member or passes it on.
 */
#ifndef DIOPIN_GRAPH_H
#define DIOPIN_GRAPH_H

#include "../facts/facts.h"

enum use_kind {
	USE_CALL,	/* called at @at */
	USE_MEMBER,	/* ".member = f" in an object of type @type */
	USE_ASSIGNED,	/* "x->member = f" */
	USE_PASSED,	/* argument of a call to @callee */
};

struct use {
	const char *name;	/* the function used */
	enum use_kind kind;
	struct place at;
	const char *type;
	const char *object;
	const char *member;
	const char *callee;
};

struct graph {
	const struct facts *facts;
	struct use *use;
	size_t nr_uses;
};

void graph_build(struct graph *graph, struct facts *facts);
void graph_free(struct graph *graph);

/* All uses of a name, a range of graph->use. */
struct range graph_uses(const struct graph *graph, const char *name);

/*
 * May this use mean the function of that name defined in @file?  A file that
 * defines the name itself means its own.
 */
bool use_may_mean(const struct graph *graph, const struct use *use,
		  const char *file);

#endif
