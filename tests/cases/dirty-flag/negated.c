// SPDX-License-Identifier: GPL-2.0-only
static void foo_finish(struct bio *bio, struct iov_iter *iter)
{
	bool kernel = !user_backed_iter(iter);
	bool set = false;

	if (!user_backed_iter(iter))
		set = true;
	if (set)
		bio_set_pages_dirty(bio);
	bio_release_pages(bio, kernel);
}

/*
 * check-name: what is true for kernel iterators only is no flag of this kind
 * check-command: diopin scan --kind=dirty-flag
 * check-output-start
 * check-output-end
 */
