// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

#define GET(iter, pages) get_pages(iter, pages, FOLL_WRITE)
#define TWICE(x) (warn(x), (x))

struct file_operations {
	int (*read_iter)(struct kiocb *iocb, struct iov_iter *iter);
	struct { void (*end_io)(struct dio *dio); } nested;
	const char *name;
};

static void foo_end_io(struct dio *dio)
{
	unpin_pages(dio->pages, dio->nr, dio->should_dirty);
}

static int foo_read_iter(struct kiocb *iocb, struct iov_iter *iter)
{
	struct dio dio = { .nr = 1 };
	int n = GET(iter, dio.array);

	warn(TWICE(iov_iter_rw(iter)));
	warn(get_pages(&dio.iter, (struct page **)kmalloc(sizeof(dio), GFP_KERNEL),
		       iocb->ki_flags & IOCB_DIRECT));
	return n;
}

const struct file_operations fops = {
	.name		= "foo",
	.read_iter	= foo_read_iter,
	.nested.end_io	= foo_end_io,
};

int indirect(struct file_operations *ops, struct kiocb *iocb, struct iov_iter *iter)
{
	return ops->read_iter(iocb, iter);
}

/*
 * check-name: places and names in macros and in arguments of calls
 * check-output-start
 * names.c:13:13: function void foo_end_io(struct dio *dio) to 16
 * names.c:13:13: flow of foo_end_io
 *    2  15:2 unpin_pages(dio->pages {struct page **; struct dio}, dio->nr {int; struct dio}, dio->should_dirty {bool})
 *       16:1 return
 * names.c:18:12: function int foo_read_iter(struct kiocb *iocb, struct iov_iter *iter) to 27
 * names.c:20:13: foo_read_iter: struct dio dio
 * names.c:21:6: foo_read_iter: int n
 * names.c:18:12: flow of foo_read_iter
 *    2  20:17 dio = {}
 *       20:13 dio.nr {struct dio} = 1
 *       21:10 n = get_pages(iter {struct iov_iter *}, dio.array {struct page **; struct dio}, 1 {unsigned int; 1})
 *       23:13 iov_iter_rw(iter {struct iov_iter *})
 *       23:7 warn(iov_iter_rw(iter) {int})
 *       23:13 iov_iter_rw(iter {struct iov_iter *})
 *       23:2 warn(iov_iter_rw(iter) {int})
 *       24:44 kmalloc(sizeof(dio) {unsigned long; 72}, GFP_KERNEL {gfp_t; 3264})
 *       24:7 get_pages(&dio.iter {struct iov_iter *; struct dio}, kmalloc(sizeof(dio), GFP_KERNEL) {void *}, iocb->ki_flags & IOCB_DIRECT {unsigned int})
 *       24:2 warn(get_pages(&dio.iter, kmalloc(sizeof(dio), GFP_KERNEL), iocb->ki_flags & IOCB_DIRECT) {int})
 *       26:2 return n
 * names.c:35:5: function int indirect(struct file_operations *ops, struct kiocb *iocb, struct iov_iter *iter) to 38
 * names.c:35:5: flow of indirect
 *    2  37:9 ops->read_iter(iocb {struct kiocb *}, iter {struct iov_iter *})
 *       37:2 return ops->read_iter(iocb, iter)
 * names.c:31:3: struct file_operations fops .read_iter = foo_read_iter
 * names.c:32:10: struct {} fops .end_io = foo_end_io
 * unit names.c
 * check-output-end
 */
