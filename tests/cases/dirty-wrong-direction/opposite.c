// SPDX-License-Identifier: GPL-2.0-only
#define FOLL_WRITE 1
struct page;
struct req { struct page *pages[16]; int n, kind; };
enum { KIND_FILL = 3, KIND_DRAIN };
int pin_user_pages_fast(unsigned long start, int n, unsigned int flags, struct page **pages);
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long n, _Bool dirty);

static int take(unsigned long start, int n, struct page **pages, int out)
{
	return pin_user_pages_fast(start, n, out ? 0 : FOLL_WRITE, pages);
}

int transfer(unsigned long start, struct page **pages, int n, int out)
{
	int got = take(start, n, pages, out);

	if (got <= 0)
		return -14;
	unpin_user_pages_dirty_lock(pages, got, out && n > 3);
	return 0;
}

int begin(struct req *r, unsigned long start, int n, int kind)
{
	unsigned int flags = 0;

	if (kind == KIND_FILL)
		flags |= FOLL_WRITE;
	r->kind = kind;
	r->n = pin_user_pages_fast(start, n, flags, r->pages);
	return r->n;
}

void end(struct req *r)
{
	unpin_user_pages_dirty_lock(r->pages, r->n, r->kind == KIND_DRAIN);
}

/*
 * check-name: dirty-wrong-direction: the opposite of the condition of FOLL_WRITE
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:20:2: warning: unpin_user_pages_dirty_lock() marks the pages of pages dirty when they were taken to be read, and not when they were taken to be written [dirty-wrong-direction]
 * fs/case.c:11:9: note:   pin_user_pages_fast() takes them
 * fs/case.c:20:2: note:   they are marked dirty
 * fs/case.c:37:2: warning: unpin_user_pages_dirty_lock() marks the pages of r->pages dirty when they were taken to be read, and not when they were taken to be written [dirty-wrong-direction]
 * fs/case.c:31:9: note:   pin_user_pages_fast() takes them
 * fs/case.c:37:2: note:   they are marked dirty
 * check-output-end
 */
