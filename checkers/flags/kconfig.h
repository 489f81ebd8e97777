/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The Kconfig language, as far as needed to say "yes" to everything: what
 * "make allyesconfig" would answer with a compiler of which nothing is known,
 * so that sanitizers, plugins and whatever else asks for one stay off.
 *
 * The reader (kconfig_read.c) makes symbols with their properties, the solver
 * (kconfig_solve.c) gives each a value.  No command in a file is executed:
 * what it would say is taken to be "no".
 */
#ifndef DIOPIN_FLAGS_KCONFIG_H
#define DIOPIN_FLAGS_KCONFIG_H

#include <obstack.h>

#include "../base/base.h"

/* Truth in Kconfig: no, as a module, yes. */
enum tristate { NO, MOD, YES };

enum symbol_type { UNKNOWN, BOOL, TRISTATE, INT, HEX, STRING };

enum operation {
	OP_SYMBOL, OP_TEXT, OP_NOT, OP_AND, OP_OR,
	OP_EQUAL, OP_UNEQUAL, OP_LESS, OP_GREATER, OP_NOT_GREATER, OP_NOT_LESS,
};

struct symbol;

struct expr {
	enum operation op;
	const struct expr *left, *right;	/* of NOT only left */
	struct symbol *symbol;
	const char *text;
};

enum property_kind { PROMPT, DEFAULT, RANGE, SELECTED_BY, IMPLIED_BY };

/*
 * Something said of a symbol, under a condition (NULL: always).  What
 * SELECTED_BY and IMPLIED_BY name in @value is the symbol that selects.
 */
struct property {
	enum property_kind kind;
	const struct expr *value, *high;
	const struct expr *condition;
	struct property *next;
};

/* A choice is a symbol without a name. */
struct symbol {
	const char *name;
	enum symbol_type type;
	bool modules;			/* "modules": this one allows MOD */
	struct property *properties, **end;
	const struct expr *depends;	/* of any of its entries; NULL: none */
	bool free;			/* an entry depends on nothing */
	struct symbol *choice;		/* that it is a member of */
	struct symbol **members;	/* of a choice */
	size_t nr_members;
	struct symbol *chosen;		/* of them, once solved */

	enum { FRESH, BUSY, DONE } state;
	enum tristate truth;
	const char *value;		/* of INT, HEX and STRING */
	bool written;			/* is this value for others? */
	struct symbol *same_hash;
};

struct kconfig {
	struct obstack memory;		/* of all that hangs here */
	const char *arch;		/* a directory below arch/ */
	struct symbol **symbols;	/* in order of appearance */
	size_t nr_symbols;
	struct symbol *hash[1 << 14];
};

/*
 * Read the Kconfig files of the tree in the absolute directory @tree as for
 * the architecture @arch, "x86", which must outlive the result.  What cannot be
 * understood is passed over.
 */
struct kconfig *kconfig_read(const char *tree, const char *arch);
void kconfig_free(struct kconfig *k);

/* The symbol of that name, made if there is none. */
struct symbol *kconfig_symbol(struct kconfig *k, const char *name);

/*
 * Parse the expression at *@p, which moves behind it; NULL if there is none.
 * Nesting beyond all reason is "no".
 */
const struct expr *kconfig_expr_parse(struct kconfig *k, const char **p);

/* @a and @b, @a or @b, not @a; NULL as an operand is always true. */
const struct expr *kconfig_expr_join(struct kconfig *k, enum operation op,
				     const struct expr *a,
				     const struct expr *b);

/* Give every symbol its value. */
void kconfig_solve(struct kconfig *k);

/* The value of a symbol for a #define, or NULL if it has none. */
const char *kconfig_value(struct kconfig *k, const char *name);

/* The same as a Makefile has it: "y", "m", a number, a string or "". */
const char *kconfig_make_value(struct kconfig *k, const char *name);

/* Write the C header that says what is on: include/generated/autoconf.h. */
void kconfig_write(const struct kconfig *k, FILE *out);

#endif
