/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which functions of a file and its headers are worth facts.
 */
#ifndef DIOPIN_SPARSE_CHOOSE_H
#define DIOPIN_SPARSE_CHOOSE_H

#include "walk.h"

struct functions {
	const struct function **function;
	int nr_functions;
};

/*
 * Every function of the file that was given, and those of headers that it
 * reaches through calls and that do something that matters.  They stay.
 */
struct functions choose_functions(void);

/* Is it a function of a header? */
bool choose_is_of_header(const struct symbol *function);

#endif
