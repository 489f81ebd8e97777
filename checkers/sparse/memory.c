// SPDX-License-Identifier: GPL-2.0-only
/*
 * Memory for sparse, in large pages.
 *
 * Sparse maps its memory 32 kB at a time and gives nearly nothing back, which
 * makes 50,000 page faults for a usual file of the kernel: a third of the time
 * that it takes.  The linker hands us these calls (--wrap, see the Makefile).
 */
#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#define CHUNK (8UL << 20)
#define HUGE_PAGE (2UL << 20)
#define SMALL_PAGE 4096UL

void *__wrap_blob_alloc(unsigned long size);
void __wrap_blob_free(void *addr, unsigned long size);

/* Where there are no large pages, nothing changes. */
void memory_is_large(void *at, size_t size)
{
	uintptr_t from = (uintptr_t)at & -SMALL_PAGE;

	madvise((void *)from, (uintptr_t)at + size - from, MADV_HUGEPAGE);
}

/* @size bytes, a multiple of HUGE_PAGE, that begin at such a multiple. */
static char *map_aligned(size_t size)
{
	char *map = mmap(NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (map == MAP_FAILED)
		return NULL;
	map += -(uintptr_t)map & (HUGE_PAGE - 1);
	memory_is_large(map, size);
	return map;
}

/* Zeroed memory; NULL if there is none, of which sparse dies. */
void *__wrap_blob_alloc(unsigned long size)
{
	static char *free_from, *free_to;
	char *blob;

	if (size > CHUNK)
		return map_aligned((size + HUGE_PAGE - 1) & -HUGE_PAGE);
	if (size > (size_t)(free_to - free_from)) {
		free_from = map_aligned(CHUNK);
		if (!free_from)
			return free_to = NULL;
		free_to = free_from + CHUNK;
	}
	blob = free_from;
	free_from += size;
	return blob;
}

/* A process reads one file and ends: nothing is worth giving back. */
void __wrap_blob_free(void *addr, unsigned long size)
{
	(void)addr;
	(void)size;
}
