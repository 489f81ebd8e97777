// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct cached { struct page *page; };

/* One reference of the list, one of who looked it up. */
static void drop(struct cached *cached)
{
	put_page(cached->page);
	put_page(cached->page);
}

static int look_up(struct cached *cached, unsigned long addr)
{
	int n = get_user_pages_fast(addr, 1, 0, &cached->page);

	if (n == 1)
		get_page(cached->page);
	return n;
}

static int look(struct cached *cached, unsigned long addr)
{
	int n = look_up(cached, addr);

	if (n == 1)
		drop(cached);
	return n;
}

/*
 * check-name: two references are two, if the file takes another
 * check-command: diopin scan -k double-release
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
