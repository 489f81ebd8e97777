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
	if (bio->flags)
		bio_check_pages_dirty(bio);
	else
		bio_release_pages(bio, 0);
}

static void release(struct bio *bio, _Bool mark_dirty)
{
	bio_release_pages(bio, mark_dirty);
}

/* Whoever sets the flag chooses a completion that may sleep. */
static void your_end_io(struct bio *bio)
{
	release(bio, bio->flags & 1);
}

void start(struct bio *bio, _Bool mine)
{
	if (mine)
		bio->bi_end_io = my_end_io;
	else
		bio->bi_end_io = your_end_io;
}

/*
 * check-name: dirty-in-atomic: completions that leave it to a work item
 * check-command: diopin scan --kind=finding
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
