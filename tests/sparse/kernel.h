/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * As much of a kernel as the cases in this directory need.
 */
#define NULL ((void *)0)
#define likely(x)	__builtin_expect(!!(x), 1)
#define unlikely(x)	__builtin_expect(!!(x), 0)
#define __user		__attribute__((noderef, address_space(__user)))
#define __free(name)	__attribute__((cleanup(free_##name)))
#define GFP_KERNEL	((gfp_t)(0x400u | 0x800u))
#define IOCB_DIRECT	(1 << 17)
#define EFAULT		14

#define WARN_ON_ONCE(condition) ({			\
	static bool done;				\
	int __ret_warn = !!(condition);			\
	if (unlikely(__ret_warn && !done)) {		\
		done = true;				\
		warn(__LINE__);				\
	}						\
	unlikely(__ret_warn);				\
})
#define BUG_ON(condition) do {				\
	if (unlikely(condition)) {			\
		trap();					\
		__builtin_unreachable();		\
	}						\
} while (0)
#define min(a, b) ({					\
	typeof(a) __a = (a);				\
	typeof(b) __b = (b);				\
	__a < __b ? __a : __b;				\
})
#define container_of(ptr, type, member) ({		\
	void *__mptr = (void *)(ptr);			\
	((type *)(__mptr - __builtin_offsetof(type, member))); \
})
#define READ_ONCE(x) ({					\
	if (sizeof(x) != 1 && sizeof(x) != 4 && sizeof(x) != 8)	\
		wrong_size();				\
	*(const volatile typeof(x) *)&(x);		\
})
#define page_folio(p) (_Generic((p),			\
	const struct page *: (const struct folio *)head(p), \
	struct page *: (struct folio *)head(p)))
#define __guard(name)	guard_##name
#define guard(name)	\
	struct lock *__guard(name) __attribute__((cleanup(unlock_##name))) = lock_##name
#define scoped_guard(name, args...)			\
	for (struct lock *__scope __attribute__((cleanup(unlock_##name))) = \
	     lock_##name(args), *__done = NULL; !__done; __done = (void *)1)
#define for_each_page(page, bio)			\
	for (page = first_page(bio); page; page = next_page(bio, page))

typedef _Bool bool;
typedef unsigned int __attribute__((bitwise)) gfp_t;
typedef unsigned long size_t;
typedef long ssize_t;
enum { false, true };
enum { FOLL_GET = 1, FOLL_WRITE = 2 };
enum { ITER_SOURCE = 1, ITER_DEST = 0 };

struct page;
struct folio;
struct lock;
struct iov_iter {
	bool data_source;
	int iter_type;
};
struct kiocb {
	int ki_flags;
	void *private;
};
struct bio {
	unsigned int bi_flags;
	struct kiocb *bi_private;
	void (*bi_end_io)(struct bio *bio);
};

void warn(int line);
void trap(void);
void wrong_size(void);
void panic(const char *why) __attribute__((noreturn));
int check(void);
void *kmalloc(size_t size, gfp_t flags);
void free_kfree(void *p);
struct lock *lock_mutex(struct lock *l);
void unlock_mutex(struct lock **l);
void *head(const struct page *page);
void put_page(struct page *page);
struct page *first_page(struct bio *bio);
struct page *next_page(struct bio *bio, struct page *page);
ssize_t iov_iter_get_pages2(struct iov_iter *i, struct page **pages,
			    size_t maxsize, unsigned int maxpages, size_t *start);
int get_user_pages_fast(unsigned long start, int nr, unsigned int flags,
			struct page **pages);
void bio_release_pages(struct bio *bio, bool mark_dirty);

static inline bool user_backed_iter(const struct iov_iter *i)
{
	return i->iter_type == 0;
}

/* It matters, so its facts are those of whoever calls it. */
static inline void bio_finish(struct bio *bio, bool dirty)
{
	if (bio->bi_flags & 1)
		bio_release_pages(bio, dirty);
}

/* It does not. */
static inline int twice(int n)
{
	return 2 * n;
}
