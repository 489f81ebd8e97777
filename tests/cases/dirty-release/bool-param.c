// SPDX-License-Identifier: GPL-2.0-only
static void foo_unmap(struct page **pages, int n, int touched)
{
	unpin_user_pages_dirty_lock(pages, n, touched);
}

static void foo_unmap_all(struct foo *foo, bool copied)
{
	if (!copied)
		return;
	foo_unmap(foo->pages, foo->n, 1);
}

static void foo_exit(struct foo *foo)
{
	foo_unmap(foo->pages, foo->n, 0);
	foo_unmap(foo->pages, foo->n, foo->written);
	foo_unmap_all(foo, true);
}

/*
 * check-name: a function whose boolean parameter guards dirtying is a release
 * check-command: diopin scan --kind=dirty-release
 * check-output-start
 * fs/case.c:4:2: note: unpin_user_pages_dirty_lock() releases the pages and dirties them if touched [dirty-release]
 * fs/case.c:11:2: note: foo_unmap() releases the pages and dirties them [dirty-release]
 * fs/case.c:17:2: note: foo_unmap() releases the pages and dirties them if foo->written [dirty-release]
 * fs/case.c:18:2: note: foo_unmap_all() releases the pages and dirties them [dirty-release]
 * check-output-end
 */
