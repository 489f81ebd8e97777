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
		put_page(sgl->pages[i]);
}

static void other_free(struct page **pages)
{
	unpin_user_page(pages[0]);
}

/*
 * check-name: put, or the hold is not known
 * check-command: diopin scan -k unpin-on-ref
 * check-output-start
 * check-output-end
 */
