// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct aio { struct page **pages; int n; _Bool write, should_dirty; };
struct dio { struct page **pages; int n; _Bool async, is_pinned; };

static void put_pages(struct page **pages, int n, _Bool should_dirty)
{
	for (int i = 0; i < n; i++) {
		if (should_dirty)
			set_page_dirty_lock(pages[i]);
		put_page(pages[i]);
	}
}

static void aio_complete(struct aio *aio)
{
	put_pages(aio->pages, aio->n, aio->should_dirty);
}

static long aio_read(struct aio *aio, struct iov_iter *iter)
{
	aio->write = iov_iter_rw(iter) == WRITE;
	aio->n = 0;
	return aio_submit(aio, iter);
}

static void dio_cleanup(struct dio *dio)
{
	if (dio->is_pinned)
		unpin_user_pages(dio->pages, dio->n);
}

static long dio_read(struct dio *dio, struct iov_iter *iter)
{
	unsigned long off;

	dio->is_pinned = false;
	dio->async = true;
	return iov_iter_extract_pages(iter, &dio->pages, 4096, 16, 0, &off);
}

/*
 * check-name: nobody sets the flags of a completion
 * check-command: diopin scan -k flag-not-carried
 * check-exit: 1
 * check-output-start
 * fs/case.c:23:9: warning: nobody sets aio->should_dirty, on which it depends what put_pages() does with the pages [flag-not-carried]
 * fs/case.c:23:9: note:   aio_read() sets up struct aio, all but this
 * fs/case.c:17:2: note:   aio->should_dirty is asked for
 * fs/case.c:10:4: note:   set_page_dirty_lock() only if it is set
 * fs/case.c:38:13: warning: nobody sets dio->is_pinned, on which it depends what dio_cleanup() does with the pages [flag-not-carried]
 * fs/case.c:38:13: note:   dio_read() sets up struct dio, all but this
 * fs/case.c:30:3: note:   dio->is_pinned is asked for
 * fs/case.c:30:3: note:   unpin_user_pages() only if it is set
 * check-output-end
 */
