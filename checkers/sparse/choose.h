/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which functions of a file and its headers are worth facts.
 */
#ifndef DIOPIN_SPARSE_CHOOSE_H
#define DIOPIN_SPARSE_CHOOSE_H

#include "walk.h"

/*
 * Call @use for every function of the file that was given, and for those of
 * headers that it reaches through calls and that do something that matters.
 */
void choose_functions(void (*use)(const struct function *f, void *arg),
		      void *arg);

#endif
