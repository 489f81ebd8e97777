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

int poke(unsigned long address)
{
	struct page *page;

	if (pin_user_pages_fast(address, 1, FOLL_WRITE, &page) != 1)
		return -14;
	set_page_dirty(page);
	unpin_user_page(page);
	return 0;
}

/*
 * check-name: unguarded-set-dirty: in the function that pins
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:21:2: warning: set_page_dirty() marks page dirty, a user's page, without its lock: a truncation of its file may pass by [unguarded-set-dirty]
 * fs/case.c:19:6: note:   pin_user_pages_fast() takes hold of the page
 * fs/case.c:21:2: note:   nothing locks it before it is dirtied
 * check-output-end
 */
