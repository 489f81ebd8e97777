// SPDX-License-Identifier: GPL-2.0-only
struct page;
int pin_user_pages_fast_only(unsigned long, int, unsigned int, struct page **);

static struct table *schedule(struct object *obj)
{
	struct work *work = kmalloc(sizeof(*work), GFP_KERNEL);

	if (!work)
		return ERR_PTR(-ENOMEM);
	queue(work, obj);
	return ERR_PTR(-EAGAIN);
}

int get_pages(struct object *obj, unsigned long addr, int n)
{
	struct page **pvec = kvmalloc_array(n, sizeof(struct page *), GFP_KERNEL);
	struct table *pages;
	int pinned = 0;

	if (pvec)
		pinned = pin_user_pages_fast_only(addr, n, FOLL_WRITE, pvec);
	if (pinned < 0) {
		pages = ERR_PTR(pinned);
		pinned = 0;
	} else if (pinned < n) {
		pages = schedule(obj);
	} else {
		pages = make_table(obj, pvec, n);
	}
	if (IS_ERR(pages))
		unpin_user_pages(pvec, pinned);
	kvfree(pvec);
	return PTR_ERR_OR_ZERO(pages);
}

/*
 * check-name: a function that returns nothing but errors
 * check-command: diopin scan -k short-extraction
 * check-output-start
 * check-output-end
 */
