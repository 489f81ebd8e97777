// SPDX-License-Identifier: GPL-2.0-only
struct page;
int pin_user_pages_fast(unsigned long, int, unsigned int, struct page **);

struct test { struct page **pages; unsigned long nr_pages; int other, more; };

static void test_stop(struct test *data)
{
	if (data->pages) {
		if (data->nr_pages)
			unpin_user_pages(data->pages, data->nr_pages);
		kvfree(data->pages);
		data->pages = NULL;
		data->nr_pages = 0;
	}
}

int test_start(struct test *data, unsigned long addr, long nr_pages)
{
	struct page **pages = kvcalloc(nr_pages, sizeof(void *), GFP_KERNEL);
	long got, left;

	data->pages = pages;
	data->other = 1;
	data->nr_pages = 0;
	while (nr_pages - data->nr_pages) {
		left = nr_pages - data->nr_pages;
		got = pin_user_pages_fast(addr, left, FOLL_WRITE, pages);
		if (got < 0) {
			test_stop(data);
			return got;
		}
		data->nr_pages += got;
		pages += got;
	}
	return 0;
}

/*
 * check-name: a count that is added to
 * check-command: diopin scan -k flag-not-carried
 * check-output-start
 * check-output-end
 */
