// SPDX-License-Identifier: GPL-2.0-only
struct iov_iter { int type; };
struct page;
struct request { struct iov_iter iter; struct page **pages; _Bool unpin; };
long iov_iter_extract_pages(struct iov_iter *i, struct page ***pages, unsigned long len, unsigned int n, unsigned int flags, unsigned long *offset);
long netfs_extract_user_iter(struct iov_iter *orig, unsigned long len, struct iov_iter *new, unsigned int flags);
_Bool iov_iter_extract_will_pin(const struct iov_iter *i);

long both(struct request *a, struct request *b, unsigned long len)
{
	unsigned long offset;
	long n = iov_iter_extract_pages(&a->iter, &a->pages, len, 16, 0, &offset);

	if (n < 0)
		return n;
	a->unpin = iov_iter_extract_will_pin(&a->iter);
	n = iov_iter_extract_pages(&b->iter, &b->pages, len, 16, 0, &offset);
	b->unpin = iov_iter_extract_will_pin(&b->iter);
	return n;
}

/*
 * check-name: will-pin-wrong-iter: two extractions, each asked for itself
 * check-command: diopin scan --kind=finding
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
