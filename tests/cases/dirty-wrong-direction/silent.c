// SPDX-License-Identifier: GPL-2.0-only
struct page;
enum dma_data_direction { DMA_BIDIRECTIONAL, DMA_TO_DEVICE, DMA_FROM_DEVICE };
struct buf { struct page **pages; unsigned long n; enum dma_data_direction dir; int writable, flags; };
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long n, _Bool dirty);
void set_page_dirty(struct page *page);
int unknown(struct buf *b);

void by_argument(struct buf *b, unsigned long done)
{
	unpin_user_pages_dirty_lock(b->pages, b->n,
				    b->dir == DMA_TO_DEVICE ? 0 : done > 0);
}

void by_guard(struct buf *b)
{
	_Bool dirty = 0;

	if (b->dir == DMA_FROM_DEVICE || b->dir == DMA_BIDIRECTIONAL)
		dirty = 1;
	if (!dirty)
		unpin_user_pages_dirty_lock(b->pages, b->n, 0);
	else
		unpin_user_pages_dirty_lock(b->pages, b->n, 1);
}

/* What is not understood may turn it round. */
void unknown_part(struct buf *b)
{
	unpin_user_pages_dirty_lock(b->pages, b->n,
				    (b->dir == DMA_TO_DEVICE) != unknown(b));
}

void either(struct buf *b)
{
	unpin_user_pages_dirty_lock(b->pages, b->n,
				    b->dir == DMA_TO_DEVICE || b->flags & 4);
}

/* A write into the page cache, no transfer of a device. */
void cache(struct page *page, int rw)
{
	enum { READ, WRITE };

	if (rw == WRITE)
		set_page_dirty(page);
}

/* A flag that another function set knows better. */
void released(struct buf *b, _Bool mark)
{
	unpin_user_pages_dirty_lock(b->pages, b->n, mark);
}

void finish(struct buf *b)
{
	if (b->dir == DMA_TO_DEVICE)
		released(b, b->flags & 1);
	else
		released(b, b->writable);
}

/*
 * check-name: dirty-wrong-direction: right conditions, and such as are not understood
 * check-command: diopin scan --kind=finding
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
