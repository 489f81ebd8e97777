// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct bar {
	struct page **pages;
	unsigned long npages;
	int mapped;
};

int pin_user_pages_fast(unsigned long start, int n, unsigned int flags,
			struct page **pages);
void bar_refill(struct bar *bar);
struct page *next_page(void);
extern struct page *global;

int bar_get(struct bar *bar, unsigned long start)
{
	return pin_user_pages_fast(start, bar->npages, 0, bar->pages);
}

/* one or the other, if there is none of them */
void bar_put(struct bar *bar, int mapped, int other)
{
	if (mapped)
		unpin_user_pages(bar->pages, bar->npages);
	if (other)
		unpin_user_pages(bar->pages, bar->npages);
}

void bar_none_left(struct bar *bar)
{
	unpin_user_pages(bar->pages, bar->npages);
	bar->npages = 0;
	unpin_user_pages(bar->pages, bar->npages);
}

void bar_others(struct bar *bar)
{
	unpin_user_pages(bar->pages, bar->npages);
	bar_refill(bar);
	unpin_user_pages(bar->pages, bar->npages);
}

void bar_walk(struct page *page)
{
	unpin_user_page(page);
	page = next_page();
	unpin_user_page(page);
}

void bar_global(void)
{
	unpin_user_page(global);
	next_page();
	unpin_user_page(global);
}

/*
 * check-name: pages unpinned by calls that look alike, and are other pages
 * check-command: diopin scan -k double-release
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
