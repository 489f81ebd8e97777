// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct area { struct page **pages; int n; };
struct cache { struct page **pages; int n; };

static int area_pin(struct area *area, unsigned long addr)
{
	area->n = pin_user_pages_fast(addr, 16, FOLL_WRITE, area->pages);
	return area->n;
}

static int cache_get(struct cache *cache, unsigned long addr)
{
	cache->n = get_user_pages_fast(addr, 16, FOLL_WRITE, cache->pages);
	return cache->n;
}

static void drop_pages(struct page **pages, int n)
{
	int i;

	for (i = 0; i < n; i++)
		put_page(pages[i]);
}

static void area_free(struct area *area)
{
	drop_pages(area->pages, area->n);
}

static void cache_free(struct cache *cache)
{
	drop_pages(cache->pages, cache->n);
}

/*
 * check-name: put in a helper that is right for others: its caller is told of
 * check-command: diopin scan -k put-on-pinned
 * check-exit: 1
 * check-output-start
 * fs/case.c:28:2: warning: drop_pages() lets go of references, but pin_user_pages_fast() took pins on these pages [put-on-pinned]
 * fs/case.c:8:12: note:   pin_user_pages_fast() takes pins in area_pin()
 * fs/case.c:28:2: note:   drop_pages() lets go of references in area_free()
 * check-output-end
 */
