/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * References to memory as C text: members, elements, what is pointed at.
 */
#ifndef DIOPIN_REF_H
#define DIOPIN_REF_H

#include "expr.h"

/* "p->m", "p[i]", "*p". */
struct text reference(tree ref);

/* "&x" */
struct text address_of(tree object);

/* "p + i" or "&p[i]", as the source has it; the compiler counts bytes. */
struct text pointer_sum(gimple *sum);

/* A bit-field within the bits of a word that the compiler reads at once. */
struct bits {
	std::string text;		/* "dio->should_dirty" */
	unsigned HOST_WIDE_INT mask;	/* its bits in the word */
};

/* The bit-fields of @word, a BIT_FIELD_REF, that are whole in @mask. */
std::vector<struct bits> bits_of(tree word, unsigned HOST_WIDE_INT mask);

#endif
