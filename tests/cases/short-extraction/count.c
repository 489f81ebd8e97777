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
 * check-name: as many are let go of as were asked for
 * check-command: diopin scan -k short-extraction
 * check-exit: 1
 * check-output-start
 * fs/case.c:22:2: warning: pin_user_pages_fast() may hold fewer pages than asked for: more of foo->pages are let go of here [short-extraction]
 * fs/case.c:9:12: note:   pin_user_pages_fast() takes hold of the pages of foo->pages
 * fs/case.c:11:6: note:   with ret != n true
 * fs/case.c:12:7: note:   with ret < 0 false
 * fs/case.c:22:2: note:   lets go of as many as were asked for
 * check-output-end
 */
