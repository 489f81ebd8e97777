// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct area { struct page **pages; int n; int flags; };

static void area_unmap(struct page **pages, int n, int flags)
{
	int i;

	for (i = 0; i < n; i++)
		put_page(pages[i]);
	kvfree(pages);
}

static int area_pin(struct area *area, unsigned long addr)
{
	area->n = pin_user_pages_fast(addr, 16, FOLL_WRITE, area->pages);
	return area->n;
}

static void area_free(struct area *area)
{
	if (!(area->flags & AREA_MAPPED))
		unpin_user_pages(area->pages, area->n);
	area_unmap(area->pages, area->n, area->flags & AREA_MAPPED);
}

/*
 * check-name: a flag of the one release that is given to the other
 * check-command: diopin scan -k put-on-pinned
 * check-output-start
 * check-output-end
 */
