// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct data { struct page **pages; };

static struct data *data_alloc(struct page **pages)
{
	struct data *data = kzalloc(8, GFP_KERNEL);

	if (data)
		data->pages = pages;
	return data;
}

static int foo_submit(struct iov_iter *from)
{
	struct page **pages;
	struct data *data;
	unsigned long start;
	long n = iov_iter_get_pages_alloc2(from, &pages, 4096, &start);

	if (n < 0)
		return n;
	data = data_alloc(pages);
	if (!data) {
		kvfree(pages);
		return -ENOMEM;
	}
	return foo_send(data);
}

/*
 * check-name: what is handed to a constructor comes back if it fails
 * check-command: diopin scan -k leak-on-error
 * check-exit: 1
 * check-output-start
 * fs/case.c:26:3: warning: the pages that iov_iter_get_pages_alloc2() holds in pages are not let go of on this error return [leak-on-error]
 * fs/case.c:19:11: note:   iov_iter_get_pages_alloc2() takes hold of the pages of pages
 * fs/case.c:21:6: note:   with n < 0 false
 * fs/case.c:24:7: note:   with data false
 * fs/case.c:26:3: note:   returns an error, and nothing has let go
 * check-output-end
 */
