// SPDX-License-Identifier: GPL-2.0-only
#include "../kernel.h"

int pin_user_pages_fast(unsigned long start, int nr, unsigned int flags,
			struct page **pages);
ssize_t iov_iter_extract_pages(struct iov_iter *i, struct page ***pages,
			       size_t maxsize, unsigned int maxpages,
			       unsigned int flags, size_t *offset);
void unpin_user_pages(struct page **pages, unsigned long n);
void get_page(struct page *page);
void hand_over(struct page **pages);

void foo(unsigned long start)
{
	struct page *pages[4];
	int n = pin_user_pages_fast(start, 4, FOLL_WRITE, pages);

	while (n-- > 0)
		put_page(pages[n]); /* found */
}

void bar(struct iov_iter *iter)
{
	struct page **pages = NULL;
	size_t offset;
	ssize_t n = iov_iter_extract_pages(iter, &pages, 4096, 1, 0, &offset);

	if (n > 0)
		put_page(pages[0]); /* found */
}

/* As it should be. */
void baz(unsigned long start)
{
	struct page *pages[4];
	int n = pin_user_pages_fast(start, 4, FOLL_WRITE, pages);

	unpin_user_pages(pages, n);
}

/* The caller may have put pages of another kind there. */
void quux(unsigned long start, struct page **pages)
{
	pin_user_pages_fast(start, 4, FOLL_WRITE, pages);
	put_page(pages[5]);
}

/* A reference of its own, pages of another kind, pages that went elsewhere. */
void qux(unsigned long start, struct page *other)
{
	struct page *pages[4], *mixed[4], *moved[4];

	pin_user_pages_fast(start, 4, FOLL_WRITE, pages);
	get_page(pages[0]);
	put_page(pages[0]);
	pin_user_pages_fast(start, 4, FOLL_WRITE, mixed);
	mixed[1] = other;
	put_page(mixed[1]);
	pin_user_pages_fast(start, 4, FOLL_WRITE, moved);
	hand_over(moved);
	put_page(moved[0]);
}
