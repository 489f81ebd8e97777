// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct iov_iter;
struct copy { struct page *page; struct page *other; };
int pin_user_pages_fast(unsigned long start, int n, unsigned int flags, struct page **pages);
long iov_iter_get_pages2(struct iov_iter *i, struct page **pages, unsigned long max, unsigned int n, unsigned long *off);
void set_page_dirty(struct page *page);
void set_page_dirty_lock(struct page *page);
void lock_page(struct page *page);
void unlock_page(struct page *page);
void unpin_user_page(struct page *page);
void put_page(struct page *page);
enum { FOLL_WRITE = 1 };

long fill(struct copy *copy, struct iov_iter *iter)
{
	unsigned long off;

	return iov_iter_get_pages2(iter, &copy->page, 4096, 1, &off);
}

void cache(struct copy *copy, struct page *page)
{
	set_page_dirty(copy->other);
	set_page_dirty(page);
	put_page(copy->page);
}

/*
 * check-name: unguarded-set-dirty: pages that are no user's
 * check-command: diopin scan --kind=finding
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
