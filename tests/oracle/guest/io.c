// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways to read and write: see guest.h; those of io_uring are in uring.c.
 */
#include "guest.h"

#include <errno.h>
#include <linux/aio_abi.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define MILLISECOND 1000000L
#define PATIENCE 2000	/* milliseconds */

static void sleep_ms(long ms)
{
	nanosleep(&(struct timespec){ .tv_nsec = ms * MILLISECOND }, NULL);
}

/* Sleeps the thread in the kernel, waiting for a disk? */
static bool waits_for_disk(int tid)
{
	char path[64], text[256];
	const char *state;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/self/task/%d/stat", tid);
	f = fopen(path, "r");
	if (!f)
		return false;
	state = fgets(text, sizeof(text), f) ? strrchr(text, ')') : NULL;
	fclose(f);
	return state && state[2] == 'D';
}

/*
 * A thread that reads is seen to sleep.  Others return when they have handed
 * over their request, but io_uring may leave that to a thread of the kernel.
 */
static void wait_in_flight(struct io *io)
{
	if (!io->method->thread) {
		sleep_ms(100);
		return;
	}
	for (int i = 0; i < PATIENCE; i++) {
		if (__atomic_load_n(&io->tid, __ATOMIC_ACQUIRE) &&
		    waits_for_disk(io->tid))
			return;
		sleep_ms(1);
	}
	need(false, "the %s read is not in flight", io->method->name);
}

void io_start(struct io *io)
{
	io->tid = 0;
	io->method->start(io);
}

void io_hold(struct io *io, struct disk *disk)
{
	char *scratch = anonymous(io->len);

	/* Where the blocks are must be known: to read that would wait, too. */
	need(pread(io->fd, scratch, io->len, io->pos) == (ssize_t)io->len,
	     "read of %s", disk->name);
	munmap(scratch, io->len);
	disk_stop(disk);
	io_start(io);
	wait_in_flight(io);
}

ssize_t io_finish(struct io *io)
{
	io->method->finish(io);
	return io->result;
}

ssize_t io_run(struct io *io)
{
	io_start(io);
	return io_finish(io);
}

void io_judge_reclaim(struct io *io, ssize_t n, uint32_t seed)
{
	size_t before = pattern_wrong(io->buf, io->len, io->pos, seed);
	size_t stayed = page_out(io->buf, io->len);
	size_t after = pattern_wrong(io->buf, io->len, io->pos, seed);

	tap_end(n == (ssize_t)io->len && !before && !after,
		"%zd bytes, sectors wrong: %zu in memory, %zu after reclaim; "
		"%zu pages stayed", n, before, after, stayed);
	munmap(io->buf, io->len);
}

static void note_thread(struct io *io)
{
	__atomic_store_n(&io->tid, (int)syscall(SYS_gettid), __ATOMIC_RELEASE);
}

static void *run_sync(void *arg)
{
	struct io *io = arg;
	ssize_t n;

	note_thread(io);
	n = io->write ? pwrite(io->fd, io->buf, io->len, io->pos) :
		pread(io->fd, io->buf, io->len, io->pos);
	io->result = n < 0 ? -errno : n;
	return NULL;
}

/* Parts of different sizes, none of them a page. */
static void *run_vectored(void *arg)
{
	struct io *io = arg;
	size_t first = io->len > SECTOR ? SECTOR : 0;
	size_t second = io->len > 8 * SECTOR ? 5 * SECTOR : 0;
	struct iovec vec[] = {
		{ io->buf, first },
		{ io->buf + first, second },
		{ io->buf + first + second, io->len - first - second },
	};
	ssize_t n;

	note_thread(io);
	n = io->write ? pwritev(io->fd, vec, ARRAY_SIZE(vec), io->pos) :
		preadv(io->fd, vec, ARRAY_SIZE(vec), io->pos);
	io->result = n < 0 ? -errno : n;
	return NULL;
}

static void start_sync(struct io *io)
{
	need(!pthread_create(&io->thread, NULL, run_sync, io), "thread");
}

static void start_vectored(struct io *io)
{
	need(!pthread_create(&io->thread, NULL, run_vectored, io), "thread");
}

static void join(struct io *io)
{
	pthread_join(io->thread, NULL);
}

static void start_aio(struct io *io)
{
	struct iocb cb = {
		.aio_lio_opcode = io->write ? IOCB_CMD_PWRITE : IOCB_CMD_PREAD,
		.aio_fildes = io->fd, .aio_buf = (uintptr_t)io->buf,
		.aio_nbytes = io->len, .aio_offset = io->pos,
	};
	struct iocb *list[] = { &cb };

	io->context = 0;
	need(!syscall(SYS_io_setup, 1, &io->context), "io_setup");
	io->result = syscall(SYS_io_submit, io->context, 1, list) == 1 ?
		0 : -errno;
}

static void finish_aio(struct io *io)
{
	struct io_event event;

	if (!io->result) {
		need(syscall(SYS_io_getevents, io->context, 1, 1, &event,
			     NULL) == 1, "io_getevents");
		io->result = event.res;
	}
	syscall(SYS_io_destroy, io->context);
}

const struct method method_sync = {
	.name = "sync", .start = start_sync, .finish = join, .thread = true,
};

const struct method method_vectored = {
	.name = "vectored", .start = start_vectored, .finish = join,
	.thread = true,
};

const struct method method_aio = {
	.name = "aio", .start = start_aio, .finish = finish_aio,
};
