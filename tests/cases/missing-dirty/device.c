// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct region { struct page **pages; int n; };

static int region_map(struct region *r, unsigned long addr)
{
	int n = pin_user_pages_fast(addr, r->n, FOLL_WRITE | FOLL_LONGTERM,
				    r->pages);

	if (n != r->n)
		return -EFAULT;
	return dma_map_page(r->dev, r->pages[0], 0, 4096, DMA_BIDIRECTIONAL);
}

static void region_unmap(struct region *r)
{
	unpin_user_pages(r->pages, r->n);
}

/*
 * check-name: a device writes, and nobody dirties
 * check-command: diopin scan -k missing-dirty
 * check-exit: 1
 * check-output-start
 * fs/case.c:17:2: warning: the pages of r->pages were taken to be written, and unpin_user_pages() lets go of them without marking them dirty [missing-dirty]
 * fs/case.c:7:10: note:   pin_user_pages_fast() takes them with FOLL_WRITE
 * fs/case.c:17:2: note:   unpin_user_pages() lets go of them clean, after a device may have written them
 * check-output-end
 */
