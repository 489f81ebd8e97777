// SPDX-License-Identifier: GPL-2.0-only
static void foo_broken(struct bio *bio)
{
	switch (bio->bi_status) {
	case FOO_MIN...FOO_MAX:
		bio_release_pages(bio, true);
	}
	foo(bio,,);
}

static void foo_whole(struct bio *bio)
{
	bio_release_pages(bio, true);
}

/*
 * check-name: a call that the engine lost is told, and the exit status is 3
 * check-command: diopin scan --engine=cocci
 * check-exit: 3
 * check-output-start
 * fs/case.c:1:1: warning: cocci lost 1 of 2 calls that matter, bio_release_pages() at line 6 first [coverage]
 * fs/case.c:13:2: note: bio_release_pages() releases the pages and dirties them [dirty-release]
 * check-output-end
 */
