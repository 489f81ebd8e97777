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

long foo_direct(struct kiocb *iocb, struct iov_iter *iter)
{
	struct bio *bio = bio_alloc(iter, 4, 0, 0);
	int ret;

	bio->bi_private = iocb;
	bio->bi_end_io = foo_end_io;
	ret = bio_iov_iter_get_pages(bio, iter);
	if (ret) {
		bio_endio(bio);
		return ret;
	}
	submit_bio(bio);
	return -EIOCBQUEUED;
}

/*
 * check-name: a bio that completes the request, and an error that does so too
 * check-command: diopin scan -k double-release
 * check-exit: 1
 * check-output-start
 * fs/case.c:32:3: warning: foo_end_io() completed the request, and the caller does so again for this error [double-release]
 * fs/case.c:28:17: note:   foo_end_io() is to complete the request
 * fs/case.c:31:3: note:   bio_endio() has it called
 * fs/case.c:32:3: note:   returns an error that is not -EIOCBQUEUED
 * check-output-end
 */
