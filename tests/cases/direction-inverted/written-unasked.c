// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct area { struct page **pages; int n; };

/* One page, written by the kernel. */
static int set_mark(unsigned long addr)
{
	struct page *page;
	int n = pin_user_pages_fast(addr, 1, 0, &page);

	if (n < 1)
		return -14;
	unpin_user_pages_dirty_lock(&page, 1, 1);
	return 0;
}

/* A list, let go of elsewhere. */
static int area_pin(struct area *area, unsigned long addr)
{
	area->n = pin_user_pages(addr, 16, FOLL_LONGTERM | FOLL_FORCE,
				 area->pages);
	return area->n;
}

static void area_free(struct area *area)
{
	unpin_user_pages_dirty_lock(area->pages, area->n, 1);
}

/*
 * check-name: pages taken to be read, and written
 * check-command: diopin scan -k direction-inverted
 * check-exit: 1
 * check-output-start
 * fs/case.c:9:10: warning: pin_user_pages_fast() takes pages without FOLL_WRITE, and they are written [direction-inverted]
 * fs/case.c:9:10: note:   the pages are taken to be read
 * fs/case.c:13:2: note:   unpin_user_pages_dirty_lock() marks them dirty
 * fs/case.c:20:12: warning: pin_user_pages() takes pages without FOLL_WRITE, and they are written [direction-inverted]
 * fs/case.c:20:12: note:   the pages are taken to be read
 * fs/case.c:27:2: note:   unpin_user_pages_dirty_lock() marks them dirty
 * check-output-end
 */
