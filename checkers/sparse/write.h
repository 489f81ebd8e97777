/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Facts as XML, as ../facts/facts.rng has them.
 */
#ifndef DIOPIN_SPARSE_WRITE_H
#define DIOPIN_SPARSE_WRITE_H

#include <stdio.h>

#include "walk.h"

struct facts_writer;

/* Nothing is written before write_end(). */
struct facts_writer *write_begin(const char *config);

/*
 * A function, members outside of any, a file that was read.  What does not
 * stand in the tree is left out.
 */
void write_function(struct facts_writer *w, const struct function *f);
void write_members(struct facts_writer *w, const struct members *members,
		   const char *in);
void write_unit(struct facts_writer *w, const char *file);

/* All of it to @out, and the writer is gone.  Returns 0, or -1 with errno. */
int write_end(struct facts_writer *w, FILE *out);

#endif
