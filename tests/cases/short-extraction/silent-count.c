// SPDX-License-Identifier: GPL-2.0-only
#define EFAULT 14

struct page;
struct foo { struct page **pages; };

int foo_pin(struct foo *foo, unsigned long addr, int n)
{
	int ret = pin_user_pages_fast(addr, n, 1, foo->pages);

	if (ret != n) {
		if (ret < 0)
			return ret;
		n = ret;
		ret = -EFAULT;
		goto err_unpin;
	}
	ret = foo_map(foo);
	if (ret)
		goto err_unpin;
	return 0;
err_unpin:
	unpin_user_pages(foo->pages, n);
	return ret;
}

/*
 * check-name: as many are let go of as were got
 * check-command: diopin scan -k short-extraction
 * check-output-start
 * check-output-end
 */
