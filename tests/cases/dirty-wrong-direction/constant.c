// SPDX-License-Identifier: GPL-2.0-only
struct page;
enum dma_data_direction { DMA_BIDIRECTIONAL, DMA_TO_DEVICE, DMA_FROM_DEVICE };
struct buf { struct page **pages; unsigned long n; enum dma_data_direction dir; int mapped; };
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long n, _Bool dirty);
void set_page_dirty_lock(struct page *page);
void unpin_user_pages(struct page **pages, unsigned long n);

void by_argument(struct buf *b)
{
	unpin_user_pages_dirty_lock(b->pages, b->n, b->dir == DMA_TO_DEVICE);
}

void by_guard(struct buf *b)
{
	unsigned long i;

	if (b->dir == DMA_TO_DEVICE || b->dir == DMA_BIDIRECTIONAL)
		for (i = 0; i < b->n; i++)
			set_page_dirty_lock(b->pages[i]);
	unpin_user_pages(b->pages, b->n);
}

void by_other_arm(struct buf *b)
{
	const int to_memory = b->dir != DMA_TO_DEVICE;

	if (b->mapped && to_memory)
		unpin_user_pages(b->pages, b->n);
	else if (!to_memory)
		unpin_user_pages_dirty_lock(b->pages, b->n, 1);
}

/*
 * check-name: dirty-wrong-direction: constants that tell the direction, in an argument, a guard, a local
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:11:2: warning: unpin_user_pages_dirty_lock() marks the pages of b->pages dirty when they were only read, and not when they were written [dirty-wrong-direction]
 * fs/case.c:11:2: note:   the pages are marked dirty
 * fs/case.c:20:4: warning: set_page_dirty_lock() marks the pages of b->pages[i] dirty when they were only read, and not when they were written [dirty-wrong-direction]
 * fs/case.c:20:4: note:   the pages are marked dirty
 * fs/case.c:31:3: warning: unpin_user_pages_dirty_lock() marks the pages of b->pages dirty when they were only read, and not when they were written [dirty-wrong-direction]
 * fs/case.c:31:3: note:   the pages are marked dirty
 * check-output-end
 */
