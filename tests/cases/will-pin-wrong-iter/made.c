// SPDX-License-Identifier: GPL-2.0-only
struct iov_iter { int type; };
struct page;
struct request { struct iov_iter iter; struct page **pages; _Bool unpin; };
long iov_iter_extract_pages(struct iov_iter *i, struct page ***pages, unsigned long len, unsigned int n, unsigned int flags, unsigned long *offset);
long netfs_extract_user_iter(struct iov_iter *orig, unsigned long len, struct iov_iter *new, unsigned int flags);
_Bool iov_iter_extract_will_pin(const struct iov_iter *i);

long start(struct request *req, struct iov_iter *iter, unsigned long len)
{
	long n = netfs_extract_user_iter(iter, len, &req->iter, 0);

	if (n < 0)
		return n;
	req->unpin = iov_iter_extract_will_pin(&req->iter);
	return 0;
}

/*
 * check-name: will-pin-wrong-iter: the iterator that the extraction made
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:15:15: warning: iov_iter_extract_will_pin() is asked of &req->iter, but the pages were extracted from iter [will-pin-wrong-iter]
 * fs/case.c:11:11: note:   netfs_extract_user_iter() takes hold of the pages of iter
 * fs/case.c:11:11: note:   netfs_extract_user_iter() makes &req->iter an iterator of the kernel's, which is never pinned
 * fs/case.c:15:15: note:   the question here is of &req->iter
 * check-output-end
 */
