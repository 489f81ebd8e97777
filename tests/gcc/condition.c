// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

int foo(struct dio *dio, struct iov_iter *iter, struct kiocb *iocb, int a, int b)
{
	bool dirty = user_backed_iter(iter) && iov_iter_rw(iter) == READ;
	int n = a ? get_pages(iter, NULL, 0) : b;

	if (a && (b || !n))
		warn(1);
	if (unlikely(!dio || dio->nr == 3))
		warn(a > b ? a : b);
	if (!(iocb->ki_flags & IOCB_DIRECT))
		return a && b;
	if (iov_iter_rw(iter) != WRITE)
		unpin_pages(dio->pages, n, dirty);
	return ({ int x = b; if (a) x++; x; });
}

int negated(int a, int b)
{
	int ret = !(a || b);

	return !ret ? a + 1 : a - FOLL_LONGTERM;
}

/*
 * check-name: and, or, not and choices are edges, and put together in text
 * check-output-start
 * condition.c:4:5: function int foo(struct dio *dio, struct iov_iter *iter, struct kiocb *iocb, int a, int b) to 18
 * condition.c:6:7: foo: bool dirty
 * condition.c:7:6: foo: int n
 * condition.c:17:16: foo: int x
 * condition.c:4:5: flow of foo
 *    2  6:15 user_backed_iter(iter {struct iov_iter *})
 *       6:38 if (user_backed_iter(iter)) -> 3 else -> 5
 *    3  6:41 iov_iter_rw(iter {struct iov_iter *})
 *       6:38 if (iov_iter_rw(iter) == READ) -> 4 else -> 5
 *    4  -> 6
 *    5  -> 6
 *    6  6:13 dirty = user_backed_iter(iter) && iov_iter_rw(iter) == READ
 *       7:39 if (a) -> 7 else -> 8
 *    7  7:14 get_pages(iter {struct iov_iter *}, NULL {struct page **; 0}, 0 {unsigned int; 0})
 *       -> 9
 *    8  -> 9
 *    9  7:8 n = a ? get_pages(iter, NULL, 0) : b
 *       9:2 if (a) -> 10 else -> 12
 *   10  9:2 if (b) -> 11 else -> 23
 *   11  10:3 warn(1 {int; 1})
 *       -> 12
 *   12  11:2 if (dio) -> 13 else -> 14
 *   13  11:2 if (dio->nr == 3) -> 14 else -> 15
 *   14  12:3 warn(b > a ? b : a {int})
 *       -> 15
 *   15  13:2 if (iocb->ki_flags & IOCB_DIRECT) -> 17 else -> 16
 *   16  14:3 return a && b
 *   17  15:6 iov_iter_rw(iter {struct iov_iter *})
 *       15:2 if (iov_iter_rw(iter) != WRITE) -> 18 else -> 19
 *   18  16:3 unpin_pages(dio->pages {struct page **; struct dio}, n {int}, dirty {bool})
 *       -> 19
 *   19  17:18 x = b
 *       17:23 if (a) -> 20 else -> 21
 *   20  17:31 x += 1
 *       -> 21
 *   21  17:2 return x
 *   23  9:2 if (n) -> 12 else -> 11
 * condition.c:20:5: function int negated(int a, int b) to 25
 * condition.c:22:6: negated: int ret
 * condition.c:20:5: flow of negated
 *    2  22:10 ret = !a && !b
 *       24:22 if (ret) -> 4 else -> 3
 *    3  -> 5
 *    4  -> 5
 *    5  24:2 return !ret ? a + 1 : a - FOLL_LONGTERM
 * unit condition.c
 * check-output-end
 */
