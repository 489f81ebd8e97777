// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct message { struct page **pages; int n; };

static int message_get(struct message *m, unsigned long addr)
{
	m->n = get_user_pages_fast(addr, 16, 0, m->pages);
	return m->n;
}

static void drop_pages(struct page **pages, int n)
{
	unpin_user_pages(pages, n);
	kvfree(pages);
}

static void message_free(struct message *m)
{
	if (m->n > 0)
		drop_pages(m->pages, m->n);
}

/*
 * check-name: got by reference, unpinned in a helper, which is told of
 * check-command: diopin scan -k unpin-on-ref
 * check-exit: 1
 * check-output-start
 * fs/case.c:13:2: warning: unpin_user_pages() lets go of pins, but get_user_pages_fast() took references on these pages [unpin-on-ref]
 * fs/case.c:7:9: note:   get_user_pages_fast() takes references in message_get()
 * fs/case.c:20:3: note:   message_free() gives them to drop_pages()
 * fs/case.c:13:2: note:   unpin_user_pages() lets go of pins in drop_pages()
 * check-output-end
 */
