// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

int foo(struct iov_iter *iter, int n)
{
	struct page *pages[16], *page = NULL;
	size_t offset;
	ssize_t ret;
	int i;

	ret = iov_iter_get_pages2(iter, pages, 4096 * 16, 16, &offset);
	if (ret < 0)
		goto out;
	for (i = 0; i < n; i++) {
		if (!pages[i])
			continue;
		if (check())
			goto release;
		put_page(pages[i]);
	}
	return twice(n);
release:
	while (--i >= 0)
		put_page(pages[i]);
out:
	return ret;
}

/*
 * check-name: goto, continue and nested ways out
 * check-output-start
 * unit goto.c
 * goto.c:4:5: function int foo(struct iov_iter *iter, int n) to 27
 * goto.c:6:15: foo: struct page *[16] pages
 * goto.c:6:27: foo: struct page * page
 * goto.c:7:9: foo: size_t offset
 * goto.c:8:10: foo: ssize_t ret
 * goto.c:9:6: foo: int i
 * goto.c:12:2: foo: if (ret < 0) true 13:3-13:12
 * goto.c:15:3: foo: if (!pages[i]) true 16:4-16:13
 * goto.c:17:3: foo: if (check()) true 18:4-18:17
 * goto.c:13:3: foo: goto out
 * goto.c:18:4: foo: goto release
 * goto.c:21:2: foo: return twice(n)
 * goto.c:26:2: foo: return ret
 * goto.c:4:5: flow of foo
 *    0  6:32 page = NULL
 *       11:8 ret = iov_iter_get_pages2(iter {struct iov_iter *}, pages {struct page *[16]}, 4096 * 16 {int; 65536}, 16 {int; 16}, &offset {unsigned long *})
 *       12:6 if (ret < 0) -> 10 else -> 1
 *    1  14:9 i = 0
 *       -> 2
 *    2  14:14 if (i < n) -> 3 else -> 7
 *    3  15:8 if (pages[i]) -> 4 else -> 6
 *    4  17:7 check()
 *       17:7 if (check()) -> 8 else -> 5
 *    5  19:3 put_page(pages[i] {struct page *})
 *       -> 6
 *    6  14:22 i += 1
 *       -> 2
 *    7  21:9 twice(n {int})
 *       21:2 return twice(n)
 *    8  23:9 i -= 1
 *       23:9 if (i >= 0) -> 9 else -> 10
 *    9  24:3 put_page(pages[i] {struct page *})
 *       -> 8
 *   10  26:2 return ret
 * check-output-end
 */
