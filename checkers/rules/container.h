/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What pages are kept in, as an expression names it.
 *
 * A container is named by its root: "pages" for "&pages[i]" and
 * "page_folio(pages[0])", "req->pages" for "req->pages + n".
 */
#ifndef DIOPIN_CONTAINER_H
#define DIOPIN_CONTAINER_H

#include "../join/survey.h"

/* Is it a function or macro whose value is its argument, seen otherwise? */
bool is_lens(const char *name);

/* Is a type that of a pointer to pointers, as of an array of pages? */
bool is_double_pointer(const char *type);

/* The root of an expression, "" if it has none.  The caller frees it. */
char *root_of(const char *text);

/* The variable that a root begins with.  The caller frees it. */
char *base_of(const char *root);

/*
 * How a container is named from one of its owner: what has to be added to
 * @owner ("req", " -> pages"), NULL if @owner is not on the way to @container.
 * Equal names give "".
 */
const char *path_from(const char *container, const char *owner);

/* All names that one function has for a container. */
struct names {
	const struct facts *facts;
	const struct flow *flow;
	struct strv root;	/* the first is the one asked for */
	struct strv around;	/* "req -> bio", if req is the container_of() bio */
};

/*
 * Find what else is a name of @root in a function: locals that are set from
 * it or that it is set from.  Free with names_free().
 */
struct names names_of(const struct facts *facts, const struct flow *flow,
		      const char *root);
void names_free(struct names *names);

/*
 * Is an expression one of the names, an element or the owner of one?  Returns
 * the rest of the way to the container as path_from() does, NULL if not.
 */
const char *names_match(const struct names *names, const char *expr);

/* Is the base of an expression a parameter or a local of the function? */
bool is_local(const struct facts *facts, const struct place *at,
	      const char *root);

/* Is it a variable of the function's own, or a member of such a struct? */
bool is_own_variable(const struct facts *facts, const struct place *at,
		     const char *root);

#endif
