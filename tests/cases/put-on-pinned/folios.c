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
		page = map->pages[i];
		folio = page_folio(page);
		map->folios[f++] = folio;
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
 * check-name: pages that are seen as folios come from nowhere else
 * check-command: diopin scan -k put-on-pinned
 * check-exit: 1
 * check-output-start
 * fs/case.c:32:2: warning: release_pages() lets go of references, but pin_user_pages_fast() took pins on these pages [put-on-pinned]
 * fs/case.c:23:12: note:   pin_user_pages_fast() takes pins in map_pin()
 * fs/case.c:32:2: note:   release_pages() lets go of references in map_free()
 * check-output-end
 */
