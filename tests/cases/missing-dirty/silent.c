// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct region { struct page **pages; int n; };
struct table { struct page **pages; int n; };
struct ro { struct page **pages; int n; };

static void put_dirty(struct page **pages, int n, _Bool dirty)
{
	unpin_user_pages_dirty_lock(pages, n, dirty);
}

static int region_map(struct region *r, unsigned long addr)
{
	if (pin_user_pages_fast(addr, r->n, FOLL_WRITE, r->pages) != r->n)
		return -EFAULT;
	return dma_map_page(r->dev, r->pages[0], 0, 4096, DMA_FROM_DEVICE);
}

static void region_fail(struct region *r)
{
	unpin_user_pages(r->pages, r->n);
}

static void region_unmap(struct region *r)
{
	put_dirty(r->pages, r->n, true);
}

static int table_map(struct table *t, unsigned long addr)
{
	pin_user_pages_fast(addr, t->n, FOLL_WRITE, t->pages);
	return dma_map_sg(t->dev, t->sg, 1, DMA_TO_DEVICE);
}

static void table_unmap(struct table *t)
{
	unpin_user_pages(t->pages, t->n);
}

static int ro_map(struct ro *r, unsigned long addr)
{
	pin_user_pages_fast(addr, r->n, 0, r->pages);
	return dma_map_page(r->dev, r->pages[0], 0, 4096, DMA_BIDIRECTIONAL);
}

static void ro_unmap(struct ro *r)
{
	unpin_user_pages(r->pages, r->n);
}

/*
 * check-name: dirtied by a helper, only read, or not asked to be writable
 * check-command: diopin scan -k missing-dirty
 * check-output-start
 * check-output-end
 */
