// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct area { struct page **pages; struct page **own; int n; };
struct ring { struct page **pages; int n; };
struct pool { struct area area; struct ring ring; };

static int area_pin(struct pool *pool, unsigned long addr)
{
	struct area *area = &pool->area;

	area->n = pin_user_pages_fast(addr, 16, FOLL_WRITE, area->pages);
	return area->n;
}

static void ring_fill(struct pool *pool)
{
	struct ring *ring = &pool->ring;
	int i;

	for (i = 0; i < ring->n; i++)
		ring->pages[i] = alloc_page(GFP_KERNEL);
}

static void pool_free(struct pool *pool)
{
	int i;

	unpin_user_pages(pool->area.pages, pool->area.n);
	for (i = 0; i < pool->ring.n; i++)
		put_page(pool->ring.pages[i]);
	for (i = 0; i < pool->area.n; i++)
		put_page(pool->area.own[i]);
}

/*
 * check-name: other arrays, of other origin, beside the pinned one
 * check-command: diopin scan -k put-on-pinned
 * check-output-start
 * check-output-end
 */
