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

#include <libxml/xmlstring.h>
#include <libxml/dict.h>

#include "../base/base.h"

struct place {
	const char *file;
	const char *in;		/* function around, "" if none */
	int line, col;
	const char *engine;	/* who saw it */
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

struct call {
	struct place at;
	const char *name;
	const char **arg;
	size_t nr_args;
};

struct assignment {
	struct place at;
	const char *left, *op, *right;
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

struct facts {
	xmlDictPtr dict;
	struct strv engines;	/* whose facts these are */
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
};

void facts_init(struct facts *facts);
void facts_free(struct facts *facts);

/* The dictionary's copy of @s. */
const char *facts_string(struct facts *facts, const char *s);

/*
 * Add what stands in the facts file at @path, checked against the schema at
 * @schema.  A file that is not valid is refused with its name and line;
 * returns 0, or -1 after saying why.
 */
int facts_read(struct facts *facts, const char *path, const char *schema);

/* Sort, and drop what several readings said twice. */
void facts_sort(struct facts *facts);

/* The definition of a function: in @file if there, else anywhere; NULL. */
const struct function *facts_function(const struct facts *facts,
				      const char *file, const char *name);

/*
 * The facts of one file or of one function: a half-open range of indices.
 * Each is found by binary search in the sorted arrays.
 */
struct range {
	size_t begin, end;
};

/* @array is the first element of a sorted array whose elements of @size
 * bytes begin with a struct place.  @function may be NULL for the file. */
struct range facts_range(const void *array, size_t n, size_t size,
			 const char *file);
#define facts_of_file(facts, kind, count, path) \
	facts_range((facts)->kind, (facts)->count, sizeof(*(facts)->kind), (path))

/* A call's argument, "" if there are fewer. */
const char *call_arg(const struct call *call, int n);

#endif
