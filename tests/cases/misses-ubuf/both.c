// SPDX-License-Identifier: GPL-2.0-only
typedef _Bool bool;
struct bio;
struct dio { bool should_dirty; bool user; struct bio *bio; };

/* The question that knows both. */
void dio_begin(struct dio *dio, struct iov_iter *iter)
{
	dio->should_dirty = user_backed_iter(iter) && iov_iter_rw(iter) == READ;
	if (dio->should_dirty)
		bio_set_pages_dirty(dio->bio);
}

/* Both questions. */
void read_begin(struct dio *dio, struct iov_iter *iter)
{
	dio->user = iter_is_iovec(iter) || iter_is_ubuf(iter);
	if (dio->user)
		bio_set_pages_dirty(dio->bio);
}

void read_here(struct bio *bio, struct iov_iter *iter)
{
	if (iter_is_ubuf(iter) || iter_is_iovec(iter))
		bio_set_pages_dirty(bio);
}

/*
 * check-name: misses-ubuf: both kinds of user memory are asked for
 * check-command: diopin scan -k misses-ubuf
 * check-output-start
 * check-output-end
 */
