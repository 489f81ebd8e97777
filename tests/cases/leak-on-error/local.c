// SPDX-License-Identifier: GPL-2.0-only
#define EFAULT 14
struct page;
struct vm { struct page *monitor_page; int vmid; };

int pin_user_pages_fast(unsigned long start, int n, unsigned int flags,
			struct page **pages);
int hcall_prepare(int id);

long foo(struct vm *vm, unsigned long start)
{
	struct page *page;
	int ret = pin_user_pages_fast(start, 1, 0, &page);

	if (ret != 1)
		return -EFAULT;
	ret = hcall_prepare(vm->vmid);
	if (ret < 0)
		return ret;
	if (vm->monitor_page)
		unpin_user_page(vm->monitor_page);
	vm->monitor_page = page;
	return ret;
}

/*
 * check-name: an error return before others get to see the page
 * check-command: diopin scan -k leak-on-error
 * check-exit: 1
 * check-output-start
 * fs/case.c:19:3: warning: the pages that pin_user_pages_fast() holds in page are not let go of on this error return [leak-on-error]
 * fs/case.c:13:12: note:   pin_user_pages_fast() takes hold of the pages of page
 * fs/case.c:15:6: note:   with ret != 1 false
 * fs/case.c:18:6: note:   with ret < 0 true
 * fs/case.c:19:3: note:   returns an error, and nothing has let go
 * check-output-end
 */
