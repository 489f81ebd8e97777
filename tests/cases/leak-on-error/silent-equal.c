// SPDX-License-Identifier: GPL-2.0-only
struct page;
int pin_user_pages(unsigned long, int, unsigned int, struct page **);

struct request { unsigned int count; };

int transfer(struct request *request, unsigned long addr, struct page **pages)
{
	int nr, ret;

	ret = pin_user_pages(addr, request->count, FOLL_WRITE, pages);
	if (ret != request->count) {
		nr = ret;
		if (ret > 0)
			ret = -EFAULT;
		goto out;
	}
	nr = request->count;
	ret = transfer_all(nr);
	if (ret < 0)
		goto out;
	ret = 0;
out:
	if (nr > 0)
		unpin_user_pages(pages, nr);
	return ret;
}

/*
 * check-name: as many as were asked for are more than none
 * check-command: diopin scan -k leak-on-error
 * check-output-start
 * check-output-end
 */
