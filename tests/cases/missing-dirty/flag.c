// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct req { struct page **pages; int n; int flags; };
struct ctx { struct page **pages; int n; _Bool should_dirty; };

static void req_complete(struct req *req)
{
	for (int i = 0; i < req->n; i++) {
		if (req->n > 1 && req->flags != REQ_SHOULD_DIRTY)
			set_page_dirty(req->pages[i]);
		put_page(req->pages[i]);
	}
}

static long req_read(struct req *req, struct iov_iter *iter)
{
	if (user_backed_iter(iter))
		req->flags = REQ_SHOULD_DIRTY;
	return iov_iter_get_pages2(iter, req->pages, 4096, 16, &req->off);
}

static void ctx_release(struct ctx *ctx)
{
	for (int i = 0; i < ctx->n; i++)
		put_page(ctx->pages[i]);
}

static long ctx_read(struct ctx *ctx, struct iov_iter *iter)
{
	if (user_backed_iter(iter))
		ctx->should_dirty = true;
	return iov_iter_get_pages2(iter, ctx->pages, 4096, 16, &ctx->off);
}

/*
 * check-name: a flag turned round, one that nobody looks at
 * check-command: diopin scan -k missing-dirty
 * check-exit: 1
 * check-output-start
 * fs/case.c:10:4: warning: set_page_dirty() dirties the pages only if req->flags does not say so [missing-dirty]
 * fs/case.c:18:14: note:   req->flags is set for reads into user memory
 * fs/case.c:10:4: note:   req->flags is asked for the wrong way round
 * fs/case.c:10:4: note:   set_page_dirty() leaves the pages of such a read clean
 * fs/case.c:25:3: warning: put_page() lets go of pages clean, though ctx->should_dirty remembers that they are to be dirtied [missing-dirty]
 * fs/case.c:31:21: note:   ctx->should_dirty is set for reads into user memory
 * fs/case.c:25:3: note:   put_page() lets go of the pages, and nothing that dirties looks at it
 * check-output-end
 */
