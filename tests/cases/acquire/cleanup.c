// SPDX-License-Identifier: GPL-2.0-only
static ssize_t foo_one(struct foo *foo, struct iov_iter *iter)
{
	struct page **pages __free(kvfree) = NULL;

	return iov_iter_extract_pages(iter, &pages, SZ_4K, 1, 0, &foo->offset);
}

static ssize_t foo_two(struct foo *foo, struct iov_iter *iter)
{
	guard(mutex)(&foo->lock);
	return iov_iter_extract_pages(iter, &foo->pages, SZ_4K, 1, 0, &foo->offset);
}

static ssize_t foo_three(struct foo *foo, struct iov_iter *iter)
{
	scoped_guard(spinlock, &foo->lock) {
		iov_iter_extract_pages(iter, &foo->pages, SZ_4K, 1, 0, &foo->offset);
	}
	scoped_cond_guard(mutex_intr, return -EINTR, &foo->mutex) {
		iov_iter_extract_pages(iter, &foo->pages, SZ_4K, 1, 0, &foo->offset);
	}
	return 0;
}

/*
 * check-name: functions with __free(), guard() and scoped_guard() are not lost
 * check-command: diopin scan --kind=acquire --kind=coverage
 * check-output-start
 * fs/case.c:6:9: note: iov_iter_extract_pages() extracts the pages of iter: buffered, converted (the pages are extracted) [acquire]
 * fs/case.c:12:9: note: iov_iter_extract_pages() extracts the pages of iter: buffered, converted (the pages are extracted) [acquire]
 * fs/case.c:18:3: note: iov_iter_extract_pages() extracts the pages of iter: buffered, converted (the pages are extracted) [acquire]
 * fs/case.c:21:3: note: iov_iter_extract_pages() extracts the pages of iter: buffered, converted (the pages are extracted) [acquire]
 * check-output-end
 */
