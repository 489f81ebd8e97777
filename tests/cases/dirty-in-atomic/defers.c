// SPDX-License-Identifier: GPL-2.0-only
typedef _Bool bool;
struct page;
struct work_struct;
struct bio { void *bi_private; void (*bi_end_io)(struct bio *bio); };
struct io { struct work_struct *work; struct bio *bio; bool done_in_task; bool should_dirty; };

static void io_finish(struct io *io)
{
	bio_release_pages(io->bio, true);
}

static void io_work(struct work_struct *work)
{
	io_finish(work_io(work));
}

/* What the flag says is known to whoever set it. */
static void io_end_io(struct bio *bio)
{
	struct io *io = bio->bi_private;

	if (!io->done_in_task)
		queue_work(io->wq, io->work);
	else
		io_finish(io);
}

static void bio_dirty_fn(struct work_struct *work)
{
	bio_release_pages(next_dirty_bio(), true);
}

/* Clean pages go to a work item, which may sleep. */
void bio_check_pages_dirty(struct bio *bio)
{
	if (bio_all_dirty(bio))
		bio_release_pages(bio, false);
	else
		schedule_work(defer(bio, bio_dirty_fn));
}

void start(struct io *io)
{
	io->bio->bi_private = io;
	io->bio->bi_end_io = io_end_io;
}

/*
 * check-name: dirty-in-atomic: left to a work item unless a flag allows to sleep
 * check-command: diopin scan -k dirty-in-atomic
 * check-output-start
 * check-output-end
 */
