// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct area { struct page **pages; int n, writable; };
struct list { struct page **entries; int n; };

/* Dirtied only if it was asked for. */
static int area_pin(struct area *area, unsigned long addr)
{
	unsigned int flags = FOLL_LONGTERM;

	if (area->writable)
		flags |= FOLL_WRITE;
	area->n = pin_user_pages(addr, 16, flags, area->pages);
	return area->n;
}

static void area_free(struct area *area)
{
	unpin_user_pages_dirty_lock(area->pages, area->n, area->writable);
}

/* Of two takes one asks for it. */
static int list_pin(struct list *list, unsigned long addr)
{
	list->n = pin_user_pages(addr, 16, FOLL_LONGTERM, list->entries);
	return list->n;
}

static int list_pin_to_write(struct list *list, unsigned long addr)
{
	list->n = pin_user_pages(addr, 16, FOLL_WRITE, list->entries);
	return list->n;
}

static void list_free(struct list *list)
{
	unpin_user_pages_dirty_lock(list->entries, list->n, 1);
}

/*
 * check-name: pages whose take may have asked for write access
 * check-command: diopin scan -k direction-inverted
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
