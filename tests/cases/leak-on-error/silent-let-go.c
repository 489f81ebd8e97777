// SPDX-License-Identifier: GPL-2.0-only
struct page;
int get_user_pages_fast(unsigned long, int, unsigned int, struct page **);

struct transfer { struct page **pages; int nr; };
struct window { struct page **pages; int nr; };
struct shared { struct page **pages; int nr; };

int transfer_start(struct transfer *transfer, unsigned long addr, int n)
{
	int ret = get_user_pages_fast(addr, n, 0, transfer->pages);

	if (ret <= 0)
		return -EFAULT;
	transfer->nr = ret;
	return 0;
}

static void put_all(struct page **pages, int n)
{
	while (n--)
		put_page(pages[n]);
}

void transfer_free(struct transfer *transfer)
{
	struct page **pages = transfer->pages;

	put_all(pages, transfer->nr);
	kfree(transfer->pages);
}

int window_use(struct window *window, unsigned long addr)
{
	int ret = get_user_pages_fast(addr, window->nr, 0, window->pages);

	if (ret <= 0)
		return -EFAULT;
	use(ret);
	put_all(window->pages, ret);
	return 0;
}

void window_free(struct window *window)
{
	kfree(window->pages);
}

int shared_start(struct shared *shared, unsigned long addr)
{
	int ret = get_user_pages_fast(addr, shared->nr, 0, shared->pages);

	if (ret <= 0)
		return -EFAULT;
	shared->nr = ret;
	return 0;
}

void shared_stop(struct shared *shared)
{
	give_back(shared->pages, shared->nr);
	kfree(shared->pages);
}

struct batch { struct page **pages; int nr; };

int batch_start(struct batch *batch, unsigned long addr, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);

	if (get_user_pages_fast(addr, n, 0, pages) != n) {
		kfree(pages);
		return -EFAULT;
	}
	batch->pages = pages;
	batch->nr = n;
	return 0;
}

void batch_finish(struct batch *batch)
{
	put_all(batch->pages, batch->nr);
	kfree(batch->pages);
	batch->pages = NULL;
}

void batch_free(struct batch *batch)
{
	kfree(batch->pages);
	kfree(batch);
}

struct vector { struct page **pages; int nr; };

int vector_start(struct vector *vector, unsigned long addr)
{
	int ret = get_user_pages_fast(addr, vector->nr, 0, vector->pages);

	return ret == vector->nr ? 0 : -EFAULT;
}

void vector_free(struct vector *vector)
{
	kfree(vector->pages);
	kfree(vector);
}

void vector_end(struct vector *vector)
{
	put_all(vector->pages, vector->nr);
	kfree(vector->pages);
	kfree(vector);
}

struct part { struct page **list; };
struct parts { struct part *part; int n; };

int parts_fill(struct parts *parts, unsigned long addr, int n)
{
	int i, ret;

	for (i = 0; i < parts->n; i++) {
		struct page **list = &parts->part[i].list[0];

		ret = get_user_pages_fast(addr, n, 0, list);
		if (ret < n)
			return -EFAULT;
	}
	return 0;
}

static void put_part(struct part *part, int n)
{
	release_pages(part->list, n);
}

void parts_free(struct parts *parts, int n)
{
	int i;

	for (i = 0; i < parts->n; i++) {
		put_part(&parts->part[i], n);
		kfree(parts->part[i].list);
	}
}

/*
 * check-name: pages are let go of by helpers, by their user, or out of sight
 * check-command: diopin scan -k leak-on-error
 * check-output-start
 * check-output-end
 */
