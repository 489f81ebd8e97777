// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct umem { struct page **pgs; int n; };

static int umem_pin(struct umem *umem, unsigned long addr)
{
	umem->n = pin_user_pages(addr, 16, FOLL_WRITE, &umem->pgs[0]);
	return umem->n;
}

static void umem_free(struct umem *umem)
{
	release_pages(umem->pgs, umem->n);
}

/*
 * check-name: pinned in one function, put in another
 * check-command: diopin scan -k put-on-pinned
 * check-exit: 1
 * check-output-start
 * fs/case.c:13:2: warning: release_pages() lets go of references, but pin_user_pages() took pins on these pages [put-on-pinned]
 * fs/case.c:7:12: note:   pin_user_pages() takes pins in umem_pin()
 * fs/case.c:13:2: note:   release_pages() lets go of references in umem_free()
 * check-output-end
 */
