// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct map { struct page **pages; int n; };

static int map_get(struct map *m, unsigned long addr)
{
	return pin_user_pages_fast(addr, m->n, FOLL_WRITE, m->pages);
}

static void map_set(struct map *m, int i)
{
	char *p = kmap_local_page(m->pages[i]);

	p[0] = 1;
	kunmap_local(p);
}

static void map_put(struct map *m)
{
	unpin_user_pages_dirty_lock(m->pages, m->n, false);
}

/*
 * check-name: the kernel writes, and nobody dirties
 * check-command: diopin scan -k missing-dirty
 * check-exit: 1
 * check-output-start
 * fs/case.c:20:2: warning: the pages of m->pages were taken to be written, and unpin_user_pages_dirty_lock() lets go of them without marking them dirty [missing-dirty]
 * fs/case.c:7:9: note:   pin_user_pages_fast() takes them with FOLL_WRITE
 * fs/case.c:12:12: note:   kmap_local_page() lets the kernel write into them
 * fs/case.c:20:2: note:   unpin_user_pages_dirty_lock() lets go of them clean
 * check-output-end
 */
