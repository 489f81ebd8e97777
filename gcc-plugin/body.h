/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The body of the function that is being described: its temporaries.
 *
 * Before optimisation a temporary has one definition and mostly one use, so
 * that the expression it was made of can be put back in its place.  Those made
 * for "a ? b : c" and "a && b" have several definitions, and stand for the
 * decision between them.
 */
#ifndef DIOPIN_BODY_H
#define DIOPIN_BODY_H

#include "expr.h"
#include "place.h"

struct temp {
	std::vector<gimple *> definitions;
	unsigned int uses;
	bool kept;		/* is a variable like those of the source */
	std::string name;	/* text to use in place of its definition */
	enum binding bind;
};

/* Look through the body of @function, which must be cfun; body_close() ends. */
void body_open(tree function);
void body_close(void);

/* The temporary @expr, NULL if it is anything else. */
struct temp *temp_find(tree expr);

/* The only definition of a temporary that is not kept, else NULL. */
gimple *temp_definition(tree expr);

/* The statement that makes what @expr holds, past copies and conversions. */
gimple *temp_origin(tree expr);

/* A name for a temporary that has no place to be put back. */
const std::string &temp_name(tree expr);

/* The statement that stores what @call returns at once, or NULL. */
gimple *body_receiver(gimple *call);

/* Where @stmt stands; the function's name if the compiler does not know. */
struct place body_place(gimple *stmt);

/* Where the function's name stands. */
const struct place *body_function_place(void);

/* Is @call one that the compiler made for itself, or that means nothing? */
bool call_is_noise(gimple *call);

/* Is @call __builtin_expect() or the like, which returns its argument? */
bool call_is_transparent(gimple *call);

#endif
