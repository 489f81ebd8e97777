// SPDX-License-Identifier: GPL-2.0-only
struct page;
typedef unsigned long size_t;
#define offsetof(type, member) __builtin_offsetof(type, member)
#define container_of(ptr, type, member) ({			\
	_Static_assert(1, "pointer type mismatch");		\
	(type *)((void *)(ptr) - offsetof(type, member)); })

struct bio { int size; };
struct simple { int size; struct bio bio; };

static int simple_complete(struct simple *sr)
{
	int ret = sr->size;

	bio_release_pages(&sr->bio, false);
	bio_put(&sr->bio);
	return ret;
}

int read_simple(struct kiocb *iocb, struct iov_iter *iter)
{
	struct bio *bio = bio_alloc(1);
	struct simple *sr;
	int ret;

	sr = container_of(bio, struct simple, bio);
	ret = bio_iov_iter_get_pages(bio, iter, 511, 511);
	if (ret) {
		bio_put(bio);
		return ret;
	}
	sr->size = bio->size;
	if (is_sync_kiocb(iocb)) {
		submit_bio_wait(bio);
		return simple_complete(sr);
	}
	submit_bio(bio);
	return -EIOCBQUEUED;
}

/*
 * check-name: the bio is let go of as a part of what it lies in
 * check-command: diopin scan -k leak-on-error
 * check-output-start
 * check-output-end
 */
