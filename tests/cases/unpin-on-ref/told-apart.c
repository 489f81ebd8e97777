// SPDX-License-Identifier: GPL-2.0-only
typedef _Bool bool;
struct page;
struct message { struct page **pages; int n; bool pinned; };

static int message_get(struct message *m, unsigned long addr, bool for_long)
{
	m->pinned = for_long;
	if (for_long)
		m->n = pin_user_pages_fast(addr, 16, FOLL_LONGTERM, m->pages);
	else
		m->n = get_user_pages_fast(addr, 16, 0, m->pages);
	return m->n;
}

static int message_peek(struct message *m, unsigned long addr)
{
	m->pinned = false;
	return get_user_pages_fast(addr, 1, 0, m->pages);
}

static void drop_pages(struct page **pages, int n, bool pinned)
{
	int i;

	if (pinned) {
		unpin_user_pages(pages, n);
		return;
	}
	for (i = 0; i < n; i++)
		put_page(pages[i]);
}

static void message_free(struct message *m)
{
	drop_pages(m->pages, m->n, m->pinned);
}

/*
 * check-name: a flag tells which of two ways they are held
 * check-command: diopin scan -k unpin-on-ref
 * check-output-start
 * check-output-end
 */
