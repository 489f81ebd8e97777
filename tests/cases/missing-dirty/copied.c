// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct chunk { struct page **list; };
struct umem { struct chunk *chunk; int n; };

static int copy_in(struct page **pages, int n, struct iov_iter *iter)
{
	while (n--) {
		struct page *page = *pages++;

		copy_page_from_iter(page, 0, 4096, iter);
	}
	return 0;
}

static int transfer(unsigned long addr, struct iov_iter *iter,
		    struct page **pages, int write)
{
	unsigned int flags = 0;

	if (write)
		flags |= FOLL_WRITE;
	if (pin_user_pages_fast(addr, 1, flags, pages) != 1)
		return -EFAULT;
	if (write)
		copy_in(pages, 1, iter);
	unpin_user_pages(pages, 1);
	return 0;
}

static void free_list(struct chunk *chunk, int n, int dirty)
{
	unpin_user_pages_dirty_lock(chunk->list, n, dirty);
}

static void umem_release(struct umem *umem)
{
	free_list(&umem->chunk[0], umem->n, false);
}

static long umem_get(struct chunk *chunk, unsigned long addr, int writable)
{
	unsigned int flags = FOLL_LONGTERM;

	if (writable)
		flags |= FOLL_WRITE;
	return pin_user_pages_fast(addr, 16, flags, chunk->list);
}

/*
 * check-name: FOLL_WRITE under a condition, a release never told to dirty
 * check-command: diopin scan -k missing-dirty
 * check-exit: 1
 * check-output-start
 * fs/case.c:27:2: warning: the pages of pages were taken to be written, and unpin_user_pages() lets go of them without marking them dirty [missing-dirty]
 * fs/case.c:23:6: note:   pin_user_pages_fast() takes them with FOLL_WRITE
 * fs/case.c:11:3: note:   copy_page_from_iter() writes into them
 * fs/case.c:27:2: note:   unpin_user_pages() lets go of them clean
 * fs/case.c:38:2: warning: free_list() is never told to dirty the pages, though they were taken to be written [missing-dirty]
 * fs/case.c:47:9: note:   pin_user_pages_fast() takes them with FOLL_WRITE
 * fs/case.c:38:2: note:   dirty is false here, as in every other call
 * fs/case.c:31:13: note:   free_list() lets go of the pages, dirty only if dirty
 * check-output-end
 */
