// SPDX-License-Identifier: GPL-2.0-only
struct page;
int get_user_pages_unlocked(unsigned long, int, struct page **, unsigned int);

static int get_longterm(unsigned long addr, int n, unsigned int gup_flags,
			struct page **pages)
{
	return get_user_pages_unlocked(addr, n, pages, gup_flags);
}

static void undo(int *nr, int first, unsigned int flags, struct page **pages)
{
	while (*nr - first) {
		struct page *page = pages[--(*nr)];

		if (flags & FOLL_PIN)
			unpin_user_page(page);
		else
			put_page(page);
	}
}

int get_fast(unsigned long addr, int n, unsigned int gup_flags,
	     struct page **pages)
{
	int got = get_longterm(addr, n, gup_flags, pages);

	if (got > 0 && got < n)
		undo(&got, 0, gup_flags, pages);
	if (got == n && is_dax(pages)) {
		if (gup_flags & FOLL_PIN)
			unpin_user_pages(pages, got);
		else
			release_pages(pages, got);
		got = -EOPNOTSUPP;
	}
	return got;
}

/*
 * check-name: who lets go asks how it was taken
 * check-command: diopin scan -k unpin-on-ref -k put-on-pinned
 * check-output-start
 * check-output-end
 */
