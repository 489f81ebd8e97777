// SPDX-License-Identifier: GPL-2.0-only
struct foo_req {
	int flags;
	bool redirty;
	struct page **pages;
};

static void foo_put(struct page **pages, int n, bool touched)
{
	int i;

	for (i = 0; i < n; i++) {
		if (touched)
			set_page_dirty_lock(pages[i]);
		put_page(pages[i]);
	}
}

static void foo_done(struct foo_req *req)
{
	foo_put(req->pages, 1, req->flags == FOO_REDIRTY);
}

static void foo_done_too(struct foo_req *req)
{
	foo_put(req->pages, 1, req->redirty);
}

static int foo_read(struct foo_req *req, struct iov_iter *iter, bool write)
{
	req->flags = 0;
	if (user_backed_iter(iter))
		req->flags = FOO_REDIRTY;
	req->redirty = !write && user_backed_iter(iter);
	return 0;
}

/*
 * check-name: a value, a member and the parameter that they end in are flags
 * check-command: diopin scan --kind=dirty-flag
 * check-output-start
 * fs/case.c:8:13: note: param touched says that pages are to be dirtied: req->flags == FOO_REDIRTY [dirty-flag]
 * fs/case.c:33:14: note: value FOO_REDIRTY says that pages are to be dirtied: user_backed_iter(iter) [dirty-flag]
 * fs/case.c:34:15: note: member redirty says that pages are to be dirtied: !write && user_backed_iter(iter) [dirty-flag]
 * check-output-end
 */
