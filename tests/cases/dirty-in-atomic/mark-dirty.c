// SPDX-License-Identifier: GPL-2.0-only
typedef _Bool bool;
struct page;
struct bio { void *bi_private; void (*bi_end_io)(struct bio *bio); };
struct io { struct page **pages; unsigned long n; bool is_read; };

static void io_unpin(struct io *io, bool mark_dirty)
{
	unpin_user_pages_dirty_lock(io->pages, io->n, mark_dirty);
	kvfree(io->pages);
}

static void io_end_io(struct bio *bio)
{
	struct io *io = bio->bi_private;

	io_unpin(io, io->is_read);
	bio_put(bio);
}

static void write_end_io(struct bio *bio)
{
	io_unpin(bio->bi_private, false);
	bio_put(bio);
}

void start_read(struct bio *bio)
{
	bio->bi_end_io = io_end_io;
}

void start_write(struct bio *bio)
{
	bio->bi_end_io = write_end_io;
}

/*
 * check-name: dirty-in-atomic: a completion hands a flag to a helper that dirties
 * check-command: diopin scan -k dirty-in-atomic
 * check-exit: 1
 * check-output-start
 * fs/case.c:9:2: warning: unpin_user_pages_dirty_lock() may sleep, and io_end_io() is a completion [dirty-in-atomic]
 * fs/case.c:29:17: note:   io_end_io() is made a completion
 * fs/case.c:17:2: note:   io_unpin() is called
 * fs/case.c:9:2: note:   unpin_user_pages_dirty_lock() sleeps for the lock of a page
 * check-output-end
 */
