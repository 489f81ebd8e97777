/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which way an iterator is used: whether data is copied into its memory or
 * out of it.
 */
#ifndef DIOPIN_ITER_USE_H
#define DIOPIN_ITER_USE_H

#include "../join/survey.h"

/* Bits; of an iterator set up, only one of the first two. */
enum iter_use {
	ITER_FILLED = 1 << 0,	/* data goes into it: it is a destination */
	ITER_DRAINED = 1 << 1,	/* data comes out of it: it is a source */
	ITER_UNTOLD = 1 << 2,	/* nobody knows what is done with it */
	ITER_RENEWED = 1 << 3,	/* it is set up anew */
};

/* A call that sets an iterator up; argument numbers count from 0. */
struct iter_setup {
	const char *name;
	int iter_arg;
	int direction_arg;
	bool user_backed;	/* made of user addresses */
};

/* The row for a function's name, or NULL. */
const struct iter_setup *iter_setup_find(const char *name);

/*
 * What a call does with the iterator that argument @arg leads to: by @path, as
 * path_from() returns it, "" if it is the iterator itself.
 */
unsigned int iter_use_of_argument(const struct survey *survey,
				  const struct call *call, size_t arg,
				  const char *path);

/* All names that a function has for one iterator. */
struct iter_names {
	struct strv root;
};

/* Find them, beginning with @root.  Free with iter_names_free(). */
struct iter_names iter_names_of(const struct survey *survey,
				const struct flow *flow, const char *root);
void iter_names_free(struct iter_names *names);

/*
 * Does an expression lead to the iterator?  Returns the rest of the way as
 * path_from() does, NULL if not.
 */
const char *iter_names_match(const struct iter_names *names, const char *expr);

#endif
