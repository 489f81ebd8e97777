// SPDX-License-Identifier: GPL-2.0-only
#define GFP_KERNEL 0
#define NULL ((void *)0)

struct page;
struct queue;
struct iov_iter;
struct foo { struct page *page; };
void *kzalloc(unsigned long size, int gfp);

static struct foo *foo_create(struct page *page)
{
	struct foo *foo = kzalloc(sizeof(*foo), GFP_KERNEL);

	if (!foo)
		return NULL;
	foo->page = page;
	get_page(page);
	return foo;
}

int foo_schedule(struct queue *q, struct iov_iter *iter)
{
	struct page **pages;
	long got = iov_iter_get_pages_alloc2(iter, &pages, 4096, NULL);
	struct foo *foo;

	if (got < 0)
		return got;
	foo = foo_create(pages[0]);
	if (foo)
		queue_add(q, foo);
	else
		put_page(pages[0]);
	kvfree(pages);
	return 0;
}

/*
 * check-name: the array goes, and another function had a hold of its own
 * check-command: diopin scan -k leak-on-error
 * check-exit: 1
 * check-output-start
 * fs/case.c:35:2: warning: what iov_iter_get_pages_alloc2() took hold of is not let go of before pages is freed [leak-on-error]
 * fs/case.c:25:13: note:   iov_iter_get_pages_alloc2() takes hold of the pages of pages
 * fs/case.c:28:6: note:   with got < 0 false
 * fs/case.c:31:6: note:   with foo true
 * fs/case.c:35:2: note:   kvfree() frees what the pages are listed in
 * check-output-end
 */
