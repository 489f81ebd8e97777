// SPDX-License-Identifier: GPL-2.0-only
typedef long ssize_t;
typedef unsigned long size_t;
struct page;
struct frag { struct page *page; int len; };

static void frag_drop(struct page *page)
{
	if (page)
		unpin_user_page(page);
}

static int frags_fill(struct iov_iter *iter, size_t len)
{
	struct page *pages[16], **p = pages;
	unsigned long off;
	ssize_t got;
	int i;

	got = iov_iter_extract_pages(iter, &p, len, 16, 0, &off);
	if (got < len) {
		for (i = 0; i < got >> 12; i++)
			frag_drop(pages[i]);
		return -EFAULT;
	}
	return 0;
}

/*
 * check-name: a helper that is given one extracted page after the other
 * check-command: diopin scan -k unpin-unguarded
 * check-exit: 1
 * check-output-start
 * fs/case.c:10:3: warning: unpin_user_page() unpins the pages of page whether they were pinned or not [unpin-unguarded]
 * fs/case.c:20:8: note:   iov_iter_extract_pages() extracts the pages, which pins them only if the iterator is user-backed
 * fs/case.c:10:3: note:   unpin_user_page() unpins them, and no condition on the way asks
 * check-output-end
 */
