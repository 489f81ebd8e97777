// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct shm { struct page **pages; int n; int flags; };
struct req { struct page **pages; int n; _Bool need_unpin; };
struct buf { struct page **pages; int n; };

static long shm_register(struct shm *shm, struct iov_iter *iter)
{
	unsigned long off;

	return iov_iter_extract_pages(iter, &shm->pages, 4096, 16, 0, &off);
}

static void shm_release(struct shm *shm)
{
	if (shm->flags & SHM_USER_MAPPED)
		unpin_user_pages(shm->pages, shm->n);
}

static long req_map(struct req *req, struct iov_iter *iter)
{
	unsigned long off;

	return iov_iter_extract_pages(iter, &req->pages, 4096, 16, 0, &off);
}

static void req_put(struct req *req)
{
	unpin_user_pages(req->pages, req->n);
}

static void req_end(struct req *req)
{
	if (req->need_unpin)
		req_put(req);
}

static long buf_map(struct buf *buf, void *ubuf)
{
	struct iov_iter *iter = buf_iter(buf);
	unsigned long off;

	if (import_ubuf(ITER_DEST, ubuf, 4096, iter))
		return -EFAULT;
	return iov_iter_extract_pages(iter, &buf->pages, 4096, 16, 0, &off);
}

static void buf_put(struct buf *buf)
{
	unpin_user_pages(buf->pages, buf->n);
}

/*
 * check-name: a flag decides, a caller asks, or the iterator is the user's
 * check-command: diopin scan -k unpin-unguarded
 * check-output-start
 * check-output-end
 */
