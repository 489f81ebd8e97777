// SPDX-License-Identifier: GPL-2.0-only
struct bio;
struct work_struct;

static void bio_dirty_fn(struct work_struct *work)
{
	struct bio *bio = next_dirty_bio();

	bio_release_pages(bio, true);
	bio_put(bio);
}

void bio_check_pages_dirty(struct bio *bio)
{
	if (bio_all_dirty(bio)) {
		bio_release_pages(bio, false);
		bio_put(bio);
		return;
	}
	bio_set_pages_dirty(bio);
	queue_dirty_bio(bio);
}

/*
 * check-name: dirty-in-atomic: what completions rely on sleeps itself
 * check-command: diopin scan -k dirty-in-atomic
 * check-exit: 1
 * check-output-start
 * fs/case.c:20:2: warning: bio_set_pages_dirty() may sleep, and bio_check_pages_dirty() is called in interrupts [dirty-in-atomic]
 * fs/case.c:13:6: note:   bio_check_pages_dirty() is for completions
 * fs/case.c:20:2: note:   bio_set_pages_dirty() sleeps for the lock of a page
 * check-output-end
 */
