// SPDX-License-Identifier: GPL-2.0-only
static loff_t foo_actor(struct inode *inode, void *data)
{
	struct foo_dio *dio = data;

	return iov_iter_get_pages2(dio->iter, &dio->pages, SZ_4K, 1, &dio->offset);
}

ssize_t iomap_dio_rw(struct kiocb *iocb, struct iov_iter *iter)
{
	return iomap_apply(iocb, iter, foo_actor);
}

static int foo_orphan(struct foo *foo, struct page **pages)
{
	return iov_iter_get_pages2(&foo->iter, &foo->pages, SZ_4K, 1, &foo->offset);
}

/*
 * check-name: a callback belongs to who passes it; what nobody reaches is not converted
 * check-command: diopin scan --kind=acquire
 * check-output-start
 * fs/case.c:6:9: note: iov_iter_get_pages2() takes references on the pages of dio->iter: dio, convert (a reference does not keep fork() from copying the page) [acquire]
 * fs/case.c:16:9: note: iov_iter_get_pages2() takes references on the pages of &foo->iter: buffered, report-only (where it is reached from was not found) [acquire]
 * check-output-end
 */
