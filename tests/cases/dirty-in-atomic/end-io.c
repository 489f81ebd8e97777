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

static void my_end_io(struct bio *bio)
{
	bio_release_pages(bio, 1);
}

void start(struct bio *bio)
{
	bio->bi_end_io = my_end_io;
}

/*
 * check-name: dirty-in-atomic: in the completion of a bio
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:17:2: warning: bio_release_pages() may sleep, and my_end_io() is a completion [dirty-in-atomic]
 * fs/case.c:22:17: note:   my_end_io() is made a completion
 * fs/case.c:17:2: note:   bio_release_pages() sleeps for the lock of a page
 * check-output-end
 */
