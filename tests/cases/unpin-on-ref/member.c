// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct sgl { struct page *pages[16]; int n; };

static long sgl_make(struct sgl *sgl, struct iov_iter *iter)
{
	unsigned long off;

	return iov_iter_get_pages2(iter, sgl->pages, 4096, 16, &off);
}

static void sgl_free(struct sgl *sgl)
{
	int i;

	for (i = 0; i < sgl->n; i++)
		unpin_user_page(sgl->pages[i]);
}

/*
 * check-name: got by reference, unpinned
 * check-command: diopin scan -k unpin-on-ref
 * check-exit: 1
 * check-output-start
 * fs/case.c:17:3: warning: unpin_user_page() lets go of pins, but iov_iter_get_pages2() took references on these pages [unpin-on-ref]
 * fs/case.c:9:9: note:   iov_iter_get_pages2() takes references in sgl_make()
 * fs/case.c:17:3: note:   unpin_user_page() lets go of pins in sgl_free()
 * check-output-end
 */
