// SPDX-License-Identifier: GPL-2.0-only
struct page;

static int foo_copy(unsigned long addr, int n)
{
	struct page *pages[16];
	int ret, half;

	ret = pin_user_pages_fast(addr, n, 0, pages);
	if (ret < 0)
		return ret;
	half = ret / 2;
	unpin_user_pages(pages, half);
	unpin_user_pages(pages + half, ret - half);
	ret = pin_user_pages_fast(addr, n, 0, pages);
	if (ret < 0)
		return ret;
	unpin_user_pages(pages, ret);
	return 0;
}

/*
 * check-name: other pages, or taken again
 * check-command: diopin scan -k double-release
 * check-output-start
 * check-output-end
 */
