// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

int foo(struct kiocb *iocb, int n)
{
	switch (n) {
	case 1:
		warn(1);
		/* fall through */
	case FOLL_WRITE ... 5:
		warn(2);
		break;
	case 9:
		panic("nine");
	default:
		return 0;
	}
	BUG_ON(!iocb);
	do {
		n += check();
		switch (n) {
		case 3:
			continue;
		}
	} while (n < 3);
	for (;;) {
		if (check())
			break;
	}
	return 1;
	warn(3);
}

void bar(int n)
{
	asm goto("jmp %l1" : : "r"(check()) : : away);
	warn(1);
	return;
away:
	warn(2);
}

/*
 * check-name: switch, loops, calls that do not return, dead code, asm goto
 * check-output-start
 * unit switch.c
 * switch.c:4:5: function int foo(struct kiocb *iocb, int n) to 32
 * switch.c:27:3: foo: if (check()) true 28:4-28:10
 * switch.c:16:3: foo: return 0
 * switch.c:30:2: foo: return 1
 * switch.c:4:5: flow of foo
 *    0  6:2 switch (n) 1 -> 1, FOLL_WRITE ... 5 -> 2, 9 -> 3, default -> 4
 *    1  8:3 warn(1 {int; 1})
 *       -> 2
 *    2  11:3 warn(2 {int; 2})
 *       18:10 if (iocb) -> 6 else -> 5
 *    3  14:3 panic("nine" {char *})
 *       stop
 *    4  16:3 return 0
 *    5  18:2 trap()
 *       stop
 *    6  20:8 check()
 *       20:5 n += check()
 *       21:3 switch (n) 3 -> 7, default -> 7
 *    7  25:11 if (n < 3) -> 6 else -> 8
 *    8  27:7 check()
 *       27:7 if (check()) -> 9 else -> 8
 *    9  30:2 return 1
 *   10  31:2 warn(3 {int; 3})
 *       32:1 return
 * switch.c:34:6: function void bar(int n) to 41
 * switch.c:38:2: bar: return
 * switch.c:34:6: flow of bar
 *    0  36:29 check()
 *       36:2 switch (asm goto) away -> 2, default -> 1
 *    1  37:2 warn(1 {int; 1})
 *       38:2 return
 *    2  40:2 warn(2 {int; 2})
 *       41:1 return
 * check-output-end
 */
