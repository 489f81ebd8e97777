// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct sgl { struct page **pages; int n; _Bool need_unpin; };

static long sgl_recv(struct sgl *sgl, struct iov_iter *iter)
{
	unsigned long off;

	sgl->need_unpin = iov_iter_extract_will_pin(iter);
	return iov_iter_extract_pages(iter, &sgl->pages, 4096, 16, 0, &off);
}

static long sgl_send(struct sgl *sgl, struct iov_iter *iter)
{
	unsigned long off;

	return iov_iter_extract_pages(iter, &sgl->pages, 4096, 16, 0, &off);
}

static void sgl_free(struct sgl *sgl)
{
	_Bool need = sgl->need_unpin;

	if (need)
		unpin_user_pages(sgl->pages, sgl->n);
}

/*
 * check-name: the release looks at a copy of the flag
 * check-command: diopin scan -k flag-not-carried
 * check-exit: 1
 * check-output-start
 * fs/case.c:17:9: warning: iov_iter_extract_pages() extracts pages that sgl_free() lets go of only if need_unpin is set, which nothing here does [flag-not-carried]
 * fs/case.c:17:9: note:   iov_iter_extract_pages() may pin the pages
 * fs/case.c:25:3: note:   sgl_free() unpins them only if need_unpin is set
 * fs/case.c:10:9: note:   sgl_recv(), which takes pages for the same release, sets it
 * check-output-end
 */
