// SPDX-License-Identifier: GPL-2.0-only
struct bio;

static int foo_fill(struct bio *bio, struct iov_iter *iter)
{
	return bio_iov_iter_get_pages(bio, iter);
}

static int foo_read(struct bio *bio, struct iov_iter *iter, _Bool is_read)
{
	int ret = foo_fill(bio, iter);

	if (ret)
		return ret;
	if (is_read)
		bio_set_pages_dirty(bio);
	submit_bio(bio);
	return 0;
}

/*
 * check-name: a read dirties whatever the iterator is
 * check-command: diopin scan -k dirty-kernel-pages
 * check-exit: 1
 * check-output-start
 * fs/case.c:16:3: warning: bio_set_pages_dirty() dirties the pages of bio even if the iterator is the kernel's [dirty-kernel-pages]
 * fs/case.c:11:12: note:   foo_fill() fills the bio from any kind of iterator
 * fs/case.c:16:3: note:   bio_set_pages_dirty(), and no condition on the way asks for user memory
 * check-output-end
 */
