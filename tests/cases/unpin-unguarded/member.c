// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct shm { struct page **pages; int n; int flags; };

static long shm_register(struct shm *shm, struct iov_iter *iter)
{
	unsigned long off;

	return iov_iter_extract_pages(iter, &shm->pages, 4096, 16, 0, &off);
}

static void shm_release(struct shm *shm)
{
	if (shm->pages) {
		unpin_user_pages(shm->pages, shm->n);
		kfree(shm->pages);
	}
}

/*
 * check-name: extracted of any iterator, unpinned whatever it was
 * check-command: diopin scan -k unpin-unguarded
 * check-exit: 1
 * check-output-start
 * fs/case.c:15:3: warning: unpin_user_pages() unpins the pages of shm->pages whether they were pinned or not [unpin-unguarded]
 * fs/case.c:9:9: note:   iov_iter_extract_pages() extracts the pages, which pins them only if the iterator is user-backed
 * fs/case.c:15:3: note:   unpin_user_pages() unpins them, and no condition on the way asks
 * check-output-end
 */
