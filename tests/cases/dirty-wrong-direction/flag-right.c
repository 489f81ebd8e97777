// SPDX-License-Identifier: GPL-2.0-only
struct bio;
struct iov_iter;
enum { READ, WRITE };
#define DIO_DIRTY 4
#define DIO_WRITE 8
struct dio { struct bio *bio; int flags, dirty_later; };
int iov_iter_rw(const struct iov_iter *i);
_Bool user_backed_iter(const struct iov_iter *i);
void bio_set_pages_dirty(struct bio *bio);
void bio_release_pages(struct bio *bio, _Bool mark_dirty);

void start(struct dio *dio, struct iov_iter *iter, _Bool later)
{
	dio->flags = iov_iter_rw(iter) == WRITE ? DIO_WRITE : DIO_DIRTY;
	dio->dirty_later = user_backed_iter(iter) && !iov_iter_rw(iter);
}

/* What it copies was decided elsewhere. */
void start_write(struct dio *dio, struct iov_iter *iter, _Bool later)
{
	if (iov_iter_rw(iter) == WRITE)
		dio->dirty_later = later;
}

void submit(struct dio *dio)
{
	if (!(dio->flags & DIO_WRITE) && dio->flags & DIO_DIRTY)
		bio_set_pages_dirty(dio->bio);
}

void done(struct dio *dio)
{
	bio_release_pages(dio->bio, dio->dirty_later);
}

/*
 * check-name: dirty-wrong-direction: flags that are set for reads, or copied
 * check-command: diopin scan --kind=dirty-wrong-direction
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
