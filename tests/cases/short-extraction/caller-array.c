// SPDX-License-Identifier: GPL-2.0-only
struct page;

static int foo_pin(unsigned long addr, unsigned int nr, struct page **pages)
{
	int ret = pin_user_pages_fast(addr, nr, FOLL_WRITE, pages);

	if (ret >= 0 && ret < nr)
		ret = -EFAULT;
	return ret;
}

/*
 * check-name: fewer pages than asked for are not let go of
 * check-command: diopin scan -k short-extraction
 * check-exit: 1
 * check-output-start
 * fs/case.c:10:2: warning: pin_user_pages_fast() may hold fewer pages than asked for: this error return does not let go of those of pages [short-extraction]
 * fs/case.c:6:12: note:   pin_user_pages_fast() takes hold of the pages of pages
 * fs/case.c:8:6: note:   with ret >= 0 true
 * fs/case.c:8:18: note:   with ret < nr true
 * fs/case.c:10:2: note:   returns an error, and nothing has let go
 * check-output-end
 */
