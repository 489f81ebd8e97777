/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The least of a kernel that the cases of the GCC plugin need.
 */
#ifndef NULL
#define NULL ((void *)0)
#endif
#define true 1
#define false 0
#define EFAULT 14
#define ENOMEM 12
#define READ 0
#define WRITE 1
#define FOLL_WRITE 0x01
#define FOLL_LONGTERM 0x100
#define IOCB_DIRECT (1 << 17)
#define GFP_KERNEL 3264u
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define __cleanup(f) __attribute__((cleanup(f)))

typedef _Bool bool;
typedef unsigned int gfp_t;

struct page;
struct iov_iter {
	int data_source;
	unsigned long count;
};
struct kiocb {
	int ki_flags;
};
struct dio {
	struct page **pages;
	int nr;
	unsigned int flags;
	unsigned int is_async:1, should_dirty:1, kind:3;
	union {
		struct iov_iter iter;
		long result;
	};
	struct page *array[4];
};

int get_pages(struct iov_iter *iter, struct page **pages, unsigned int flags);
int iov_iter_rw(struct iov_iter *iter);
bool user_backed_iter(struct iov_iter *iter);
void put_page(struct page *page);
void unpin_pages(struct page **pages, int n, bool dirty);
void *kmalloc(unsigned long size, gfp_t flags);
void kfree(void *p);
void warn(int n);
void panic(const char *text) __attribute__((noreturn));
