/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The functions that a call may mean.
 */
#ifndef DIOPIN_TARGET_H
#define DIOPIN_TARGET_H

#include "../join/survey.h"

/*
 * Give @tell each function that a call may mean: the one of that name; of a
 * call through a pointer, "x->ops->member()", those that are put into a
 * ".member" in the same directory.
 */
void each_target(const struct survey *survey, const struct call *call,
		 void (*tell)(const struct function *f, void *arg), void *arg);

/*
 * Add to @names, as "dir/name", what must be looked for in the directory of a
 * call to know all the functions that it may mean.
 */
void add_unseen(const struct survey *survey, const struct call *call,
		struct strv *names);

/* Do two files lie in one directory? */
bool is_neighbour(const char *file, const char *other);

/* Add "dir/name" for the directory of @file, for select_near(). */
void add_near_name(struct strv *names, const char *file, const char *name);

#endif
