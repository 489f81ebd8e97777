// SPDX-License-Identifier: GPL-2.0-only
static const struct dquot_operations foo_quota_operations = {
	.mark_dirty	= foo_mark_dquot_dirty,
};

struct foo_block {
	bool should_dirty;
};

static int foo_split(struct foo_block *block, struct iov_iter *iter)
{
	bool should_dirty = block->should_dirty;
	bool user = user_backed_iter(iter);

	if (should_dirty)
		goto mark_dirty;
	if (user)
		block->should_dirty = foo_copy(iter);
	return 0;
mark_dirty:
	set_page_dirty(foo_page(block));
	return 1;
}

static int foo_pin_only(struct iov_iter *iter, struct page *page)
{
	bool pinned = iov_iter_extract_will_pin(iter);

	if (pinned)
		unpin_user_page(page);
	return 0;
}

/*
 * check-name: names that lie and flags of something else are left alone
 * check-command: diopin scan --kind=dirty-flag
 * check-output-start
 * check-output-end
 */
