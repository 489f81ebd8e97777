// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

int foo(struct dio *dio, struct iov_iter *iter)
{
	int ret, i;

	ret = get_pages(iter, dio->pages, FOLL_WRITE | FOLL_LONGTERM);
	if (ret < 0)
		goto out;
	dio->nr = ret;
	if (ret != dio->nr) {
		ret = -EFAULT;
		goto out_put;
	}
	if (iter->count > 4)
		panic("too many");
	return ret;

out_put:
	for (i = 0; i < dio->nr; i++)
		put_page(dio->pages[i]);
out:
	dio->nr = 0;
	return ret;
}

void nothing(struct dio *dio)
{
	if (!dio->nr)
		return;
	put_page(dio->array[0]);
	put_page(dio->pages[2]);
	unpin_pages(&dio->pages[1], dio->nr - 1, false);
	unpin_pages(dio->array, 4, dio->should_dirty);
}

/*
 * check-name: cleaning up by goto: every way releases what it holds
 * check-output-start
 * goto.c:4:5: function int foo(struct dio *dio, struct iov_iter *iter) to 26
 * goto.c:6:6: foo: int ret
 * goto.c:6:11: foo: int i
 * goto.c:4:5: flow of foo
 *    2  8:8 ret = get_pages(iter {struct iov_iter *}, dio->pages {struct page **; struct dio}, FOLL_WRITE | FOLL_LONGTERM {unsigned int; 257})
 *       9:2 if (ret < 0) -> 3 else -> 4
 *    3  -> 11
 *    4  11:10 dio->nr {struct dio} = ret
 *       12:2 if (ret != dio->nr) -> 5 else -> 6
 *    5  13:7 ret = -EFAULT
 *       21:9 i = 0
 *       -> 10
 *    6  16:2 if (iter->count > 4) -> 7 else -> 8
 *    7  17:3 panic("too many" {char *})
 *       stop
 *    8  18:2 return ret
 *    9  22:3 put_page(dio->pages[i] {struct page *; struct dio})
 *       21:28 i += 1
 *       -> 10
 *   10  21:16 if (i < dio->nr) -> 9 else -> 11
 *   11  24:10 dio->nr {struct dio} = 0
 *       25:2 return ret
 * goto.c:28:6: function void nothing(struct dio *dio) to 36
 * goto.c:28:6: flow of nothing
 *    2  30:2 if (dio->nr) -> 4 else -> 3
 *    3  31:3 return
 *    4  32:2 put_page(dio->array[0] {struct page *; struct dio})
 *       33:2 put_page(dio->pages[2] {struct page *; struct dio})
 *       34:2 unpin_pages(&dio->pages[1] {struct page **; struct dio}, dio->nr - 1 {int}, false {bool; 0})
 *       35:2 unpin_pages(dio->array {struct page **; struct dio}, 4 {int; 4}, dio->should_dirty {bool})
 *       -> 5
 *    5  36:1 return
 * unit goto.c
 * check-output-end
 */
