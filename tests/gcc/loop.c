// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

void foo(struct dio *dio, struct page **p, int n)
{
	int i;

	while (n--)
		put_page(*p++);
	do {
		if (n == 5)
			continue;
		if (n == 6)
			break;
		warn(n);
		n += 2;
	} while (n < 10);
	for (i = 0; ; i++) {
		if (i > dio->nr)
			return;
		dio->array[i] = dio->pages[i + 1];
	}
}

void hang(struct dio *dio)
{
	dio->nr = 0;
	for (;;)
		;
}

/*
 * check-name: loops, and values before and after they are counted
 * check-output-start
 * loop.c:4:6: function void foo(struct dio *dio, struct page **p, int n) to 23
 * loop.c:6:6: foo: int i
 * loop.c:4:6: flow of foo
 *    2  -> 4
 *    3  9:14 p += 1
 *       9:3 put_page(*p++ {struct page *})
 *       -> 4
 *    4  8:10 n -= 1
 *       8:2 if (n--) -> 3 else -> 5
 *    5  11:3 if (n == 5) -> 6 else -> 7
 *    6  -> 9
 *    7  13:3 if (n == 6) -> 10 else -> 8
 *    8  15:3 warn(n {int})
 *       16:5 n += 2
 *       -> 9
 *    9  17:4 if (n < 10) -> 5 else -> 10
 *   10  18:9 i = 0
 *       -> 11
 *   11  19:3 if (i > dio->nr) -> 12 else -> 13
 *   12  23:1 return
 *   13  21:17 dio->array[i] {struct dio} = dio->pages[i + 1]
 *       18:17 i += 1
 *       -> 11
 * loop.c:25:6: function void hang(struct dio *dio) to 30
 * loop.c:25:6: flow of hang
 *    2  27:10 dio->nr {struct dio} = 0
 *       -> 3
 *    3  -> 3
 * unit loop.c
 * check-output-end
 */
