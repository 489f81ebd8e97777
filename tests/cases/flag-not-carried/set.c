// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct a { struct page **pages; int n, m; _Bool pinned; };
struct b { struct page **pages; int n, m; unsigned long flags; };
struct c { struct page **pages; int n, m; _Bool pinned; };
struct d { struct page **pages; int n, m; _Bool pinned; };

static void put(struct a *a, struct b *b, struct c *c, struct d *d)
{
	if (a->pinned)
		unpin_user_pages(a->pages, a->n);
	if (test_bit(B_PINNED, &b->flags))
		unpin_user_pages(b->pages, b->n);
	if (c->pinned)
		unpin_user_pages(c->pages, c->n);
	if (d->pinned)
		unpin_user_pages(d->pages, d->n);
}

static long get(struct a *a, struct b *b, struct c *c, struct iov_iter *iter)
{
	struct d d = { .pinned = true };

	a->n = 1;
	a->m = 1;
	a->pinned = iov_iter_extract_will_pin(iter);
	b->n = 1;
	b->m = 1;
	set_bit(B_PINNED, &b->flags);
	c->n = 1;
	c->m = 1;
	ask(iter, &c->pinned);
	d.n = 1;
	d.m = 1;
	return go(a, b, c, &d);
}

/*
 * check-name: flags set by call, bit, address, initialiser
 * check-command: diopin scan -k flag-not-carried
 * check-output-start
 * check-output-end
 */
