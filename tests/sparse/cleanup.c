// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

int foo(struct lock *l, int n)
{
	void *p __free(kfree) = kmalloc(n, GFP_KERNEL);

	if (!p)
		return -12;
	{
		guard(mutex)(l);
		if (n == 1)
			goto out;
		while (n) {
			void *q __free(kfree) = NULL;

			if (n == 2)
				break;
			if (n == 3)
				continue;
			if (n == 4)
				return n;
		}
	}
	scoped_guard(mutex, l) {
		if (n == 5)
			return check();
	}
out:
	warn(n);
	return 0;
}

/*
 * check-name: what __attribute__((cleanup)) calls stands on every way out
 * check-output-start
 * unit cleanup.c
 * cleanup.c:4:5: function int foo(struct lock *l, int n) to 32
 * cleanup.c:6:8: foo: void * p
 * cleanup.c:11:3: foo: struct lock * guard_mutex
 * cleanup.c:15:10: foo: void * q
 * cleanup.c:25:2: foo: struct lock * __scope
 * cleanup.c:25:2: foo: struct lock * __done
 * cleanup.c:8:2: foo: if (!p) true 9:3-9:14
 * cleanup.c:12:3: foo: if (n == 1) true 13:4-13:13
 * cleanup.c:17:4: foo: if (n == 2) true 18:5-18:11
 * cleanup.c:19:4: foo: if (n == 3) true 20:5-20:14
 * cleanup.c:21:4: foo: if (n == 4) true 22:5-22:14
 * cleanup.c:26:3: foo: if (n == 5) true 27:4-27:19
 * cleanup.c:9:3: foo: return -12
 * cleanup.c:13:4: foo: goto out
 * cleanup.c:22:5: foo: return n
 * cleanup.c:27:4: foo: return check()
 * cleanup.c:31:2: foo: return 0
 * cleanup.c:4:5: flow of foo
 *    0  6:26 p = kmalloc(n {int}, GFP_KERNEL {gfp_t; 3072})
 *       8:7 if (p) -> 2 else -> 1
 *    1  6:8 free_kfree(&p {void **})
 *       9:3 return -12
 *    2  11:3 guard_mutex = lock_mutex(l {struct lock *})
 *       12:7 if (n == 1) -> 16 else -> 3
 *    3  14:10 if (n) -> 4 else -> 9
 *    4  15:26 q = NULL
 *       17:8 if (n == 2) -> 17 else -> 5
 *    5  19:8 if (n == 3) -> 18 else -> 6
 *    6  21:8 if (n == 4) -> 7 else -> 8
 *    7  15:10 free_kfree(&q {void **})
 *       11:3 unlock_mutex(&guard_mutex {struct lock **})
 *       6:8 free_kfree(&p {void **})
 *       22:5 return n
 *    8  15:10 free_kfree(&q {void **})
 *       -> 3
 *    9  11:3 unlock_mutex(&guard_mutex {struct lock **})
 *       25:2 __scope = lock_mutex(l {struct lock *})
 *       25:2 __done = 0
 *       -> 10
 *   10  25:2 if (__done) -> 14 else -> 11
 *   11  26:7 if (n == 5) -> 12 else -> 13
 *   12  27:11 check()
 *       25:2 unlock_mutex(&__scope {struct lock **})
 *       6:8 free_kfree(&p {void **})
 *       27:4 return check()
 *   13  25:2 __done = 1
 *       -> 10
 *   14  25:2 unlock_mutex(&__scope {struct lock **})
 *       -> 15
 *   15  30:2 warn(n {int})
 *       6:8 free_kfree(&p {void **})
 *       31:2 return 0
 *   16  11:3 unlock_mutex(&guard_mutex {struct lock **})
 *       -> 15
 *   17  15:10 free_kfree(&q {void **})
 *       -> 9
 *   18  15:10 free_kfree(&q {void **})
 *       -> 3
 * check-output-end
 */
