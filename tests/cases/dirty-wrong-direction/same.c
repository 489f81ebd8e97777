// SPDX-License-Identifier: GPL-2.0-only
#define FOLL_WRITE 1
struct page;
struct req { struct page *pages[16]; int n, kind; };
struct other { struct page *pages[16]; int n, out; };
enum { KIND_FILL = 3, KIND_DRAIN, KIND_BOTH };
int pin_user_pages_fast(unsigned long start, int n, unsigned int flags, struct page **pages);
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long n, _Bool dirty);

int begin(struct req *r, unsigned long start, int n, int kind)
{
	unsigned int flags = 0;

	if (kind == KIND_FILL || kind == KIND_BOTH)
		flags |= FOLL_WRITE;
	r->kind = kind;
	r->n = pin_user_pages_fast(start, n, flags, r->pages);
	return r->n;
}

void end(struct req *r)
{
	unpin_user_pages_dirty_lock(r->pages, r->n, r->kind != KIND_DRAIN);
}

/* Other pages than those that were taken under the condition. */
int take_other(struct other *o, unsigned long start, int n, int out)
{
	o->out = out;
	o->n = pin_user_pages_fast(start, n, out ? 0 : FOLL_WRITE, o->pages);
	return o->n;
}

void end_all(struct req *r, struct other *o)
{
	unpin_user_pages_dirty_lock(r->pages, r->n, o->out);
	unpin_user_pages_dirty_lock(o->pages, o->n, !o->out);
}

/*
 * check-name: dirty-wrong-direction: the condition of FOLL_WRITE, in other words, and other pages
 * check-command: diopin scan --kind=finding
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
