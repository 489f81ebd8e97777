/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The architectures for which the synthetic configuration can be made.
 */
#ifndef DIOPIN_FLAGS_ARCH_H
#define DIOPIN_FLAGS_ARCH_H

#include "../base/base.h"

struct arch {
	const char *name;		/* of its directory below arch/ */
	const char *const *options;	/* of the compiler, up to NULL */
	bool cross;			/* other machines' compilers know these */
};

/*
 * The architecture of a file, relative to its tree: its own below arch/, else
 * x86.  NULL if nothing is known of that.
 */
const struct arch *arch_of(const char *file);

/*
 * The one that a file of the absolute directory @tree is compiled for: if it
 * includes headers that x86 does not have, as drivers of other machines do,
 * that which has them.
 */
const struct arch *arch_for(const char *tree, const char *file);

/*
 * Has the architecture of that name such a header of its own in a directory
 * below its include/, "asm" or "uapi/asm"?
 */
bool arch_has_header(const char *tree, const char *arch, const char *dir,
		     const char *name);

#endif
