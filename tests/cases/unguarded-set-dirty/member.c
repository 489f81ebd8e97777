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
	struct page *page;
	unsigned long off;
	long n = iov_iter_get_pages2(iter, &page, 4096, 1, &off);

	if (n > 0)
		copy->page = page;
	return n;
}

void finish(struct copy *copy, _Bool written)
{
	if (written)
		set_page_dirty(copy->page);
	put_page(copy->page);
}

/*
 * check-name: unguarded-set-dirty: through a member, in another function
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:29:3: warning: set_page_dirty() marks copy->page dirty, a user's page, without its lock: a truncation of its file may pass by [unguarded-set-dirty]
 * fs/case.c:19:11: note:   iov_iter_get_pages2() takes hold of the page
 * fs/case.c:29:3: note:   nothing locks it before it is dirtied
 * check-output-end
 */
