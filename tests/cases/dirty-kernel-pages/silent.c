// SPDX-License-Identifier: GPL-2.0-only
struct bio;
struct dio { _Bool should_dirty; };

static void foo_read(struct bio *bio, struct iov_iter *iter, _Bool is_read)
{
	bio_iov_iter_get_pages(bio, iter);
	if (is_read && user_backed_iter(iter))
		bio_set_pages_dirty(bio);
	submit_bio(bio);
}

static void bar_read(struct dio *dio, struct bio *bio, struct iov_iter *iter)
{
	bio_iov_iter_get_pages(bio, iter);
	if (dio->should_dirty)
		bio_set_pages_dirty(bio);
	submit_bio(bio);
}

/*
 * check-name: asked for user memory, or a flag that says so
 * check-command: diopin scan -k dirty-kernel-pages
 * check-output-start
 * check-output-end
 */
