// SPDX-License-Identifier: GPL-2.0-only
#define GFP_KERNEL 0

struct page;
struct map {
	struct page **pages;
	unsigned long npages;
};

int pin_user_pages_fast(unsigned long start, int n, unsigned int flags,
			struct page **pages);
unsigned long __get_free_page(int gfp);

int map_alloc(struct map *map)
{
	map->pages = (struct page **)__get_free_page(GFP_KERNEL);
	return map->pages ? 0 : -12;
}

int map_get(struct map *map, unsigned long start, int n)
{
	long ret = pin_user_pages_fast(start, n, 0, map->pages);

	if (ret <= 0)
		return -14;
	map->npages = ret;
	return 0;
}

void map_put(struct map *map)
{
	if (map->npages) {
		release_pages(map->pages, map->npages);
		map->npages = 0;
	}
}

/*
 * check-name: an array in a page of its own is no page of other origin
 * check-command: diopin scan -k put-on-pinned
 * check-exit: 1
 * check-output-start
 * fs/case.c:33:3: warning: release_pages() lets go of references, but pin_user_pages_fast() took pins on these pages [put-on-pinned]
 * fs/case.c:22:13: note:   pin_user_pages_fast() takes pins in map_get()
 * fs/case.c:33:3: note:   release_pages() lets go of references in map_put()
 * check-output-end
 */
