/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the two halves of walking share: ways_prepare.c looks at a flow once,
 * ways.c walks it.
 */
#ifndef DIOPIN_WAYS_PRIVATE_H
#define DIOPIN_WAYS_PRIVATE_H

#include <stdint.h>

#include "../base/base.h"
#include "ways.h"

#define NOWHERE ((size_t)-1)

/* Larger functions are not walked: the kernel has none that matters. */
#define MAX_BLOCKS 2000

struct item {
	struct way way;
	size_t block, event;
};

struct passed {
	size_t block, before;
	bool when;
};

struct ways {
	const struct flow *flow;
	struct condition *condition;	/* of each block that tests */
	size_t *same_as;		/* the first block with the same test */
	bool *repeated;			/* is the test made again elsewhere? */
	bool **body;			/* of each head of a loop, else NULL */
	const char **relevant;		/* values that decide where ways go */
	size_t nr_relevant;
	struct strv parts;		/* of values, that decide */
	struct strv zeroed;		/* "p ->" for each p = kzalloc() */

	struct item *stack;
	size_t nr_stack;
	struct passed *passed;
	size_t nr_passed;
	uint64_t *seen;			/* hashes; a power of two of them */
	size_t nr_seen, seen_size;
};

/* Does the value decide where ways go? */
bool ways_is_relevant(const struct ways *ways, const char *name);

#endif
