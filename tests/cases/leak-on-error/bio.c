// SPDX-License-Identifier: GPL-2.0-only
#define GFP_KERNEL 0
#define EINVAL 22
#define EIOCBQUEUED 529

struct iter { unsigned long bi_size; };
struct bio { struct iter bi_iter; };
struct iov_iter;
struct foo {
	struct bio *bio;
	void *bdev;
	unsigned long size;
	int ready, nowait, dead, error;
};
struct bio *bio_alloc(void *bdev, int n, int opf, int gfp);

static int foo_get_pages(struct bio *bio, struct iov_iter *iter)
{
	return bio_iov_iter_get_pages(bio, iter);
}

static int foo_attach(struct bio *bio, struct foo *foo)
{
	if (!foo->ready)
		return -EINVAL;
	foo->bio = bio;
	return 0;
}

long foo_direct(struct foo *foo, struct iov_iter *iter)
{
	struct bio *bio = bio_alloc(foo->bdev, 4, 0, GFP_KERNEL);
	int ret;

	ret = foo_get_pages(bio, iter);
	if (ret)
		goto out_put;
	foo->size = bio->bi_iter.bi_size;
	ret = foo_attach(bio, foo);
	if (ret)
		goto out_put;
	submit_bio(bio);
	return -EIOCBQUEUED;
out_put:
	bio_put(bio);
	return ret;
}

/*
 * check-name: what comes after the extraction into a bio fails
 * check-command: diopin scan -k leak-on-error
 * check-exit: 1
 * check-output-start
 * fs/case.c:46:2: warning: the pages that foo_get_pages() holds in bio are not let go of on this error return [leak-on-error]
 * fs/case.c:35:8: note:   foo_get_pages() takes hold of the pages of bio
 * fs/case.c:36:6: note:   with ret false
 * fs/case.c:40:6: note:   with ret true
 * fs/case.c:46:2: note:   returns an error, and nothing has let go
 * check-output-end
 */
