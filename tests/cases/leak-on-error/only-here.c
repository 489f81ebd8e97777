// SPDX-License-Identifier: GPL-2.0-only
struct page;
int pin_user_pages_fast(unsigned long, int, unsigned int, struct page **);

static void copy(char *to, char *from, int n)
{
	while (n--)
		*to++ = *from++;
}

static int rw_page(unsigned long addr, char *data, int n)
{
	struct page *page;

	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	copy(kmap_local_page(page), data, n);
	return 0;
}

static int rw_pages(unsigned long addr, char *data, int n)
{
	struct page *page[2];
	int i;

	if (pin_user_pages_fast(addr, 2, FOLL_WRITE, page) != 2)
		return -EFAULT;
	for (i = 0; i < 2; i++)
		copy(kmap_local_page(page[i]), data, n);
	return 0;
}

static struct page *lookup(unsigned long addr)
{
	struct page *page = NULL;
	int ret = pin_user_pages_fast(addr, 1, FOLL_WRITE, &page);

	return ret > 0 ? page : NULL;
}

struct vec { struct page *page; int len; };

static int get_vecs(unsigned long addr, struct vec *vecs)
{
	struct page *page[4];
	int i, ret = pin_user_pages_fast(addr, 4, FOLL_WRITE, page);

	if (ret < 0)
		return ret;
	for (i = 0; i < ret; i++) {
		struct vec v = { .page = page[i], .len = 1 };

		vecs[i] = v;
	}
	return ret;
}

/*
 * check-name: pages that nobody knows any more, whatever is returned
 * check-command: diopin scan -k leak-on-error
 * check-exit: 1
 * check-output-start
 * fs/case.c:18:2: warning: the pages that pin_user_pages_fast() holds in page are not let go of on this return, and nobody else knows them [leak-on-error]
 * fs/case.c:15:6: note:   pin_user_pages_fast() takes hold of the pages of page
 * fs/case.c:15:6: note:   with pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1 false
 * fs/case.c:18:2: note:   returns, and nothing has let go
 * fs/case.c:30:2: warning: the pages that pin_user_pages_fast() holds in page are not let go of on this return, and nobody else knows them [leak-on-error]
 * fs/case.c:26:6: note:   pin_user_pages_fast() takes hold of the pages of page
 * fs/case.c:26:6: note:   with pin_user_pages_fast(addr, 2, FOLL_WRITE, page) != 2 false
 * fs/case.c:28:14: note:   with i < 2 true
 * fs/case.c:28:14: note:   with i < 2 false
 * fs/case.c:30:2: note:   returns, and nothing has let go
 * check-output-end
 */
