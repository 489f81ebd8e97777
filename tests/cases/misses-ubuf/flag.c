// SPDX-License-Identifier: GPL-2.0-only
typedef _Bool bool;
struct bio;
struct dio { bool should_dirty; struct bio *bio; };

long dio_read(struct dio *dio, struct iov_iter *iter)
{
	dio->should_dirty = iter_is_iovec(iter) && iov_iter_rw(iter) == READ;
	if (dio->should_dirty)
		bio_set_pages_dirty(dio->bio);
	return submit_bio_wait(dio->bio);
}

void dio_done(struct dio *dio)
{
	bio_release_pages(dio->bio, dio->should_dirty);
}

/*
 * check-name: misses-ubuf: a flag that knows iovecs only
 * check-command: diopin scan -k misses-ubuf
 * check-exit: 1
 * check-output-start
 * fs/case.c:8:20: warning: should_dirty is not set for a read into a single user buffer (ITER_UBUF), whose pages then stay clean [misses-ubuf]
 * fs/case.c:8:20: note:   should_dirty is set if iter_is_iovec(iter) && iov_iter_rw(iter) == READ
 * check-output-end
 */
