// SPDX-License-Identifier: GPL-2.0-only
#define FOLL_WRITE 1
#define FOLL_LONGTERM 256
struct page;
enum dma_data_direction { DMA_BIDIRECTIONAL, DMA_TO_DEVICE, DMA_FROM_DEVICE };
enum { READ, WRITE };
int pin_user_pages_fast(unsigned long start, int n, unsigned int flags, struct page **pages);

int choice(unsigned long start, int n, struct page **pages, int rw)
{
	return pin_user_pages_fast(start, n, FOLL_LONGTERM |
				   (rw == WRITE ? FOLL_WRITE : 0), pages);
}

int collected(unsigned long start, int n, struct page **pages, int writable)
{
	unsigned int flags = FOLL_LONGTERM;

	if (!writable)
		flags |= FOLL_WRITE;
	return pin_user_pages_fast(start, n, flags, pages);
}

int taken_away(unsigned long start, int n, struct page **pages,
	       enum dma_data_direction dir)
{
	unsigned int flags = FOLL_WRITE;

	if (dir == DMA_FROM_DEVICE)
		flags &= ~FOLL_WRITE;
	return pin_user_pages_fast(start, n, flags, pages);
}

static int pin(unsigned long start, int n, struct page **pages, int out)
{
	return pin_user_pages_fast(start, n, !out ? 0 : FOLL_WRITE, pages);
}

int caller(unsigned long start, int n, struct page **pages,
	   enum dma_data_direction dir)
{
	return pin(start, n, pages, dir == DMA_TO_DEVICE);
}

/*
 * check-name: direction-inverted: FOLL_WRITE for pages that are only read
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:11:9: warning: pin_user_pages_fast() takes pages with FOLL_WRITE when they are only read, and without it when they are written [direction-inverted]
 * fs/case.c:11:9: note:   the pages are taken
 * fs/case.c:21:9: warning: pin_user_pages_fast() takes pages with FOLL_WRITE when they are only read, and without it when they are written [direction-inverted]
 * fs/case.c:21:9: note:   the pages are taken
 * fs/case.c:31:9: warning: pin_user_pages_fast() takes pages with FOLL_WRITE when they are only read, and without it when they are written [direction-inverted]
 * fs/case.c:31:9: note:   the pages are taken
 * fs/case.c:42:9: warning: pin_user_pages_fast() takes pages with FOLL_WRITE when they are only read, and without it when they are written [direction-inverted]
 * fs/case.c:42:9: note:   the direction is known here
 * fs/case.c:36:9: note:   the pages are taken
 * check-output-end
 */
