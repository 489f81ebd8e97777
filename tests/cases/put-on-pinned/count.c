// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct area { struct page **pages; int n; };

static int area_pin(struct area *area, unsigned long addr, int want)
{
	int user_pages, i;

	user_pages = pin_user_pages_fast(addr, want, FOLL_WRITE, area->pages);
	if (user_pages == want)
		return 0;
	if (user_pages > 0) {
		for (i = 0; i < user_pages; i++)
			put_page(area->pages[i]);
	}
	return -EFAULT;
}

static void area_free(struct area *area)
{
	unpin_user_pages(area->pages, area->n);
}

/*
 * check-name: a count tells how many, not how they are held
 * check-command: diopin scan -k put-on-pinned
 * check-exit: 1
 * check-output-start
 * fs/case.c:14:4: warning: put_page() lets go of references, but pin_user_pages_fast() took pins on these pages [put-on-pinned]
 * fs/case.c:9:15: note:   pin_user_pages_fast() takes pins in area_pin()
 * fs/case.c:14:4: note:   put_page() lets go of references in area_pin()
 * check-output-end
 */
