// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct bio { int flags; void (*bi_end_io)(struct bio *bio); };
struct tasklet_struct;
struct spinlock;
void bio_release_pages(struct bio *bio, _Bool mark_dirty);
void bio_check_pages_dirty(struct bio *bio);
void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data);
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long n, _Bool dirty);
void unpin_user_pages(struct page **pages, unsigned long n);
void spin_lock(struct spinlock *lock);
void spin_unlock(struct spinlock *lock);
_Bool in_task(void);

struct region { struct spinlock *lock; struct page **pages; unsigned long n; };

static void put(struct region *r, _Bool dirty)
{
	unpin_user_pages_dirty_lock(r->pages, r->n, dirty);
}

void release(struct region *r)
{
	spin_lock(r->lock);
	put(r, 1);
	spin_unlock(r->lock);
}

/*
 * check-name: dirty-in-atomic: under a spinlock, through a helper
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:25:2: warning: unpin_user_pages_dirty_lock() may sleep, and spin_lock() is held here [dirty-in-atomic]
 * fs/case.c:24:2: note:   spin_lock() forbids to sleep
 * fs/case.c:25:2: note:   put() is called
 * fs/case.c:19:2: note:   unpin_user_pages_dirty_lock() sleeps for the lock of a page
 * check-output-end
 */
