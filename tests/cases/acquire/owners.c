// SPDX-License-Identifier: GPL-2.0-only
static int foo_fill(struct foo_state *cs)
{
	struct page *page;
	size_t offset;

	if (cs->buffer) {
		cs->pg = cs->buffer->page;
		return 0;
	}
	iov_iter_get_pages2(cs->iter, &page, PAGE_SIZE, 1, &offset);
	cs->pg = page;
	return 0;
}

static long foo_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return foo_fill(file->private_data);
}

static const struct file_operations foo_fops = {
	.unlocked_ioctl	= foo_ioctl,
};

/*
 * check-name: pages that share a member with other owners' are only reported
 * check-command: diopin scan --kind=acquire
 * check-output-start
 * fs/case.c:11:2: note: iov_iter_get_pages2() takes references on the pages of cs->iter: device, report-only (the pages share a member with pages of other owners) [acquire]
 * check-output-end
 */
