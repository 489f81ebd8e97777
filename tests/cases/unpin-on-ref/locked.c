// SPDX-License-Identifier: GPL-2.0-only
struct page;
long get_user_pages_locked(unsigned long, unsigned long, unsigned int,
			   struct page **, int *);

int lookup_node(unsigned long addr)
{
	struct page *page = NULL;
	int locked = 1;
	int err = get_user_pages_locked(addr, 1, 0, &page, &locked);

	if (err > 0) {
		err = page_to_nid(page);
		unpin_user_page(page);
	}
	return err;
}

/*
 * check-name: an interface of kernels before 6.1
 * check-command: diopin scan -k unpin-on-ref
 * check-exit: 1
 * check-output-start
 * fs/case.c:14:3: warning: unpin_user_page() lets go of pins, but get_user_pages_locked() took references on these pages [unpin-on-ref]
 * fs/case.c:10:12: note:   get_user_pages_locked() takes references in lookup_node()
 * fs/case.c:14:3: note:   unpin_user_page() lets go of pins in lookup_node()
 * check-output-end
 */
