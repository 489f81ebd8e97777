// SPDX-License-Identifier: GPL-2.0-only
typedef _Bool bool;
typedef long ssize_t;
struct page;
struct table { struct page **pages; int n; bool kernel; };
struct sglist { struct page **pages; int n; bool pages_pinned; };

/* Pages of the kernel's own, but a member tells. */
static int table_pin(struct table *t, unsigned long addr, int n)
{
	return pin_user_pages_fast(addr, n, FOLL_WRITE, t->pages);
}

static void table_kernel(struct table *t, const void *buf, int n)
{
	int i;

	t->kernel = true;
	for (i = 0; i < n; i++)
		t->pages[i] = vmalloc_to_page(buf + i * 4096);
}

static void table_free(struct table *t)
{
	if (!t->kernel)
		unpin_user_pages(t->pages, t->n);
}

/* One page after the other, but the caller asks. */
static ssize_t sglist_map(struct sglist *s, struct iov_iter *iter)
{
	unsigned long off;

	s->pages_pinned = iov_iter_extract_will_pin(iter);
	return iov_iter_extract_pages(iter, &s->pages, 65536, 16, 0, &off);
}

static void drop_one(struct page *page)
{
	unpin_user_page(page);
}

static void sglist_free(struct sglist *s)
{
	int i;

	if (s->pages_pinned) {
		for (i = 0; i < s->n; i++)
			drop_one(s->pages[i]);
	}
}

/*
 * check-name: a member tells the kernel's own, a caller of a helper asks
 * check-command: diopin scan -k unpin-unguarded
 * check-output-start
 * check-output-end
 */
