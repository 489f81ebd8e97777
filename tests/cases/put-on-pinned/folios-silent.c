// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct folio;
struct map { struct page **pages; struct folio **folios; int n, nr; };

static int map_group(struct map *map)
{
	struct page *page;
	struct folio *folio;
	int i, f = 0;

	for (i = 0; i < map->n; i++) {
		page = alloc_page(GFP_KERNEL);
		folio = page_folio(page);
		map->folios[f] = folio;
		map->pages[f++] = page;
	}
	map->nr = f;
	return f;
}

static int map_pin(struct map *map, unsigned long addr)
{
	int ret = pin_user_pages_fast(addr, map->n, FOLL_WRITE, map->pages);

	if (ret < 0)
		return ret;
	return map_group(map);
}

static void map_free(struct map *map)
{
	release_pages(map->pages, map->n);
}

/*
 * check-name: pages of another origin among them
 * check-command: diopin scan -k put-on-pinned
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
