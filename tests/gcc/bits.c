// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

void foo(struct dio *dio, bool b)
{
	dio->should_dirty = b;
	dio->kind |= 2;
	dio->flags &= ~FOLL_WRITE;
	if (dio->should_dirty)
		warn(1);
	if (!dio->is_async && dio->kind == 2)
		warn(2);
	if (dio->is_async || !dio->should_dirty)
		warn(dio->kind);
	dio->iter.count -= dio->nr;
	dio->result = 7;
}

/*
 * check-name: bit-fields are told by name, though the compiler reads words
 * check-output-start
 * bits.c:4:6: function void foo(struct dio *dio, bool b) to 17
 * bits.c:4:6: flow of foo
 *    2  6:20 dio->should_dirty {struct dio} = b
 *       7:12 dio->kind {struct dio} |= 2
 *       8:13 dio->flags {struct dio} &= ~FOLL_WRITE
 *       9:2 if (dio->should_dirty) -> 3 else -> 4
 *    3  10:3 warn(1 {int; 1})
 *       -> 4
 *    4  11:2 if (dio->is_async) -> 6 else -> 9
 *    5  12:3 warn(2 {int; 2})
 *       -> 6
 *    6  13:2 if (dio->is_async) -> 7 else -> 10
 *    7  14:3 warn(dio->kind {unsigned int; struct dio})
 *       -> 8
 *    8  15:18 dio->iter.count {struct iov_iter} -= dio->nr
 *       16:14 dio->result {struct dio} = 7
 *       17:1 return
 *    9  11:2 if (dio->kind == 2) -> 5 else -> 6
 *   10  13:2 if (dio->should_dirty) -> 8 else -> 7
 * unit bits.c
 * check-output-end
 */
