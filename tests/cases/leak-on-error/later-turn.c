// SPDX-License-Identifier: GPL-2.0-only
struct page;

int foo_pin_all(unsigned long addr, int n)
{
	struct page **all = kvmalloc_array(n, sizeof(*all), GFP_KERNEL);
	int done = 0, ret;

	if (!all)
		return -ENOMEM;
	do {
		struct page **pages = all + done;

		ret = pin_user_pages_fast(addr, n - done, 0, pages);
		if (ret < 0) {
			kvfree(all);
			return ret;
		}
		done += ret;
	} while (done < n);
	return foo_use(all, n);
}

int foo_chunks(struct list_head *list, unsigned long addr, int n)
{
	struct page **pages = (struct page **)__get_free_page(GFP_KERNEL);
	struct chunk *chunk;
	int ret = pin_user_pages(addr, n, 0, pages);

	if (ret < 0)
		goto out;
	while (ret) {
		chunk = foo_alloc_chunk(list);
		if (!chunk) {
			ret = -ENOMEM;
			goto out;
		}
		sg_set_page(chunk->sg, pages[ret - 1], 4096, 0);
		ret--;
	}
out:
	free_page((unsigned long)pages);
	return ret;
}

/*
 * check-name: a later turn fails, or a step of the loop
 * check-command: diopin scan -k leak-on-error
 * check-exit: 1
 * check-output-start
 * fs/case.c:17:4: warning: the pages that pin_user_pages_fast() holds in pages are not let go of on this error return [leak-on-error]
 * fs/case.c:14:9: note:   pin_user_pages_fast() takes hold of the pages of pages
 * fs/case.c:9:7: note:   with all true
 * fs/case.c:15:7: note:   with ret < 0 false
 * fs/case.c:20:11: note:   with done < n true
 * fs/case.c:15:7: note:   with ret < 0 true
 * fs/case.c:17:4: note:   returns an error, and nothing has let go
 * fs/case.c:43:2: warning: the pages that pin_user_pages() holds in pages are not let go of on this error return [leak-on-error]
 * fs/case.c:28:12: note:   pin_user_pages() takes hold of the pages of pages
 * fs/case.c:30:6: note:   with ret < 0 false
 * fs/case.c:32:9: note:   with ret true
 * fs/case.c:34:8: note:   with chunk false
 * fs/case.c:43:2: note:   returns an error, and nothing has let go
 * check-output-end
 */
