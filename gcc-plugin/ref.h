/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * References to memory as C text: members, elements, what is pointed at.
 */
#ifndef DIOPIN_REF_H
#define DIOPIN_REF_H

#include "expr.h"

/* "p->m", "p[i]", "*p". */
struct text reference(tree ref);

/* "&x", as a pointer of @type. */
struct text address_of(tree object, tree type);

/* "p + i"; the compiler counts bytes, C elements. */
struct text pointer_sum(tree pointer, tree bytes);

/* A bit-field within the bits of a word that the compiler reads at once. */
struct bits {
	std::string text;		/* "dio->should_dirty" */
	unsigned HOST_WIDE_INT mask;	/* its bits in the word */
};

/* The bit-fields of @word, a BIT_FIELD_REF, that are whole in @mask. */
std::vector<struct bits> bits_of(tree word, unsigned HOST_WIDE_INT mask);

#endif
