// SPDX-License-Identifier: GPL-2.0-only
#define GFP_KERNEL 0
#define EINVAL 22
#define EIO 5
#define EAGAIN 11
#define EIOCBQUEUED 529
#define false 0

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

long foo_direct(struct foo *foo, struct iov_iter *iter)
{
	struct bio *bio = bio_alloc(foo->bdev, 4, 0, GFP_KERNEL);
	int ret;

	ret = bio_iov_iter_get_pages(bio, iter);
	if (ret) {
		bio_put(bio);
		return ret;
	}
	if (foo->nowait && iov_iter_count(iter)) {
		bio_release_pages(bio, false);
		bio_put(bio);
		return -EAGAIN;
	}
	if (foo->dead) {
		bio_io_error(bio);
		return -EIO;
	}
	submit_bio(bio);
	return foo->error ? foo->error : -EIOCBQUEUED;
}

int foo_kernel(struct bio *bio, struct iov_iter *iter, int flags)
{
	int ret = bio_iov_iter_get_pages(bio, iter);

	if (!ret && flags)
		ret = -EINVAL;
	return ret;
}

/*
 * check-name: a bio that is released, ended or on its way
 * check-command: diopin scan -k leak-on-error
 * check-output-start
 * check-output-end
 */
