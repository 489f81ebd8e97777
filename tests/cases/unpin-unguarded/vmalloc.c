// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct table { struct page **pages; int n; };

static int table_pin(struct table *t, unsigned long addr, int n)
{
	t->n = pin_user_pages_fast(addr, n, FOLL_WRITE, t->pages);
	return t->n;
}

static void table_kernel(struct table *t, const void *buf, int n)
{
	struct page *page;
	int i;

	for (i = 0; i < n; i++) {
		page = vmalloc_to_page(buf + i * 4096);
		t->pages[i] = page;
	}
	t->n = n;
}

static void table_free(struct table *t)
{
	unpin_user_pages(t->pages, t->n);
	kvfree(t->pages);
}

/*
 * check-name: pages of vmalloc_to_page() lie among pinned ones
 * check-command: diopin scan -k unpin-unguarded
 * check-exit: 1
 * check-output-start
 * fs/case.c:25:2: warning: unpin_user_pages() unpins the pages of t->pages, among which may be the kernel's own [unpin-unguarded]
 * fs/case.c:18:15: note:   table_kernel() puts pages of the kernel there
 * fs/case.c:25:2: note:   unpin_user_pages() unpins them, and no condition on the way asks
 * check-output-end
 */
