// SPDX-License-Identifier: GPL-2.0-only
#define WARN_ON_ONCE(c) ({ int __ret = !!(c); __ret; })
struct page;

static int area_pin(struct page **pages, unsigned long addr, long want)
{
	long got;

	if (WARN_ON_ONCE(!want))
		return -EINVAL;
	if (WARN_ON_ONCE(!(addr && pages)))
		return -EINVAL;
	got = pin_user_pages_fast(addr, want, FOLL_WRITE, pages);
	if (got == want)
		return 0;
	return -EFAULT;
}

/*
 * check-name: what a warning denies is what cannot be
 * check-command: diopin scan -k short-extraction
 * check-exit: 1
 * check-output-start
 * fs/case.c:16:2: warning: pin_user_pages_fast() may hold fewer pages than asked for: this error return does not let go of those of pages [short-extraction]
 * fs/case.c:13:8: note:   pin_user_pages_fast() takes hold of the pages of pages
 * fs/case.c:9:20: note:   with want true
 * fs/case.c:11:21: note:   with addr true
 * fs/case.c:11:29: note:   with pages true
 * fs/case.c:14:6: note:   with got == want false
 * fs/case.c:16:2: note:   returns an error, and nothing has let go
 * check-output-end
 */
