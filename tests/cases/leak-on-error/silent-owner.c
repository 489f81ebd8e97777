// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct foo { struct page **pages; int n; };

static int foo_fill(struct foo *foo, unsigned long addr)
{
	int n = pin_user_pages_fast(addr, foo->n, 0, foo->pages);

	if (n < 0)
		return n;
	foo->n = n;
	if (foo_check(foo))
		return -EINVAL;
	return 0;
}

static int bar_fill(unsigned long addr, struct page **pages, int *count)
{
	int n = pin_user_pages_fast(addr, 16, 0, pages);

	if (n < 0)
		return n;
	*count = n;
	return bar_check(addr) ? -EINVAL : 0;
}

static int kernel_owned(struct foo *foo, struct iov_iter *iter)
{
	struct page *page, **pages = &page;
	unsigned long off;
	long n = iov_iter_extract_pages(iter, &pages, 4096, 1, 0, &off);

	if (n <= 0)
		return n ? n : -EIO;
	if (!user_backed_iter(iter))
		return -EIO;
	unpin_user_page(page);
	return 0;
}

/*
 * check-name: pages in a request are let go of by its owner
 * check-command: diopin scan -k leak-on-error
 * check-output-start
 * check-output-end
 */
