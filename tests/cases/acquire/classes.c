// SPDX-License-Identifier: GPL-2.0-only
static ssize_t foo_hold(struct foo *foo, struct iov_iter *iter)
{
	return iov_iter_get_pages2(iter, foo->pages, LONG_MAX, 16, &foo->offset);
}

static ssize_t foo_direct_IO(struct kiocb *iocb, struct iov_iter *iter)
{
	return foo_hold(iocb->private, iter);
}

static const struct address_space_operations foo_aops = {
	.direct_IO	= foo_direct_IO,
};

static ssize_t bar_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	struct page *page;
	size_t offset;

	return iov_iter_get_pages2(to, &page, PAGE_SIZE, 1, &offset);
}

static const struct file_operations bar_fops = {
	.read_iter	= bar_read_iter,
};

static struct miscdevice bar_misc = {
	.fops		= &bar_fops,
};

static int baz_fill(struct sk_buff *skb, struct iov_iter *from)
{
	struct page *pages[4];
	size_t offset;

	return iov_iter_get_pages2(from, pages, SZ_16K, 4, &offset);
}

static void qux_work(struct work_struct *work)
{
	struct qux *qux = container_of(work, struct qux, work);
	struct page *page;
	size_t offset;

	iov_iter_get_pages2(&qux->iter, &page, PAGE_SIZE, 1, &offset);
}

static void qux_init(struct qux *qux)
{
	INIT_WORK(&qux->work, qux_work);
}

static void quux_test(struct kunit *test)
{
	struct page **pages = NULL;
	size_t offset;

	iov_iter_extract_pages(&iter, &pages, SZ_4K, 1, 0, &offset);
}

/*
 * check-name: the class comes from where a call is reached from
 * check-command: diopin scan --kind=acquire
 * check-output-start
 * fs/case.c:4:9: note: iov_iter_get_pages2() takes references on the pages of iter: dio, convert (a reference does not keep fork() from copying the page) [acquire]
 * fs/case.c:9:9: note: foo_hold() takes references on the pages of iter: dio, convert (a reference does not keep fork() from copying the page) [acquire]
 * fs/case.c:21:9: note: iov_iter_get_pages2() takes references on the pages of to: device, convert (a reference does not keep fork() from copying the page) [acquire]
 * fs/case.c:37:9: note: iov_iter_get_pages2() takes references on the pages of from: zerocopy, report-only (the pages move to a network buffer, which puts them) [acquire]
 * fs/case.c:46:2: note: iov_iter_get_pages2() takes references on the pages of &qux->iter: buffered, drop-ref (kernel iterators only: their owner keeps the pages) [acquire]
 * fs/case.c:59:2: note: iov_iter_extract_pages() extracts the pages of &iter: test, converted (the pages are extracted) [acquire]
 * check-output-end
 */
