/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Arrays that grow.
 */
#ifndef DIOPIN_SPARSE_ARRAY_H
#define DIOPIN_SPARSE_ARRAY_H

#include <stddef.h>

/*
 * Make room for one more element in an array of @n, and return a pointer to
 * it, zeroed.  @array is a pointer to the array pointer.  No memory ends the
 * program with a sentence.
 */
#define array_add(array, n) \
	((__typeof__(*(array)))array_slot((void **)(array), (n), sizeof(**(array))))
void *array_slot(void **array, int *n, size_t size);

#endif
