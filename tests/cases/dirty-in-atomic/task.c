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
void queue(void (*work)(struct region *r), struct region *r);

static void put(struct region *r, _Bool dirty)
{
	unpin_user_pages_dirty_lock(r->pages, r->n, dirty);
}

static void put_unlocked(struct region *r)
{
	spin_unlock(r->lock);
	put(r, 1);
	spin_lock(r->lock);
}

static void put_dirty(struct region *r)
{
	put(r, 1);
}

void release(struct region *r)
{
	spin_lock(r->lock);
	put(r, 0);
	spin_unlock(r->lock);
	put(r, 1);
}

static void done(unsigned long data)
{
	struct region *r = (struct region *)data;

	if (in_task())
		put(r, 1);
	else
		queue(put_dirty, r);
}

void start(struct tasklet_struct *t, struct region *r)
{
	tasklet_init(t, done, (unsigned long)r);
}

/*
 * check-name: dirty-in-atomic: after the lock, not dirtied, asked before, deferred
 * check-command: diopin scan --kind=finding
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
