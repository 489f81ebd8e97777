// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct scatterlist;
struct request { struct scatterlist *src; int nents; };
struct engine_ops { int (*queue)(struct request *req, struct scatterlist *sgl, int n); };
struct engine { const struct engine_ops *ops; };

static int engine_queue(struct request *req, struct scatterlist *sgl, int n)
{
	req->src = sgl;
	req->nents = n;
	return 0;
}

static const struct engine_ops engine_ops = { .queue = engine_queue };

static int submit(struct engine *engine, struct request *req, unsigned long addr)
{
	struct scatterlist *sgl = kmalloc_array(16, 32, GFP_KERNEL);
	struct page *pages[16];
	int n, i;

	n = pin_user_pages_fast(addr, 16, 0, pages);
	if (n <= 0)
		return n;
	for (i = 0; i < n; i++)
		sg_set_page(&sgl[i], pages[i], 4096, 0);
	return engine->ops->queue(req, sgl, n);
}

static void request_done(struct request *req)
{
	int i;

	for (i = 0; i < req->nents; i++)
		put_page(sg_page(&req->src[i]));
}

/*
 * check-name: pinned into a list, stored through a table of operations, put
 * check-command: diopin scan -k put-on-pinned
 * check-exit: 1
 * check-output-start
 * fs/case.c:36:3: warning: put_page() lets go of references, but pin_user_pages_fast() took pins on these pages [put-on-pinned]
 * fs/case.c:23:6: note:   pin_user_pages_fast() takes pins in submit()
 * fs/case.c:36:3: note:   put_page() lets go of references in request_done()
 * check-output-end
 */
