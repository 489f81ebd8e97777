// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct area { struct page **pages; int n; };

static int area_pin(struct area *area, unsigned long addr)
{
	area->n = pin_user_pages_fast(addr, 16, FOLL_WRITE, area->pages);
	return area->n;
}

static void drop_pages(struct page **pages, int n)
{
	int i;

	for (i = 0; i < n; i++)
		put_page(pages[i]);
	kvfree(pages);
}

static void area_free(struct area *area)
{
	drop_pages(area->pages, area->n);
}

/*
 * check-name: put in a helper, which is told of
 * check-command: diopin scan -k put-on-pinned
 * check-exit: 1
 * check-output-start
 * fs/case.c:16:3: warning: put_page() lets go of references, but pin_user_pages_fast() took pins on these pages [put-on-pinned]
 * fs/case.c:7:12: note:   pin_user_pages_fast() takes pins in area_pin()
 * fs/case.c:22:2: note:   area_free() gives them to drop_pages()
 * fs/case.c:16:3: note:   put_page() lets go of references in drop_pages()
 * check-output-end
 */
