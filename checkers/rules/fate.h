/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What becomes of pages that a function is given.
 */
#ifndef DIOPIN_FATE_H
#define DIOPIN_FATE_H

#include "../join/survey.h"
#include "api.h"

enum fate {
	FATE_KEPT,		/* it uses them; the hold stays the caller's */
	FATE_RELEASED,		/* it lets go of them, if only sometimes */
	FATE_MOVED,		/* it may keep them, or nobody knows */
};

/* The function that a call in @file means; NULL if that is not known. */
const struct function *function_called(const struct survey *survey,
				       const char *file, const char *name);

/*
 * Does the function that a call means return nothing but errors?  For what it
 * then says of its result, see condition.h.
 */
bool returns_only_errors(const struct survey *survey, const struct call *call);

/*
 * The fate of the pages that argument @arg of a call leads to: by @path, as
 * names_match() returns it, "" if it is the container itself.
 */
enum fate fate_of_argument(const struct survey *survey, const struct call *call,
			   size_t arg, const char *path);

/* Does it keep the pages with a hold of its own, if it keeps them? */
bool shares_argument(const struct survey *survey, const struct call *call,
		     size_t arg, const char *path);

/* Does it leave a way by which they are found again, as a scatterlist is? */
bool lists_argument(const struct survey *survey, const struct call *call,
		    size_t arg, const char *path);

/*
 * The call of a listed interface that lets go of them at last, which may be
 * @call itself; or NULL.
 */
const struct call *release_of_argument(const struct survey *survey,
				       const struct call *call, size_t arg,
				       const char *path);

/* May it mark the pages dirty? */
bool dirties_argument(const struct survey *survey, const struct call *call,
		      size_t arg, const char *path);

/* Answers are kept; forget them before another survey is asked about. */
void fate_forget(void);

#endif
