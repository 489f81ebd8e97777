// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct req { struct page **pages; int n; _Bool should_dirty; };
struct aio { struct page **pages; int n; unsigned int flags; };

static void req_complete(struct req *req)
{
	for (int i = 0; i < req->n; i++) {
		if (req->should_dirty)
			set_page_dirty_lock(req->pages[i]);
		put_page(req->pages[i]);
	}
}

static long req_read(struct req *req, struct iov_iter *iter)
{
	_Bool user = user_backed_iter(iter);

	req->should_dirty = user && iov_iter_rw(iter) == READ;
	return req_submit(req, iter);
}

static void aio_complete(struct aio *aio)
{
	for (int i = 0; i < aio->n; i++) {
		if (aio->flags & AIO_DIRTY)
			set_page_dirty_lock(aio->pages[i]);
		put_page(aio->pages[i]);
	}
}

static long aio_submit(struct aio *aio, struct iov_iter *iter)
{
	if (iov_iter_rw(iter) == READ)
		aio->flags |= AIO_DIRTY;
	return aio_go(aio, iter);
}

static long aio_read(struct aio *aio, struct iov_iter *iter)
{
	if (!user_backed_iter(iter))
		return -EINVAL;
	return aio_submit(aio, iter);
}

/*
 * check-name: the flag is asked for where it is set, or by a caller
 * check-command: diopin scan -k dirty-kernel-pages
 * check-output-start
 * check-output-end
 */
