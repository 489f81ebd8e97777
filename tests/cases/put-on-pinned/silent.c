// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct umem { struct page **pgs; int n; int flags; };
struct mixed { struct page **pgs; };

static int umem_pin(struct umem *umem, unsigned long addr)
{
	umem->n = pin_user_pages(addr, 16, FOLL_WRITE, umem->pgs);
	return umem->n;
}

static void umem_free(struct umem *umem)
{
	if (umem->flags & UMEM_USER)
		unpin_user_pages(umem->pgs, umem->n);
	else
		release_pages(umem->pgs, umem->n);
}

static int mixed_pin(struct mixed *m, unsigned long addr)
{
	return pin_user_pages(addr, 1, FOLL_WRITE, m->pgs);
}

static void mixed_alloc(struct mixed *m, int i)
{
	m->pgs[i] = alloc_page(GFP_KERNEL);
}

static void mixed_free(struct mixed *m, int i)
{
	put_page(m->pgs[i]);
}

/*
 * check-name: a flag tells them apart, or other pages may lie there
 * check-command: diopin scan -k put-on-pinned
 * check-output-start
 * check-output-end
 */
