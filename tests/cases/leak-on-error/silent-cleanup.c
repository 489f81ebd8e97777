// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct foo { struct page **pages; int n; };

static void put_all(struct page **pages, int n)
{
	int i;

	for (i = 0; i < n; i++)
		unpin_user_page(pages[i]);
}

static int foo_map(struct foo *foo, unsigned long addr, int n, _Bool odd)
{
	struct page *pages[16];
	int i, pinned = 0, ret;

	while (pinned < n) {
		ret = pin_user_pages_fast(addr, n - pinned, 0, pages + pinned);
		if (ret <= 0) {
			ret = ret ? ret : -EFAULT;
			goto out;
		}
		pinned += ret;
	}
	ret = foo_check(foo);
	if (ret) {
		put_all(pages, pinned);
		return ret;
	}
	if (odd) {
		for (i = 0; i < pinned; i++)
			unpin_user_page(pages[i]);
		return -EINVAL;
	}
	foo_keep(foo, pages, pinned);
	return 0;
out:
	if (pinned)
		unpin_user_pages(pages, pinned);
	return ret;
}

/*
 * check-name: all ways let go, by a loop, a helper or a label
 * check-command: diopin scan -k leak-on-error
 * check-output-start
 * check-output-end
 */
