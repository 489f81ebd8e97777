// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct scatterlist;
int pin_user_pages_fast(unsigned long, int, unsigned int, struct page **);

static void copy_to_page(struct page *page, const char *data, int n)
{
	char *mem = kmap_local_page(page);

	memcpy(mem, data, n);
	set_page_dirty_lock(page);
	kunmap_local(mem);
}

static void list_page(struct scatterlist *sg, struct page *page, int n)
{
	sg_set_page(sg, page, n, 0);
}

int write_page(unsigned long addr, const char *data, int n)
{
	struct page *page;

	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	copy_to_page(page, data, n);
	return 0;
}

int list_one(struct scatterlist *sg, unsigned long addr, int n)
{
	struct page *page;

	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	list_page(sg, page, n);
	return 0;
}

/*
 * check-name: who is shown a page and keeps nothing does not let go of it
 * check-command: diopin scan -k leak-on-error
 * check-exit: 1
 * check-output-start
 * fs/case.c:27:2: warning: the pages that pin_user_pages_fast() holds in page are not let go of on this return, and nobody else knows them [leak-on-error]
 * fs/case.c:24:6: note:   pin_user_pages_fast() takes hold of the pages of page
 * fs/case.c:24:6: note:   with pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1 false
 * fs/case.c:27:2: note:   returns, and nothing has let go
 * check-output-end
 */
