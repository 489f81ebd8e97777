// SPDX-License-Identifier: GPL-2.0-only
#define FOLL_WRITE 1
#define FOLL_FORCE 16
struct page;
enum dma_data_direction { DMA_BIDIRECTIONAL, DMA_TO_DEVICE, DMA_FROM_DEVICE };
enum { READ, WRITE };
int pin_user_pages_fast(unsigned long start, int n, unsigned int flags, struct page **pages);
int odd(int n);

int choice(unsigned long start, int n, struct page **pages, int rw)
{
	return pin_user_pages_fast(start, n, rw == READ ? FOLL_WRITE : 0, pages);
}

int always(unsigned long start, int n, struct page **pages, int rw)
{
	if (rw == WRITE)
		return pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	return 0;
}

int taken_away(unsigned long start, int n, struct page **pages, int readonly)
{
	unsigned int flags = FOLL_WRITE;

	if (readonly)
		flags &= ~FOLL_WRITE;
	else
		flags |= FOLL_FORCE;
	return pin_user_pages_fast(start, n, flags, pages);
}

int masked(unsigned long start, int n, struct page **pages, int rw, int mask)
{
	unsigned int flags = rw == WRITE ? FOLL_WRITE : 0;

	flags ^= mask;
	return pin_user_pages_fast(start, n, flags, pages);
}

static int pin(unsigned long start, int n, struct page **pages, int write)
{
	return pin_user_pages_fast(start, n, write ? FOLL_WRITE : 0, pages);
}

int caller(unsigned long start, int n, struct page **pages,
	   enum dma_data_direction dir)
{
	return pin(start, n, pages, dir == DMA_FROM_DEVICE ||
		   (dir == DMA_TO_DEVICE && odd(n)));
}

/*
 * check-name: direction-inverted: FOLL_WRITE where it belongs, always, or beyond what is understood
 * check-command: diopin scan --kind=finding
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
