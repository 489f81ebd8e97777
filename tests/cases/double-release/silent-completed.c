// SPDX-License-Identifier: GPL-2.0-only
#define EIO 5
#define EAGAIN 11
#define EIOCBQUEUED 529

struct kiocb { void (*ki_complete)(struct kiocb *iocb, long ret); };
struct bio {
	void (*bi_end_io)(struct bio *bio);
	void *bi_private;
};
struct iov_iter;
struct bio *bio_alloc(void *bdev, int n, int opf, int gfp);

static void foo_end_io(struct bio *bio)
{
	struct kiocb *iocb = bio->bi_private;

	iocb->ki_complete(iocb, 0);
	bio_put(bio);
}

static void foo_end_io_last(struct bio *bio)
{
	struct kiocb *iocb = bio->bi_private;

	if (foo_last(bio))
		iocb->ki_complete(iocb, 0);
	bio_put(bio);
}

long foo_direct(struct kiocb *iocb, struct iov_iter *iter)
{
	struct bio *bio = bio_alloc(iter, 4, 0, 0);
	long ret;

	bio->bi_private = iocb;
	bio->bi_end_io = foo_end_io;
	ret = bio_iov_iter_get_pages(bio, iter);
	if (ret == -EAGAIN) {
		bio_put(bio);
		return ret;
	}
	if (ret)
		bio_endio(bio);
	else
		submit_bio(bio);
	return -EIOCBQUEUED;
}

long foo_direct_many(struct kiocb *iocb, struct iov_iter *iter)
{
	struct bio *bio = bio_alloc(iter, 4, 0, 0);
	int ret;

	bio->bi_private = iocb;
	bio->bi_end_io = foo_end_io_last;
	ret = bio_iov_iter_get_pages(bio, iter);
	if (ret) {
		bio_endio(bio);
		return ret;
	}
	submit_bio(bio);
	return -EIOCBQUEUED;
}

/*
 * check-name: one completion for each request
 * check-command: diopin scan -k double-release
 * check-output-start
 * check-output-end
 */
