// SPDX-License-Identifier: GPL-2.0-only
struct page;
int pin_user_pages_fast(unsigned long, int, unsigned int, struct page **);

int pin_fields(void **field, int n, unsigned long addr)
{
	struct page *page;
	void **to;
	int i, err;

	for (i = 0; i < n; i++) {
		to = field + i;
		err = pin_user_pages_fast(addr, 1, FOLL_WRITE, &page);
		if (err != 1)
			goto unpin_all;
		if (PageHighMem(page)) {
			err = -EOPNOTSUPP;
			goto unpin_all;
		}
		*to = page_address(page) + (addr & 4095);
	}
	return 0;

unpin_all:
	while (i--)
		unpin_user_page(virt_to_page(field[i]));
	return err;
}

/*
 * check-name: an error before the page is stored where a pointer leads
 * check-command: diopin scan -k leak-on-error
 * check-exit: 1
 * check-output-start
 * fs/case.c:27:2: warning: the pages that pin_user_pages_fast() holds in page are not let go of on this error return [leak-on-error]
 * fs/case.c:13:9: note:   pin_user_pages_fast() takes hold of the pages of page
 * fs/case.c:11:14: note:   with i < n true
 * fs/case.c:14:7: note:   with err != 1 false
 * fs/case.c:16:7: note:   with PageHighMem(page) true
 * fs/case.c:25:9: note:   with i-- false
 * fs/case.c:27:2: note:   returns an error, and nothing has let go
 * check-output-end
 */
