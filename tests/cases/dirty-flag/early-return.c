// SPDX-License-Identifier: GPL-2.0-only
struct foo_dio {
	bool again;
};

static void foo_prepare(struct foo_dio *dio, struct iov_iter *iter)
{
	dio->again = false;
	if (!user_backed_iter(iter))
		return;
	dio->again = true;
}

static void foo_end_io(struct bio *bio)
{
	struct foo_dio *dio = bio->bi_private;

	if (!dio->again)
		return;
	bio_set_pages_dirty(bio);
}

/*
 * check-name: conditions stated by an early return count
 * check-command: diopin scan --kind=dirty-flag
 * check-output-start
 * fs/case.c:11:13: note: member again says that pages are to be dirtied: user_backed_iter(iter) [dirty-flag]
 * check-output-end
 */
