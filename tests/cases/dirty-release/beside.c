// SPDX-License-Identifier: GPL-2.0-only
static void foo_put(struct page **pages, struct page *other, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		set_page_dirty_lock(pages[i]);
		put_page(pages[i]);
	}
	folio_mark_dirty_lock(page_folio(other));
}

static void foo_touch(struct page *page)
{
	set_page_dirty_lock(page);
}

static void foo_unpin(struct foo *foo, struct page **pages, int n)
{
	unpin_user_pages(pages, n);
	foo->locked -= n;
}

static void foo_finish(struct foo *foo, struct page **pages, int n)
{
	set_page_dirty_lock(pages[0]);
	foo_unpin(foo, pages, n);
}

/*
 * check-name: dirtying counts only next to the release of the same page
 * check-command: diopin scan --kind=dirty-release
 * check-output-start
 * fs/case.c:7:3: note: set_page_dirty_lock() dirties the page that put_page() releases on line 8 [dirty-release]
 * fs/case.c:26:2: note: set_page_dirty_lock() dirties the page that foo_unpin() releases on line 27 [dirty-release]
 * check-output-end
 */
