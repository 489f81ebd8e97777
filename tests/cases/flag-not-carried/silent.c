// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct sgl { struct page **pages; int n; _Bool need_unpin; };

static long sgl_recv(struct sgl *sgl, struct iov_iter *iter)
{
	unsigned long off;

	sgl->need_unpin = iov_iter_extract_will_pin(iter);
	return iov_iter_extract_pages(iter, &sgl->pages, 4096, 16, 0, &off);
}

static long sgl_fill(struct sgl *sgl, struct iov_iter *iter)
{
	unsigned long off;

	return iov_iter_extract_pages(iter, &sgl->pages, 4096, 16, 0, &off);
}

static long sgl_send(struct sgl *sgl, struct iov_iter *iter)
{
	sgl->need_unpin = user_backed_iter(iter);
	return sgl_fill(sgl, iter);
}

static void sgl_free(struct sgl *sgl)
{
	if (sgl->need_unpin)
		unpin_user_pages(sgl->pages, sgl->n);
}

/*
 * check-name: a caller sets it
 * check-command: diopin scan -k flag-not-carried
 * check-output-start
 * check-output-end
 */
