// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

enum kind { KIND_NONE, KIND_REF, KIND_PIN };

int foo(struct dio *dio, enum kind kind, int n)
{
	switch (kind) {
	case KIND_REF:
		put_page(dio->array[0]);
		break;
	case KIND_PIN:
		unpin_pages(dio->pages, 1, true);
		/* fall through */
	default:
		warn(kind);
	}
	switch (n) {
	case EFAULT:
		return -EFAULT;
	case 20 ... 30:
		return 1;
	}
	return n;
}

/*
 * check-name: the cases of a switch have their values
 * check-output-start
 * switch.c:6:5: function int foo(struct dio *dio, enum kind kind, int n) to 25
 * switch.c:6:5: flow of foo
 *    2  8:2 switch (kind) default -> 5, KIND_REF -> 3, KIND_PIN -> 4
 *    3  10:3 put_page(dio->array[0] {struct page *; struct dio})
 *       -> 6
 *    4  13:3 unpin_pages(dio->pages {struct page **; struct dio}, 1 {int; 1}, true {bool; 1})
 *       -> 5
 *    5  16:3 warn(kind {enum kind})
 *       -> 6
 *    6  18:2 switch (n) default -> 9, EFAULT -> 7, 20 ... 30 -> 8
 *    7  20:3 return -EFAULT
 *    8  22:3 return 1
 *    9  24:2 return n
 * unit switch.c
 * check-output-end
 */
