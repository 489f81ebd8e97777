// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

struct inner {
	struct page **pages;
	struct {
		size_t from;
		struct iov_iter iter;
	};
};

struct foo {
	struct inner in;
	struct kiocb kiocb;
	gfp_t gfp;
	union {
		bool pinned;
		char raw[8];
	};
};

/* Types, constants under their names, and whose members they are. */
int foo(struct kiocb *iocb, struct foo *array, char __user *buf)
{
	struct foo *foo = container_of(iocb, struct foo, kiocb);
	struct inner *in = &foo->in;
	size_t n = sizeof(*foo);

	n = iov_iter_get_pages2(&in->iter, in->pages + 1, ~0UL >> 1, 1 << 4, &in->from);
	n += get_user_pages_fast((unsigned long)buf, 1, FOLL_GET | FOLL_WRITE, &in->pages[n]);
	kmalloc(READ_ONCE(array[n].in.from), foo->gfp | GFP_KERNEL);
	foo->pinned = true;
	array->in.pages = NULL;
	(*foo).raw[3] = (char)-EFAULT;
	head((struct page *)page_folio(in->pages[0]));
	iocb->ki_flags |= IOCB_DIRECT;
	return (n + 1) * 2 - (n - 1 & 3);
}

/*
 * check-name: types, values, owners, and constants under their names
 * check-output-start
 * unit names.c
 * names.c:23:5: function int foo(struct kiocb *iocb, struct foo *array, char __user *buf) to 38
 * names.c:25:14: foo: struct foo * foo
 * names.c:25:20: foo: void * __mptr
 * names.c:26:16: foo: struct inner * in
 * names.c:27:9: foo: size_t n
 * names.c:37:2: foo: return (n + 1) * 2 - (n - 1 & 3)
 * names.c:23:5: flow of foo
 *    0  25:20 __mptr = iocb
 *       25:18 foo = container_of(iocb, struct foo, kiocb)
 *       26:19 in = &foo->in
 *       27:11 n = sizeof(*foo)
 *       29:6 n = iov_iter_get_pages2(&in->iter {struct iov_iter *; struct inner}, in->pages + 1 {struct page **; struct inner}, ~0UL >> 1 {unsigned long; 9223372036854775807}, 1 << 4 {int; 16}, &in->from {unsigned long *; struct inner})
 *       30:7 get_user_pages_fast(buf {unsigned long}, 1 {int; 1}, FOLL_GET | FOLL_WRITE {int; 3}, &in->pages[n] {struct page **; struct inner})
 *       30:4 n += get_user_pages_fast(buf, 1, FOLL_GET | FOLL_WRITE, &in->pages[n])
 *       31:2 kmalloc(READ_ONCE(array[n].in.from) {unsigned long; struct inner}, foo->gfp | GFP_KERNEL {gfp_t})
 *       32:14 foo->pinned {struct foo} = true
 *       33:18 array->in.pages {struct inner} = NULL
 *       34:16 (*foo).raw[3] {struct foo} = -EFAULT
 *       35:22 head(in->pages[0] {struct page *; struct inner})
 *       35:2 head(page_folio(in->pages[0]) {struct page *})
 *       36:17 iocb->ki_flags {struct kiocb} |= IOCB_DIRECT
 *       37:2 return (n + 1) * 2 - (n - 1 & 3)
 * check-output-end
 */
