/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Makefiles as text: what their variables hold, without make.
 *
 * Every line is taken, whatever conditional it stands in, and every assignment
 * is expanded at once.  Functions of make are "", but addprefix.
 */
#ifndef DIOPIN_FLAGS_MAKEFILE_H
#define DIOPIN_FLAGS_MAKEFILE_H

#include "kconfig.h"

struct variable {
	char *name, *value;
};

/* The Makefile of one directory, with the value of each variable so far. */
struct makefile {
	const char *tree;		/* absolute */
	const char *dir;		/* relative to the tree */
	struct kconfig *kconfig;	/* solved */
	struct variable *vars;
	size_t n;
	int files;			/* open in each other by "include" */
	int nesting;			/* of references to variables */
	size_t work;			/* characters and names looked at */
};

/*
 * Read Kbuild or, without one, Makefile of @m->dir into @m, of which the
 * caller has filled in the first three members.  Returns false if there is
 * neither.
 */
bool makefile_read(struct makefile *m);

/* Free what makefile_read() has made. */
void makefile_free(struct makefile *m);

/* The variable of that name, or NULL if nothing was assigned to it. */
const struct variable *makefile_variable(const struct makefile *m,
					 const char *name);

#endif
