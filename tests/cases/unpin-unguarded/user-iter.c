// SPDX-License-Identifier: GPL-2.0-only
typedef long ssize_t;
typedef unsigned long size_t;
struct page;
struct iovec;

static void drop_one(struct page *page)
{
	unpin_user_page(page);
}

static long write_user(const void *ubuf, size_t len)
{
	struct page *pages[16], **p = pages;
	struct iov_iter iter;
	unsigned long off;
	ssize_t got;
	int i;

	iov_iter_ubuf(&iter, ITER_SOURCE, ubuf, len);
	got = iov_iter_extract_pages(&iter, &p, len, 16, 0, &off);
	for (i = 0; i < got >> 12; i++)
		drop_one(pages[i]);
	return got;
}

/*
 * check-name: the iterator is made of user memory: all its pages are pinned
 * check-command: diopin scan -k unpin-unguarded
 * check-output-start
 * check-output-end
 */
