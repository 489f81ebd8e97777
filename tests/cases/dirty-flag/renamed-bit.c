// SPDX-License-Identifier: GPL-2.0-only
#define FOO_WANTS_IT	(1U << 3)

struct foo_dio {
	unsigned int state;
};

static void foo_end_io(struct bio *bio)
{
	struct foo_dio *dio = bio->bi_private;

	if (dio->state & FOO_WANTS_IT) {
		bio_check_pages_dirty(bio);
	} else {
		bio_release_pages(bio, false);
		bio_put(bio);
	}
}

static ssize_t foo_rw(struct kiocb *iocb, struct iov_iter *iter)
{
	struct foo_dio *dio = foo_alloc(iocb);
	bool is_read = iov_iter_rw(iter) == READ;

	if (is_read && user_backed_iter(iter))
		dio->state |= FOO_WANTS_IT;
	return foo_submit(dio, iter);
}

/*
 * check-name: a bit that nobody would guess by its name is a flag
 * check-command: diopin scan --kind=dirty-flag
 * check-output-start
 * fs/case.c:26:14: note: bit FOO_WANTS_IT says that pages are to be dirtied: is_read && user_backed_iter(iter) [dirty-flag]
 * check-output-end
 */
