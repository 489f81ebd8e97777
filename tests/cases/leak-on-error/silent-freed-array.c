// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct sg_table;
struct desc { unsigned long pfn[16]; };
unsigned long page_to_pfn(struct page *page);
void *kmalloc_array(unsigned long n, unsigned long size, int flags);
#define GFP_KERNEL 0

int foo_table(struct sg_table *sgt, unsigned long addr, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret = pin_user_pages_fast(addr, n, 0, pages);

	if (ret < n) {
		n = ret > 0 ? ret : 0;
		goto out_unpin;
	}
	ret = sg_alloc_table_from_pages(sgt, pages, n, 0, n << 12, GFP_KERNEL);
	if (ret)
		goto out_unpin;
	kfree(pages);
	return 0;
out_unpin:
	unpin_user_pages(pages, n);
	kfree(pages);
	return -EFAULT;
}

int foo_numbers(struct desc *desc, unsigned long addr, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int i, got;

	got = pin_user_pages_fast(addr, n, 0, pages);
	if (got <= 0) {
		kfree(pages);
		return -EFAULT;
	}
	for (i = 0; i < got; i++)
		desc->pfn[i] = page_to_pfn(pages[i]);
	kfree(pages);
	return 0;
}

/*
 * check-name: pages that are found again without the array
 * check-command: diopin scan -k leak-on-error
 * check-output-start
 * check-output-end
 */
