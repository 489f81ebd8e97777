// SPDX-License-Identifier: GPL-2.0-only
struct page;
int get_user_pages_fast(unsigned long, int, unsigned int, struct page **);

struct transfer { struct page **pages; int nr; };
struct window { struct page **pages; int nr; };

int transfer_start(struct transfer *transfer, unsigned long addr, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int i, ret;

	if (!pages)
		return -ENOMEM;
	ret = get_user_pages_fast(addr, n, 0, pages);
	if (ret < 0)
		goto out_free;
	if (ret != n) {
		n = ret;
		ret = -EFAULT;
		goto out_put;
	}
	transfer->pages = pages;
	transfer->nr = n;
	return 0;

out_put:
	for (i = 0; i < n; i++)
		put_page(pages[i]);
out_free:
	kfree(pages);
	return ret;
}

void transfer_free(struct transfer *transfer)
{
	kfree(transfer->pages);
	kfree(transfer);
}

void transfer_cancel(struct transfer *transfer)
{
	release_pages(transfer->pages, transfer->nr);
	kfree(transfer->pages);
}

int window_get(struct window *window, unsigned long addr)
{
	int ret = get_user_pages_fast(addr, window->nr, 0, window->pages);

	if (ret <= 0)
		return -EFAULT;
	window->nr = ret;
	return 0;
}

void window_free(struct window *window)
{
	free_page((unsigned long)window->pages);
	window->pages = NULL;
}

/*
 * check-name: an array is freed whose pages nobody lets go of
 * check-command: diopin scan -k leak-on-error
 * check-exit: 1
 * check-output-start
 * fs/case.c:37:2: warning: the pages that get_user_pages_fast() took hold of for transfer->pages are not let go of before it is freed here, nor by anybody else [leak-on-error]
 * fs/case.c:15:8: note:   get_user_pages_fast() takes hold of them in transfer_start()
 * fs/case.c:37:2: note:   kfree() frees what they are listed in
 * fs/case.c:59:2: warning: the pages that get_user_pages_fast() took hold of for window->pages are not let go of before it is freed here, nor by anybody else [leak-on-error]
 * fs/case.c:49:12: note:   get_user_pages_fast() takes hold of them in window_get()
 * fs/case.c:59:2: note:   free_page() frees what they are listed in
 * check-output-end
 */
