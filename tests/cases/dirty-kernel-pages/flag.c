// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct req { struct page **pages; int n; _Bool should_dirty; };

static void put_pages(struct page **pages, int n, _Bool should_dirty)
{
	for (int i = 0; i < n; i++) {
		if (should_dirty)
			set_page_dirty_lock(pages[i]);
		put_page(pages[i]);
	}
}

static void req_complete(struct req *req)
{
	put_pages(req->pages, req->n, req->should_dirty);
}

static long req_read(struct req *req, struct iov_iter *iter)
{
	_Bool write = iov_iter_rw(iter) == WRITE;
	_Bool should_dirty = !write;

	req->should_dirty = should_dirty;
	return req_submit(req, iter);
}

/*
 * check-name: the flag is set for any read, far from the dirtying
 * check-command: diopin scan -k dirty-kernel-pages
 * check-exit: 1
 * check-output-start
 * fs/case.c:22:21: warning: should_dirty says that pages are to be dirtied, even if the iterator is the kernel's [dirty-kernel-pages]
 * fs/case.c:22:21: note:   should_dirty is set to !write, and nothing asks whether the iterator is user-backed
 * fs/case.c:9:4: note:   set_page_dirty_lock() dirties the pages if so
 * check-output-end
 */
