// SPDX-License-Identifier: GPL-2.0-only
static ssize_t foo_direct_IO(struct kiocb *iocb, struct iov_iter *iter)
{
	bool later = false;
	struct bio bio;

	if (iov_iter_rw(iter) == READ)
		if (user_backed_iter(iter))
			later = true;
	submit_bio_wait(&bio);
	bio_release_pages(&bio, later);
	return 0;
}

/*
 * check-name: a local set under two nested ifs is a flag
 * check-command: diopin scan --kind=dirty-flag
 * check-output-start
 * fs/case.c:9:10: note: local later says that pages are to be dirtied: iov_iter_rw(iter) == READ && user_backed_iter(iter) [dirty-flag]
 * check-output-end
 */
