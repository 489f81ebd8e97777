/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The class of an acquire: what kind of I/O the pages are held for.
 */
#ifndef DIOPIN_CLASS_H
#define DIOPIN_CLASS_H

#include "../join/survey.h"

/* One step of a call chain: @use says how the function @name is reached. */
struct step {
	const char *name;
	struct use use;
};

/*
 * How an acquire is reached: step[0] is how the function around it is, the
 * last step how the chain leaves the entry point.
 */
struct chain {
	const char *class;	/* NULL: nothing told */
	const char *reason;	/* what told it, if no step did */
	struct step *step;
	size_t n;
};

/*
 * Decide the class of an acquire at @at from where its pages go and where its
 * function is reached from.  With @open, add the names of functions on the way
 * up whose callers may be in files not seen yet.  The chain is the caller's,
 * to be freed with chain_free().
 */
struct chain chain_of_acquire(const struct survey *survey,
			      const struct place *at, struct strv *open);
void chain_free(struct chain *chain);

/* Its class alone; NULL if nothing told. */
const char *class_of_acquire(const struct survey *survey,
			     const struct place *at, struct strv *open);

#endif
