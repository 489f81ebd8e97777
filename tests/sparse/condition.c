// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

struct foo {
	unsigned int dirty : 1, read : 1;
	struct iov_iter *iter;
};

int foo(struct foo *foo, struct kiocb *iocb, int n)
{
	int ret;

	if (WARN_ON_ONCE(n < 0 || !foo))
		return -EFAULT;
	if (unlikely((ret = check()) != 0) && !(iocb->ki_flags & IOCB_DIRECT))
		warn(1);
	if (foo->iter ? check() : n)
		warn(2);
	if (!(n && check()) || ret)
		warn(3);
	foo->dirty = n == 1 && foo->read;
	foo->dirty = user_backed_iter(foo->iter) && foo->iter->data_source == ITER_DEST;
	ret = n ? get_user_pages_fast(0, 1, FOLL_WRITE, NULL) : 0;
	return ret ?: min(n, 5);
}

/*
 * check-name: short circuits are edges, and a macro's condition its argument
 * check-output-start
 * unit condition.c
 * condition.c:9:5: function int foo(struct foo *foo, struct kiocb *iocb, int n) to 25
 * condition.c:11:6: foo: int ret
 * condition.c:13:6: foo: int __ret_warn
 * condition.c:24:16: foo: int __a
 * condition.c:24:16: foo: int __b
 * condition.c:13:2: foo: if (WARN_ON_ONCE(n < 0 || !foo)) true 14:3-14:18
 * condition.c:15:2: foo: if ((ret = check()) != 0 && !(iocb->ki_flags & IOCB_DIRECT)) true 16:3-16:11
 * condition.c:17:2: foo: if (foo->iter ? check() : n) true 18:3-18:11
 * condition.c:19:2: foo: if (!(n && check()) || ret) true 20:3-20:11
 * condition.c:14:3: foo: return -EFAULT
 * condition.c:24:2: foo: return ret ?: min(n, 5)
 * condition.c:9:5: flow of foo
 *    0  13:6 __ret_warn = !!(n < 0 || !foo)
 *       13:19 if (n < 0) -> 2 else -> 1
 *    1  13:29 if (foo) -> 4 else -> 2
 *    2  13:6 if (done) -> 4 else -> 3
 *    3  13:6 done = true
 *       13:6 warn(13 {int; 13})
 *       -> 4
 *    4  13:19 if (n < 0) -> 6 else -> 5
 *    5  13:29 if (foo) -> 7 else -> 6
 *    6  14:3 return -EFAULT
 *    7  15:22 ret = check()
 *       15:15 if (ret != 0) -> 8 else -> 10
 *    8  15:42 if (iocb->ki_flags & IOCB_DIRECT) -> 10 else -> 9
 *    9  16:3 warn(1 {int; 1})
 *       -> 10
 *   10  17:6 if (foo->iter) -> 11 else -> 12
 *   11  17:18 check()
 *       17:18 if (check()) -> 13 else -> 14
 *   12  17:28 if (n) -> 13 else -> 14
 *   13  18:3 warn(2 {int; 2})
 *       -> 14
 *   14  19:8 if (n) -> 15 else -> 17
 *   15  19:13 check()
 *       19:13 if (check()) -> 16 else -> 17
 *   16  19:25 if (ret) -> 17 else -> 18
 *   17  20:3 warn(3 {int; 3})
 *       -> 18
 *   18  21:13 foo->dirty {struct foo} = n == 1 && foo->read
 *       22:15 user_backed_iter(foo->iter {struct iov_iter *; struct foo})
 *       22:13 foo->dirty {struct foo} = user_backed_iter(foo->iter) && foo->iter->data_source == ITER_DEST
 *       23:8 if (n) -> 19 else -> 20
 *   19  23:12 get_user_pages_fast(0 {int; 0}, 1 {int; 1}, FOLL_WRITE {int; 2}, NULL {void *; 0})
 *       -> 20
 *   20  23:6 ret = n ? get_user_pages_fast(0, 1, FOLL_WRITE, NULL) : 0
 *       24:9 if (ret) -> 22 else -> 21
 *   21  24:16 __a = n
 *       24:16 __b = 5
 *       -> 22
 *   22  24:2 return ret ?: min(n, 5)
 * check-output-end
 */
