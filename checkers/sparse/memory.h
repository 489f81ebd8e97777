/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Memory in large pages: see memory.c.
 */
#ifndef DIOPIN_SPARSE_MEMORY_H
#define DIOPIN_SPARSE_MEMORY_H

#include <stddef.h>

/* @size bytes at @at, from malloc(), will be used whole: spare page faults. */
void memory_is_large(void *at, size_t size);

#endif
