// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

static void unlock(int **l)
{
	warn(**l);
}

static void free_page_list(struct page ***p)
{
	kfree(*p);
}

int foo(struct dio *dio, int *lock, int n)
{
	struct page **pages __cleanup(free_page_list) = kmalloc(n, GFP_KERNEL);

	if (!pages)
		return -ENOMEM;
	{
		int *guard __cleanup(unlock) = lock;

		if (n == 1)
			goto out;
		while (n--) {
			if (n == dio->nr)
				return get_pages(&dio->iter, pages, FOLL_WRITE);
		}
	}
out:
	warn(n);
	return 0;
}

/*
 * check-name: what __attribute__((cleanup)) calls stands on every way out
 * check-output-start
 * cleanup.c:4:13: function void unlock(int **l) to 7
 * cleanup.c:4:13: flow of unlock
 *    2  6:2 warn(**l {int})
 *       7:1 return
 * cleanup.c:9:13: function void free_page_list(struct page ***p) to 12
 * cleanup.c:9:13: flow of free_page_list
 *    2  11:2 kfree(*p {struct page **})
 *       12:1 return
 * cleanup.c:14:5: function int foo(struct dio *dio, int *lock, int n) to 33
 * cleanup.c:16:16: foo: struct page ** pages
 * cleanup.c:21:8: foo: int * guard
 * cleanup.c:14:5: flow of foo
 *    2  16:50 pages = kmalloc(n {int}, GFP_KERNEL {gfp_t; 3264})
 *       18:2 if (pages) -> 4 else -> 3
 *    3  16:16 free_page_list(&pages {struct page ***})
 *       19:3 return -ENOMEM
 *    4  21:32 guard = lock
 *       23:3 if (n == 1) -> 5 else -> 8
 *    5  21:8 unlock(&guard {int **})
 *       -> 10
 *    6  26:4 if (n == dio->nr) -> 7 else -> 8
 *    7  27:12 get_pages(&dio->iter {struct iov_iter *; struct dio}, pages {struct page **}, FOLL_WRITE {unsigned int; 1})
 *       21:8 unlock(&guard {int **})
 *       16:16 free_page_list(&pages {struct page ***})
 *       27:5 return get_pages(&dio->iter, pages, FOLL_WRITE)
 *    8  25:11 n -= 1
 *       25:3 if (n--) -> 6 else -> 9
 *    9  21:8 unlock(&guard {int **})
 *       -> 10
 *   10  31:2 warn(n {int})
 *       16:16 free_page_list(&pages {struct page ***})
 *       32:2 return 0
 * unit cleanup.c
 * check-output-end
 */
