/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the Makefiles beside a file add to the compiler's arguments, read off
 * their text.
 */
#ifndef DIOPIN_FLAGS_KBUILD_H
#define DIOPIN_FLAGS_KBUILD_H

#include "kconfig.h"

/*
 * Add to @argv the include directories and macros that the Makefiles of
 * @file's directory and of those above give it.  @k, solved, says what the
 * CONFIG_ variables are.
 */
void kbuild_flags(const char *tree, struct kconfig *k, const char *file,
		  struct strv *argv);

#endif
