// SPDX-License-Identifier: GPL-2.0-only
struct page;

static int foo_copy(unsigned long addr, int n)
{
	struct page *pages[16];
	int ret = pin_user_pages_fast(addr, n, 0, pages);

	if (ret < 0)
		return ret;
	n = ret;
	ret = foo_check(addr);
	if (ret) {
		unpin_user_pages(pages, n);
		goto out;
	}
	ret = foo_use(addr);
out:
	unpin_user_pages(pages, n);
	return ret;
}

/*
 * check-name: an error branch lets go, and so does the label it jumps to
 * check-command: diopin scan -k double-release
 * check-exit: 1
 * check-output-start
 * fs/case.c:19:2: warning: the hold that pin_user_pages_fast() took on the pages of pages is let go of a second time [double-release]
 * fs/case.c:7:12: note:   pin_user_pages_fast() takes hold of the pages of pages
 * fs/case.c:9:6: note:   with ret < 0 false
 * fs/case.c:13:6: note:   with ret true
 * fs/case.c:14:3: note:   unpin_user_pages() lets go the first time
 * fs/case.c:19:2: note:   and again here
 * check-output-end
 */
