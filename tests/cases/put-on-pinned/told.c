// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct area { struct page **pages; unsigned short n; int no_mmap; };

static void area_unmap(struct page ***pages, unsigned short *n, bool put_pages)
{
	int i;

	if (put_pages && *n) {
		struct page **to_free = *pages;

		for (i = 0; i < *n; i++)
			put_page(to_free[i]);
	}
	kvfree(*pages);
}

static void area_release(struct page ***pages, unsigned short n)
{
	unpin_user_pages(*pages, n);
	kvfree(*pages);
}

static int area_map(struct page ***pages, unsigned short *n, unsigned long addr)
{
	struct page **array = kvmalloc_array(16, 8, GFP_KERNEL);
	int got;

	if (!array)
		return -ENOMEM;
	got = pin_user_pages_fast(addr, 16, FOLL_WRITE, array);
	if (got == 16) {
		*pages = array;
		*n = got;
		return 0;
	}
	if (got > 0)
		unpin_user_pages(array, got);
	kvfree(array);
	return -EFAULT;
}

static int area_init(struct area *area, unsigned long addr)
{
	return area_map(&area->pages, &area->n, addr);
}

static void area_free(struct area *area)
{
	if (!area->no_mmap)
		area_unmap(&area->pages, &area->n, true);
	else
		area_release(&area->pages, area->n);
}

/*
 * check-name: a caller's word tells the pages apart
 * check-command: diopin scan -k put-on-pinned
 * check-output-start
 * check-output-end
 */
