/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From the syntax tree of a function to its facts.
 */
#ifndef DIOPIN_SPARSE_WALK_H
#define DIOPIN_SPARSE_WALK_H

#include "blocks.h"
#include "span.h"
#include "unit.h"

struct local {
	int token;
	const char *name, *type;
};

struct branch {
	int token;
	const char *condition;
	struct span arm[2];	/* if true, if false; the latter may be none */
};

struct jump {
	int token;
	bool is_goto;
	const char *value;	/* label or returned expression, or NULL */
};

/* ".name = value" in the initialiser of an object. */
struct member {
	int token;
	const char *type, *object, *name, *value;
};

struct members {
	struct member *member;
	int nr_members;
};

/* All that is said of a function. */
struct function {
	struct symbol *symbol;
	int token;		/* of its name */
	struct span params;	/* from "(" to ")" */
	int end;		/* the brace that closes it */
	struct flow flow;
	struct local *local;
	int nr_locals;
	struct branch *branch;
	int nr_branches;
	struct jump *jump;
	int nr_jumps;
	struct members members;
};

/* A function's facts.  @symbol has a body; the facts stay. */
struct function *walk_function(struct symbol *symbol);

/* The members that the initialiser of an object fills. */
void walk_initialiser(struct symbol *object, struct members *members);

/*
 * Between event.c, which walks expressions, and statement.c.
 */

/* A variable whose cleanup function is called on the way out of its scope. */
struct cleanup {
	struct symbol *variable;
	struct cleanup *outer;
};

/* Where a label, "break", "continue" or a case is. */
struct label {
	struct symbol *symbol;
	int block;
	struct cleanup *scope;
	bool placed;		/* @scope is known */
};

/* A way from a block to a label; what it leaves is cleaned up in the end. */
struct leap {
	int block;
	int edge;
	int label;
	struct cleanup *scope;
};

struct walk {
	struct function *function;
	struct flow *flow;
	struct cleanup *scope;
	struct label *label;
	int nr_labels;
	struct leap *leap;
	int nr_leaps;
};

/* Add what happens when an expression or a statement is executed. */
void walk_value(struct walk *walk, struct expression *e);
void walk_statement(struct walk *walk, struct statement *s);

/* The same for a condition, with its two ways out. */
void walk_condition(struct walk *walk, struct expression *e, int if_true,
		    int if_false);

/* "type variable = value" */
void walk_declaration(struct walk *walk, struct symbol *variable);

/* The call of the cleanup function of @variable. */
void walk_cleanup(struct flow *flow, struct symbol *variable);

/* The token of the name that a declaration gives; 0 if there is none. */
int walk_name(const struct symbol *symbol);

#endif
