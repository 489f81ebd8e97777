// SPDX-License-Identifier: GPL-2.0-only
/* iov_iter_get_pages2(iter, pages, 1, 1, &o) in a comment is no call */
ssize_t iov_iter_get_pages2(struct iov_iter *i, struct page **pages,
		size_t maxsize, unsigned maxpages, size_t *start);

static int foo_map(struct foo *foo, struct page ***pages, struct iov_iter *data)
{
	size_t offset;

	pr_debug("iov_iter_extract_pages(%p)\n", data);
	return iov_iter_get_pages_alloc2(data, pages, LONG_MAX, &offset);
}

static ssize_t foo_direct_IO(struct kiocb *iocb, struct iov_iter *iter)
{
	struct page **pages;

	return foo_map(iocb->private, &pages, iter);
}

static const struct address_space_operations foo_aops = {
	.direct_IO	= foo_direct_IO,
};

/*
 * check-name: a function that hands on what it acquired is an acquire
 * check-command: diopin scan --kind=acquire
 * check-output-start
 * fs/case.c:11:9: note: iov_iter_get_pages_alloc2() takes references on the pages of data: dio, convert (a reference does not keep fork() from copying the page) [acquire]
 * fs/case.c:18:9: note: foo_map() takes references on the pages of iter: dio, convert (a reference does not keep fork() from copying the page) [acquire]
 * check-output-end
 */
