// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct foo { struct page **pages; int n; };

static int foo_map(struct foo *foo, unsigned long addr, int n)
{
	struct page **pages = kvcalloc(n, 8, GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	ret = pin_user_pages_fast(addr, n, FOLL_LONGTERM, pages);
	if (ret < 0)
		goto free;
	if (ret != n) {
		unpin_user_pages(pages, ret);
		ret = -EFAULT;
		goto free;
	}
	ret = sg_alloc_table_from_pages(foo->sgt, pages, n, 0, 4096, GFP_KERNEL);
	if (ret)
		goto free;
	foo->pages = pages;
	return 0;
free:
	kvfree(pages);
	return ret;
}

/*
 * check-name: pages leak if the next step fails, a borrower keeps nothing
 * check-command: diopin scan -k leak-on-error
 * check-exit: 1
 * check-output-start
 * fs/case.c:27:2: warning: the pages that pin_user_pages_fast() holds in pages are not let go of on this error return [leak-on-error]
 * fs/case.c:12:8: note:   pin_user_pages_fast() takes hold of the pages of pages
 * fs/case.c:10:7: note:   with pages true
 * fs/case.c:13:6: note:   with ret < 0 false
 * fs/case.c:15:6: note:   with ret != n false
 * fs/case.c:21:6: note:   with ret true
 * fs/case.c:27:2: note:   returns an error, and nothing has let go
 * check-output-end
 */
