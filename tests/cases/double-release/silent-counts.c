// SPDX-License-Identifier: GPL-2.0-only
struct page;

int foo_copy(struct page **pages, unsigned long addr, int n)
{
	int ret = pin_user_pages_fast(addr, n, 0, pages);
	int left = ret;

	if (ret < 0)
		return ret;
	if (ret < n) {
		unpin_user_pages(pages, ret);
		left = 0;
		ret = -EFAULT;
		goto out;
	}
	ret = foo_use(addr);
out:
	unpin_user_pages(pages, left);
	return ret;
}

int foo_halves(unsigned long addr, int n)
{
	struct page *pages[16];
	int ret = pin_user_pages_fast(addr, n, 0, pages);

	if (ret < 4)
		return ret < 0 ? ret : 0;
	unpin_user_pages(pages, 2);
	unpin_user_pages(pages + 2, ret - 2);
	return 0;
}

/*
 * check-name: nothing left to let go of, or the rest
 * check-command: diopin scan -k double-release
 * check-output-start
 * check-output-end
 */
