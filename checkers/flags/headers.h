/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The headers that a build generates before it compiles anything, made
 * without one.
 */
#ifndef DIOPIN_FLAGS_HEADERS_H
#define DIOPIN_FLAGS_HEADERS_H

#include "../tree/tree.h"
#include "kconfig.h"

/*
 * Write them below @dir, laid out as in a build directory: include/generated
 * and arch/ARCH/include/generated.  @k is solved.  What cannot be written ends
 * the run with EXIT_INCOMPLETE.
 */
void headers_write(const struct tree *tree, struct kconfig *k,
		   const char *dir);

#endif
