// SPDX-License-Identifier: GPL-2.0-only
#define __user
struct page;
struct area { struct page **pages; int n; int busy; };

static int area_pin(struct area *area, void __user *p, int want)
{
	int got;

	if (!access_ok((void __user *)p))
		return -EFAULT;
	got = pin_user_pages_fast((unsigned long)p, want, FOLL_WRITE, area->pages);
	if (got < 0)
		return got;
	if (area->busy) {
		release_pages(area->pages, got);
		return -EBUSY;
	}
	return 0;
}

static void area_free(struct area *area)
{
	unpin_user_pages(area->pages, area->n);
}

/*
 * check-name: a flag that decides over no other release does not tell
 * check-command: diopin scan -k put-on-pinned
 * check-exit: 1
 * check-output-start
 * fs/case.c:16:3: warning: release_pages() lets go of references, but pin_user_pages_fast() took pins on these pages [put-on-pinned]
 * fs/case.c:12:8: note:   pin_user_pages_fast() takes pins in area_pin()
 * fs/case.c:16:3: note:   release_pages() lets go of references in area_pin()
 * check-output-end
 */
