// SPDX-License-Identifier: GPL-2.0-only
struct page;
enum dma_data_direction { DMA_BIDIRECTIONAL, DMA_TO_DEVICE, DMA_FROM_DEVICE };
struct buf { struct page **pages; unsigned long n; enum dma_data_direction dir; };
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long n, _Bool dirty);

static void turned(struct buf *b, _Bool written)
{
	unpin_user_pages_dirty_lock(b->pages, b->n, !written);
}

void one(struct buf *b)
{
	turned(b, b->dir == DMA_FROM_DEVICE);
}

void two(struct buf *b)
{
	turned(b, b->dir != DMA_TO_DEVICE);
}

static void straight(struct buf *b, _Bool written)
{
	unpin_user_pages_dirty_lock(b->pages, b->n, written);
}

void right(struct buf *b)
{
	straight(b, b->dir == DMA_FROM_DEVICE);
}

void wrong(struct buf *b)
{
	straight(b, b->dir == DMA_TO_DEVICE);
}

void named(struct buf *b, _Bool dirty)
{
	unpin_user_pages_dirty_lock(b->pages, b->n, !dirty);
}

/*
 * check-name: dirty-wrong-direction: who turns it round, the function or its caller
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:9:2: warning: unpin_user_pages_dirty_lock() marks the pages of b->pages dirty when they were only read, and not when they were written [dirty-wrong-direction]
 * fs/case.c:14:2: note:   the direction is known here
 * fs/case.c:9:2: note:   the pages are marked dirty
 * fs/case.c:34:2: warning: unpin_user_pages_dirty_lock() marks the pages of b->pages dirty when they were only read, and not when they were written [dirty-wrong-direction]
 * fs/case.c:34:2: note:   the direction is known here
 * fs/case.c:24:2: note:   the pages are marked dirty
 * fs/case.c:39:2: warning: unpin_user_pages_dirty_lock() marks the pages of b->pages dirty when its caller says that they are not [dirty-wrong-direction]
 * check-output-end
 */
