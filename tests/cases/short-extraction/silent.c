// SPDX-License-Identifier: GPL-2.0-only
struct page;

static int foo_pin(unsigned long addr, unsigned int nr, struct page **pages)
{
	int ret = pin_user_pages_fast(addr, nr, FOLL_WRITE, pages);

	if (ret >= 0 && ret < nr) {
		unpin_user_pages(pages, ret);
		ret = -EFAULT;
	}
	return ret;
}

static int foo_pin_one(unsigned long addr, struct page **page)
{
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, page) != 1)
		return -EFAULT;
	return 0;
}

/*
 * check-name: fewer pages are let go of, or one is none
 * check-command: diopin scan -k short-extraction
 * check-output-start
 * check-output-end
 */
