// SPDX-License-Identifier: GPL-2.0-only
struct page;
int pin_user_pages(unsigned long, int, unsigned int, struct page **);

struct request { struct page **pages; int nr, mapped, len; };
struct desc { struct request *request; struct desc *next; };

int transfer(struct desc *desc, unsigned long addr, int n)
{
	struct request *request = kzalloc(sizeof(*request), GFP_KERNEL);
	int i, ret;

	if (!request)
		return -ENOMEM;
	request->pages = kcalloc(n, sizeof(struct page *), GFP_KERNEL);
	if (!request->pages) {
		ret = -ENOMEM;
		goto out_free;
	}
	ret = pin_user_pages(addr, n, FOLL_WRITE, request->pages);
	if (ret != n) {
		if (ret > 0)
			unpin_user_pages(request->pages, ret);
		ret = -EFAULT;
		goto out_free_array;
	}
	request->nr = n;
	request->mapped = map(n);
	if (request->mapped <= 0) {
		ret = -EIO;
		goto out_unpin;
	}
	for (i = 0; i < request->mapped; i++) {
		if (i == request->mapped - 1)
			desc->request = request;
		desc = desc->next;
	}
	start(desc);
	ret = wait_for_completion_interruptible(&done);
	if (ret == 0) {
		ret = request->len;
		kfree(request);
	}
	return ret;

out_unpin:
	unpin_user_pages(request->pages, n);
out_free_array:
	kfree(request->pages);
out_free:
	kfree(request);
	return ret;
}

void complete_transfer(struct request *request)
{
	unpin_user_pages(request->pages, request->nr);
	kfree(request->pages);
}

/*
 * check-name: the last turn of a loop hands over what the pages are kept in
 * check-command: diopin scan -k leak-on-error
 * check-output-start
 * check-output-end
 */
