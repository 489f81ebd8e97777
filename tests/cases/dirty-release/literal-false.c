// SPDX-License-Identifier: GPL-2.0-only
static void foo_end_io(struct bio *bio, struct page **pages)
{
	bio_release_pages(bio, false);
	bio_release_pages(bio, 0);
	bio_release_pages(bio, bio_data_dir(bio) == READ);
	if (bio->bi_status)
		bio_release_pages(bio, true);
	unpin_user_pages_dirty_lock(pages, 1, false);
}

/*
 * check-name: a literal false is no dirtying release, anything else is
 * check-command: diopin scan --kind=dirty-release
 * check-output-start
 * fs/case.c:6:2: note: bio_release_pages() releases the pages and dirties them if bio_data_dir(bio) == READ [dirty-release]
 * fs/case.c:8:3: note: bio_release_pages() releases the pages and dirties them [dirty-release]
 * check-output-end
 */
