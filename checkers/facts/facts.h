/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Facts in memory.
 *
 * All strings live in one dictionary, so equal strings are equal pointers.
 * Facts are sorted by file, line and column; each kind has an array of its
 * own in struct facts.
 */
#ifndef DIOPIN_FACTS_H
#define DIOPIN_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "../base/base.h"
#include "../base/dict.h"

struct place {
	const char *file;
	const char *in;		/* function around, "" if none */
	int line, col;
	unsigned int engines;	/* who saw it: bits as in facts->engines */
};

struct param {
	const char *name;
	const char *type;
};

struct function {
	struct place at;	/* of its name; at.in is the name too */
	const char *type;
	int end_line;
	struct param *param;
	size_t nr_params;
};

struct declaration {
	struct place at;
	const char *name, *type;
};

/* What an engine does not tell is "". */
struct arg {
	const char *expr;
	const char *type;	/* as in C: "struct page **" */
	const char *value;	/* of a constant, in decimal */
	const char *owner;	/* "struct x" whose member it is or points into */
};

struct call {
	struct place at;
	const char *name;
	const char *result;	/* what receives the value at once */
	struct arg *arg;
	size_t nr_args;
};

struct assignment {
	struct place at;
	const char *left, *op, *right;
	const char *owner;	/* "struct x" whose member the left side is */
};

struct arm {
	bool when;		/* the value of the condition it is for */
	int line, col, end_line, end_col;
};

struct branch {
	struct place at;
	const char *condition;
	struct arm arm[2];
	size_t nr_arms;
};

struct jump {
	struct place at;
	bool is_goto;
	const char *value;	/* returned expression or label, "" if none */
};

struct member {
	struct place at;
	const char *type, *object, *name, *value;
};

/*
 * The flow of control of a function, as one engine saw it: blocks, whose
 * events happen in order.  Block ids are indices after reading.
 */
enum block_end {
	END_NEXT,		/* edge[0] */
	END_TEST,		/* edge[0] if true, edge[1] if false */
	END_SELECT,		/* an edge for each value, "" for the rest */
	END_RETURN,		/* @value, "" if none */
	END_STOP,		/* never goes on */
};

struct edge {
	const char *value;	/* of a switch's case */
	size_t to;
};

/* A call, or an assignment. */
struct event {
	bool is_call;
	union {
		struct call call;
		struct assignment set;
	};
};

struct block {
	int id;
	struct event *event;
	size_t nr_events;
	enum block_end end;
	int line, col;		/* of what ends it */
	const char *value;	/* condition, switched or returned value */
	struct edge *edge;
	size_t nr_edges;
};

struct flow {
	struct place at;	/* of the function's name */
	struct block *block;
	size_t nr_blocks;
};

/*
 * Turn the block ids of a flow that was read into indices; -1 if an edge leads
 * nowhere.
 */
int flow_close(struct flow *flow);
void flow_free(struct flow *flow);

/* A file that engines were given; why they could not read it, "" if they did. */
struct unit {
	struct place at;	/* the file, line 1; its engine */
	const char *reason;
};

/* Facts of one kind, each function's together, in the order of their places. */
struct index {
	const struct place **at;
	size_t n;
};

struct facts {
	struct dict *dict;
	struct strv engines;	/* whose facts these are */
	unsigned int flow_engines;	/* whose flows facts_flow() gives */
	struct function *function;
	size_t nr_functions;
	struct declaration *declaration;
	size_t nr_declarations;
	struct call *call;
	size_t nr_calls;
	struct assignment *assignment;
	size_t nr_assignments;
	struct branch *branch;
	size_t nr_branches;
	struct jump *jump;
	size_t nr_jumps;
	struct member *member;
	size_t nr_members;
	struct flow *flow;
	size_t nr_flows;
	struct unit *unit;
	size_t nr_units;
	struct index functions_in, declarations_in, flows_in;
};

void facts_init(struct facts *facts);
void facts_free(struct facts *facts);

/* The dictionary's copy of @s. */
const char *facts_string(struct facts *facts, const char *s);

/* The bit of an engine's name in a place's @engines; new names get one. */
unsigned int facts_engine(struct facts *facts, const char *name);

/* Does the engine of that bit say which files it read? */
bool facts_names_units(const struct facts *facts, unsigned int engine);

/* List the calls and assignments of a flow among all others. */
void facts_list_flow(struct facts *facts, const struct flow *flow);

/* Did the engines of those bits say anything of a file? */
bool facts_have_unit(const struct facts *facts, unsigned int engines,
		     const char *file);

/* Note that an engine was given a file; @reason as in struct unit. */
void facts_add_unit(struct facts *facts, const char *engine, const char *file,
		    const char *reason);

/*
 * Add what stands in the facts file at @path, checked against the schema at
 * @schema.  A file that is not valid is refused with its name and line;
 * returns 0, or -1 after saying why.
 */
int facts_read(struct facts *facts, const char *path, const char *schema);

/*
 * Sort, and make one fact of what several readings or engines said alike: it
 * keeps the words of the engine that was read first and names all witnesses.
 */
void facts_sort(struct facts *facts);

/* The definition of a function: in @file if there, else anywhere; NULL. */
const struct function *facts_function(const struct facts *facts,
				      const char *file, const char *name);

/*
 * The facts of one file or of one function: a half-open range of indices, found
 * by binary search.
 */
struct range {
	size_t begin, end;
};

/* @array is the first element of a sorted array whose elements of @size
 * bytes begin with a struct place. */
struct range facts_range(const void *array, size_t n, size_t size,
			 const char *file);
#define facts_of_file(facts, kind, count, path) \
	facts_range((facts)->kind, (facts)->count, sizeof(*(facts)->kind), (path))

/* Those of a function, in all files: of "functions_in" and the like. */
struct range facts_in(const struct facts *facts, const struct index *index,
		      const char *function);

/* A call's argument as written, "" if there are fewer. */
const char *call_arg(const struct call *call, int n);

/*
 * All those flows, one of each function: the first after @flow, or the very
 * first if that is NULL; NULL after the last.
 */
const struct flow *facts_next_flow(const struct facts *facts,
				   const struct flow *flow);

/* The flow of a function, of the engines chosen for that, or NULL. */
const struct flow *facts_flow(const struct facts *facts, const char *file,
			      const char *function);

#endif
