// SPDX-License-Identifier: GPL-2.0-only
struct bio;

long read_direct(struct bio *bio, struct iov_iter *iter)
{
	long ret = bio_iov_iter_get_pages(bio, iter);

	if (ret)
		return ret;
	if (iov_iter_rw(iter) == READ && iter_is_iovec(iter))
		bio_set_pages_dirty(bio);
	return submit_bio_wait(bio);
}

/*
 * check-name: misses-ubuf: asked right before the dirtying
 * check-command: diopin scan -k misses-ubuf
 * check-exit: 1
 * check-output-start
 * fs/case.c:11:3: warning: bio_set_pages_dirty() does not dirty the pages of a single user buffer (ITER_UBUF) [misses-ubuf]
 * fs/case.c:11:3: note:   only iter_is_iovec() is asked before bio_set_pages_dirty()
 * check-output-end
 */
