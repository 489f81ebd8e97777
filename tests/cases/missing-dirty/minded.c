// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct req { struct page **pages; int n; _Bool should_dirty; };
struct chunk { struct page **list; };
struct ro { struct page **list; };

static void req_complete(struct req *req)
{
	_Bool dirty = req->should_dirty;

	for (int i = 0; i < req->n; i++) {
		if (dirty)
			set_page_dirty_lock(req->pages[i]);
		put_page(req->pages[i]);
	}
}

static long req_read(struct req *req, struct iov_iter *iter)
{
	req->should_dirty = user_backed_iter(iter) && iov_iter_rw(iter) == READ;
	return iov_iter_get_pages2(iter, req->pages, 4096, 16, &req->off);
}

static int copy_out(struct page **pages, struct iov_iter *iter)
{
	return copy_page_to_iter(pages[0], 0, 4096, iter);
}

static int transfer(unsigned long addr, struct iov_iter *iter,
		    struct page **pages, int write)
{
	unsigned int flags = 0;

	if (write)
		flags |= FOLL_WRITE;
	if (pin_user_pages_fast(addr, 1, flags, pages) != 1)
		return -EFAULT;
	copy_out(pages, iter);
	unpin_user_pages(pages, 1);
	return 0;
}

static void free_list(struct chunk *chunk, int n, int dirty)
{
	unpin_user_pages_dirty_lock(chunk->list, n, dirty);
}

static long chunk_get(struct chunk *chunk, unsigned long addr)
{
	long got = pin_user_pages_fast(addr, 16, FOLL_WRITE, chunk->list);

	if (got < 16)
		free_list(chunk, got, false);
	return got;
}

static void chunk_put(struct chunk *chunk)
{
	free_list(chunk, 16, true);
}

static void free_ro(struct ro *ro, int n, int dirty)
{
	unpin_user_pages_dirty_lock(ro->list, n, dirty);
}

static long ro_get(struct ro *ro, unsigned long addr)
{
	return pin_user_pages_fast(addr, 16, FOLL_LONGTERM, ro->list);
}

static void ro_put(struct ro *ro)
{
	free_ro(ro, 16, false);
}

/*
 * check-name: flags that are minded, pages that are only read
 * check-command: diopin scan -k missing-dirty
 * check-output-start
 * check-output-end
 */
