// SPDX-License-Identifier: GPL-2.0-only
struct bio;
struct iov_iter;
struct kiocb;
enum { READ, WRITE };
#define DIO_DIRTY 4
struct dio { struct bio *bio; int flags, dirty_later; };
int iov_iter_rw(const struct iov_iter *i);
_Bool user_backed_iter(const struct iov_iter *i);
void bio_set_pages_dirty(struct bio *bio);
void bio_release_pages(struct bio *bio, _Bool mark_dirty);

void start(struct dio *dio, struct iov_iter *iter)
{
	const _Bool is_read = iov_iter_rw(iter) == READ;

	dio->flags = 0;
	if (!is_read && user_backed_iter(iter))
		dio->flags |= DIO_DIRTY;
	dio->dirty_later = user_backed_iter(iter) && iov_iter_rw(iter) == WRITE;
}

void submit(struct dio *dio)
{
	if (dio->flags & DIO_DIRTY)
		bio_set_pages_dirty(dio->bio);
}

void done(struct dio *dio)
{
	bio_release_pages(dio->bio, dio->dirty_later);
}

/*
 * check-name: dirty-wrong-direction: flags that are set for writes
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:19:14: warning: DIO_DIRTY is set when the pages are only read, and not when they are written [dirty-wrong-direction]
 * fs/case.c:19:14: note:   DIO_DIRTY is set
 * fs/case.c:26:3: note:   bio_set_pages_dirty() marks the pages dirty if it is
 * fs/case.c:20:19: warning: dirty_later is set when the pages are only read, and not when they are written [dirty-wrong-direction]
 * fs/case.c:20:19: note:   dirty_later is set
 * fs/case.c:31:2: note:   bio_release_pages() marks the pages dirty if it is
 * check-output-end
 */
