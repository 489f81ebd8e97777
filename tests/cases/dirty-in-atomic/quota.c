// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct dquot { struct page *page; int dirty; };
struct dquot_operations { int (*mark_dirty)(struct dquot *dquot); };
struct bio { void *bi_private; void (*bi_end_io)(struct bio *bio); };

/* Marks the quota, not a page; to write it back is a work item's. */
static int quota_mark_dirty(struct dquot *dquot)
{
	dquot->dirty = 1;
	return 0;
}

static const struct dquot_operations quota_operations = {
	.mark_dirty = quota_mark_dirty,
};

static int dquot_mark(struct dquot *dquot, const struct dquot_operations *ops)
{
	return ops->mark_dirty(dquot);
}

static void quota_end_io(struct bio *bio)
{
	dquot_mark(bio->bi_private, &quota_operations);
	bio_put(bio);
}

void quota_charge(struct dquot *dquot, struct spinlock *lock)
{
	spin_lock(lock);
	dquot_mark(dquot, &quota_operations);
	spin_unlock(lock);
}

void start(struct bio *bio)
{
	bio->bi_end_io = quota_end_io;
}

/*
 * check-name: dirty-in-atomic: a quota's .mark_dirty dirties no page
 * check-command: diopin scan -k dirty-in-atomic
 * check-output-start
 * check-output-end
 */
