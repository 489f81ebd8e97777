// SPDX-License-Identifier: GPL-2.0-only
#define __user
struct page;
struct iov_iter;
struct area { struct page **pages; int n; };

static long area_fill(struct area *area, struct iov_iter *iter, void __user *p)
{
	long got;

	if (!access_ok((void __user *)p))
		return -EFAULT;
	got = iov_iter_extract_pages(iter, &area->pages, 4096, 1, 0, NULL);
	if (got < 0)
		return got;
	if (user_backed_iter(iter) && got != 4096) {
		put_page(area->pages[0]);
		return -EFAULT;
	}
	return 0;
}

static void area_free(struct area *area, struct iov_iter *iter)
{
	if (iov_iter_extract_will_pin(iter))
		unpin_user_pages(area->pages, area->n);
}

/*
 * check-name: who asked and got yes holds pins
 * check-command: diopin scan -k put-on-pinned
 * check-exit: 1
 * check-output-start
 * fs/case.c:17:3: warning: put_page() lets go of references, but iov_iter_extract_pages() took pins, if any, on these pages [put-on-pinned]
 * fs/case.c:13:8: note:   iov_iter_extract_pages() takes pins in area_fill()
 * fs/case.c:17:3: note:   put_page() lets go of references in area_fill()
 * check-output-end
 */
