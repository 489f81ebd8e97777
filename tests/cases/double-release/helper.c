// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct bar {
	struct page **pages;
	unsigned long npages;
	int mapped;
};

int pin_user_pages_fast(unsigned long start, int n, unsigned int flags,
			struct page **pages);
void bar_unmap(struct bar *bar);

int bar_get(struct bar *bar, unsigned long start)
{
	return pin_user_pages_fast(start, bar->npages, 0, bar->pages);
}

void bar_put(struct bar *bar)
{
	if (bar->mapped) {
		bar->mapped = 0;
		unpin_user_pages(bar->pages, bar->npages);
	}
	unpin_user_pages(bar->pages, bar->npages);
}

void bar_put_now(struct bar *bar)
{
	unpin_user_pages(bar->pages, bar->npages);
	bar->mapped = 0;
	unpin_user_pages(bar->pages, bar->npages);
}

/*
 * check-name: a function that was given pins unpins them twice
 * check-command: diopin scan -k double-release
 * check-exit: 1
 * check-output-start
 * fs/case.c:24:2: warning: the pages of bar->pages were unpinned just before [double-release]
 * fs/case.c:22:3: note:   unpin_user_pages() unpins them the first time
 * fs/case.c:24:2: note:   and again here
 * fs/case.c:31:2: warning: the pages of bar->pages were unpinned just before [double-release]
 * fs/case.c:29:2: note:   unpin_user_pages() unpins them the first time
 * fs/case.c:31:2: note:   and again here
 * check-output-end
 */
