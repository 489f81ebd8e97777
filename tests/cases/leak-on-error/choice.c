// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct iov_iter;
struct queue { struct page *page; int full; };

static long queue_add(struct queue *q, struct page *page)
{
	if (q->full)
		return -EAGAIN;
	q->page = page;
	return 1;
}

static long fill(struct queue *q, struct iov_iter *iter)
{
	unsigned long total = 0;
	struct page *pages[16];
	long ret, i, n;

	n = iov_iter_get_pages2(iter, pages, 65536, 16, NULL);
	if (n <= 0)
		return n;
	for (i = 0; i < n; i++) {
		ret = queue_add(q, pages[i]);
		if (ret < 0)
			goto out;
		total += ret;
	}
out:
	return total ? total : ret;
}

/*
 * check-name: a choice of values, the second of which is an error
 * check-command: diopin scan -k leak-on-error
 * check-exit: 1
 * check-output-start
 * fs/case.c:30:2: warning: the pages that iov_iter_get_pages2() holds in pages are not let go of on this error return [leak-on-error]
 * fs/case.c:20:6: note:   iov_iter_get_pages2() takes hold of the pages of pages
 * fs/case.c:21:6: note:   with n <= 0 false
 * fs/case.c:23:14: note:   with i < n true
 * fs/case.c:25:7: note:   with ret < 0 true
 * fs/case.c:30:2: note:   returns an error, and nothing has let go
 * check-output-end
 */
