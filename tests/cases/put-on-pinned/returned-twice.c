// SPDX-License-Identifier: GPL-2.0-only
struct page;
int pin_user_pages_fast(unsigned long, int, unsigned int, struct page **);

static int pin_pages(unsigned long addr, int n, struct page **pages)
{
	int got = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);

	if (got != n) {
		if (got > 0)
			unpin_user_pages(pages, got);
		return -ENOMEM;
	}
	return 0;
}

static struct page *pin_page(unsigned long addr)
{
	struct page *page;
	int ret = pin_pages(addr, 1, &page);

	if (ret)
		return ERR_PTR(ret);
	return page;
}

static void drop_page(struct page *page)
{
	release_pages(&page, 1);
}

int copy_page(unsigned long from, unsigned long to)
{
	struct page *source = pin_page(from), *target;

	if (IS_ERR(source))
		return PTR_ERR(source);
	target = pin_page(to);
	if (IS_ERR(target)) {
		drop_page(source);
		return PTR_ERR(target);
	}
	copy_highpage(target, source);
	drop_page(source);
	drop_page(target);
	return 0;
}

/*
 * check-name: returned through two helpers, and put through a third
 * check-command: diopin scan -k put-on-pinned
 * check-exit: 1
 * check-output-start
 * fs/case.c:29:2: warning: release_pages() lets go of references, but pin_page() took pins on these pages [put-on-pinned]
 * fs/case.c:34:24: note:   pin_page() takes pins in copy_page()
 * fs/case.c:40:3: note:   copy_page() gives them to drop_page()
 * fs/case.c:29:2: note:   release_pages() lets go of references in drop_page()
 * check-output-end
 */
