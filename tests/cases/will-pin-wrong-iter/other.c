// SPDX-License-Identifier: GPL-2.0-only
struct iov_iter { int type; };
struct page;
struct request { struct iov_iter iter; struct page **pages; _Bool unpin; };
long iov_iter_extract_pages(struct iov_iter *i, struct page ***pages, unsigned long len, unsigned int n, unsigned int flags, unsigned long *offset);
long netfs_extract_user_iter(struct iov_iter *orig, unsigned long len, struct iov_iter *new, unsigned int flags);
_Bool iov_iter_extract_will_pin(const struct iov_iter *i);

long start(struct request *req, struct iov_iter *in, struct iov_iter *out,
	   unsigned long len)
{
	unsigned long offset;
	long n = iov_iter_extract_pages(out, &req->pages, len, 16, 0, &offset);

	req->unpin = iov_iter_extract_will_pin(in);
	return n;
}

/*
 * check-name: will-pin-wrong-iter: another iterator altogether
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:15:15: warning: iov_iter_extract_will_pin() is asked of in, but the pages were extracted from out [will-pin-wrong-iter]
 * fs/case.c:13:11: note:   iov_iter_extract_pages() takes hold of the pages of out
 * fs/case.c:15:15: note:   the question here is of in
 * check-output-end
 */
