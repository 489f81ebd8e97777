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

struct op { struct page *page; _Bool write; };
struct message { struct op read; struct op atomic; int refs; };

static void free_read(struct op *op)
{
	unpin_user_pages_dirty_lock(&op->page, 1, !op->write);
}

static void free_atomic(struct op *op)
{
	unpin_user_pages_dirty_lock(&op->page, 1, 1);
}

static void put(struct message *m)
{
	if (--m->refs)
		return;
	free_read(&m->read);
	free_atomic(&m->atomic);
}

static void done(unsigned long data)
{
	put((struct message *)data);
}

void start(struct tasklet_struct *t, struct message *m)
{
	tasklet_init(t, done, (unsigned long)m);
}

/*
 * check-name: dirty-in-atomic: in a tasklet, three calls down; both are told at once
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:20:2: warning: unpin_user_pages_dirty_lock() may sleep, and done() is a tasklet [dirty-in-atomic]
 * fs/case.c:43:2: note:   done() is made a tasklet
 * fs/case.c:38:2: note:   put() is called
 * fs/case.c:32:2: note:   free_read() is called
 * fs/case.c:20:2: note:   unpin_user_pages_dirty_lock() sleeps for the lock of a page
 * fs/case.c:25:2: note:   so does unpin_user_pages_dirty_lock() in free_atomic()
 * check-output-end
 */
