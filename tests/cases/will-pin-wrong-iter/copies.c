// SPDX-License-Identifier: GPL-2.0-only
struct iov_iter { int type; };
struct page;
struct request { struct iov_iter iter; struct page **pages; _Bool unpin; };
long iov_iter_extract_pages(struct iov_iter *i, struct page ***pages, unsigned long len, unsigned int n, unsigned int flags, unsigned long *offset);
long netfs_extract_user_iter(struct iov_iter *orig, unsigned long len, struct iov_iter *new, unsigned int flags);
_Bool iov_iter_extract_will_pin(const struct iov_iter *i);

long copy(struct request *req, struct iov_iter *iter, unsigned long len)
{
	struct iov_iter mine = *iter;
	unsigned long offset;
	long n = iov_iter_extract_pages(&mine, &req->pages, len, 16, 0, &offset);

	req->unpin = iov_iter_extract_will_pin(iter);
	return n;
}

long before(struct request *req, struct iov_iter *iter, unsigned long len)
{
	long n;

	req->iter = *iter;
	req->unpin = iov_iter_extract_will_pin(&req->iter);
	n = netfs_extract_user_iter(iter, len, &req->iter, 0);
	return n;
}

/*
 * check-name: will-pin-wrong-iter: the iterator, a copy of it, one replaced after the question
 * check-command: diopin scan --kind=finding
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
