// SPDX-License-Identifier: GPL-2.0-only
#define EFAULT 14
struct page;
struct vm { struct page *monitor_page; struct page **pages; int vmid; };

int pin_user_pages_fast(unsigned long start, int n, unsigned int flags,
			struct page **pages);
int hcall_prepare(int id);

/* vm_free() lets go of it */
long foo_stored(struct vm *vm, unsigned long start)
{
	struct page *page;
	int ret = pin_user_pages_fast(start, 1, 0, &page);

	if (ret != 1)
		return -EFAULT;
	vm->monitor_page = page;
	ret = hcall_prepare(vm->vmid);
	if (ret < 0)
		return ret;
	return 0;
}

/* the array is that of vm from the beginning */
long foo_known(struct vm *vm, unsigned long start, int n)
{
	struct page **pages = vm->pages;
	int ret = pin_user_pages_fast(start, n, 0, pages);

	if (ret != n)
		return -EFAULT;
	ret = hcall_prepare(vm->vmid);
	if (ret < 0)
		return ret;
	vm->pages = pages;
	return 0;
}

void vm_free(struct vm *vm)
{
	unpin_user_page(vm->monitor_page);
	unpin_user_pages(vm->pages, 8);
}

/*
 * check-name: others saw the pages before the error
 * check-command: diopin scan -k leak-on-error
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
