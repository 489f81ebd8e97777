// SPDX-License-Identifier: GPL-2.0-only
#define EFAULT 14
#define IS_ERR(p) ((unsigned long)(p) >= (unsigned long)-4095)
#define PTR_ERR(p) ((long)(p))
#define ERR_PTR(e) ((void *)(e))

struct page;

int pin_user_pages_fast(unsigned long start, int n, unsigned int flags,
			struct page **pages);
void foo_use(struct page *page);

static int foo_pin_pages(unsigned long start, int n, struct page **pages)
{
	int got = pin_user_pages_fast(start, n, 0, pages);

	if (got != n) {
		if (got > 0)
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	return 0;
}

static struct page *foo_pin(unsigned long start)
{
	struct page *page;
	int err = foo_pin_pages(start, 1, &page);

	if (err)
		return ERR_PTR(err);
	return page;
}

static void foo_unpin(struct page *page)
{
	put_page(page);
}

long foo(unsigned long start)
{
	struct page *page = foo_pin(start);

	if (IS_ERR(page))
		return PTR_ERR(page);
	foo_use(page);
	foo_unpin(page);
	return 0;
}

/*
 * check-name: a helper puts what another helper returned pinned
 * check-command: diopin scan -k put-on-pinned
 * check-exit: 1
 * check-output-start
 * fs/case.c:37:2: warning: put_page() lets go of references, but foo_pin() took pins on these pages [put-on-pinned]
 * fs/case.c:42:22: note:   foo_pin() takes pins in foo()
 * fs/case.c:47:2: note:   foo() gives them to foo_unpin()
 * fs/case.c:37:2: note:   put_page() lets go of references in foo_unpin()
 * check-output-end
 */
