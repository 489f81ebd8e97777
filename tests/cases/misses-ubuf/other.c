// SPDX-License-Identifier: GPL-2.0-only
typedef _Bool bool;
struct bio;
struct dio { bool should_dirty; bool vectored; struct bio *bio; };

/* Whether there is an array to copy; dirtying goes by another flag. */
long dio_read(struct dio *dio, struct iov_iter *iter)
{
	dio->vectored = iter_is_iovec(iter);
	if (dio->vectored && copy_iovec(dio, iter))
		return -ENOMEM;
	if (dio->should_dirty)
		bio_set_pages_dirty(dio->bio);
	return submit_bio_wait(dio->bio);
}

/* Decides over the path that is taken, not over dirtying on it. */
long read_any(struct bio *bio, struct iov_iter *iter)
{
	if (iter_is_iovec(iter))
		prefault(iter);
	bio_set_pages_dirty(bio);
	return submit_bio_wait(bio);
}

/*
 * check-name: misses-ubuf: the question decides over something else
 * check-command: diopin scan -k misses-ubuf
 * check-output-start
 * check-output-end
 */
