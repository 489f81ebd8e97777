// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads and writes by io_uring, with and without registered buffers.
 */
#include "guest.h"

#include <linux/io_uring.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct ring {
	int fd;
	char *rings;
	size_t rings_len, entries_len;
	struct io_uring_sqe *entry;
	struct io_uring_params p;
};

static unsigned int *word(const struct ring *r, unsigned int offset)
{
	return (unsigned int *)(r->rings + offset);
}

static void *map(const struct ring *r, size_t len, off_t what)
{
	void *at = mmap(NULL, len, PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_POPULATE, r->fd, what);

	need(at != MAP_FAILED, "map the ring");
	return at;
}

/* Both rings lie in one mapping since 5.4. */
static struct ring *ring_open(void)
{
	struct ring *r = calloc(1, sizeof(*r));
	size_t submit, complete;

	need(r != NULL, "no memory");
	r->fd = syscall(SYS_io_uring_setup, 1, &r->p);
	need(r->fd >= 0, "io_uring_setup");
	submit = r->p.sq_off.array + r->p.sq_entries * sizeof(unsigned int);
	complete = r->p.cq_off.cqes +
		r->p.cq_entries * sizeof(struct io_uring_cqe);
	r->rings_len = submit > complete ? submit : complete;
	r->entries_len = r->p.sq_entries * sizeof(struct io_uring_sqe);
	r->rings = map(r, r->rings_len, IORING_OFF_SQ_RING);
	r->entry = map(r, r->entries_len, IORING_OFF_SQES);
	return r;
}

static void ring_close(struct ring *r)
{
	munmap(r->rings, r->rings_len);
	munmap(r->entry, r->entries_len);
	close(r->fd);
	free(r);
}

static void submit(struct io *io, unsigned int opcode)
{
	struct ring *r = io->ring;
	unsigned int *tail = word(r, r->p.sq_off.tail);

	r->entry[0] = (struct io_uring_sqe){
		.opcode = opcode, .fd = io->fd, .off = io->pos,
		.addr = (uintptr_t)io->buf, .len = io->len,
	};
	word(r, r->p.sq_off.array)[0] = 0;
	__atomic_store_n(tail, *tail + 1, __ATOMIC_RELEASE);
	need(syscall(SYS_io_uring_enter, r->fd, 1, 0, 0, NULL, 0) == 1,
	     "io_uring_enter");
}

static void start_uring(struct io *io)
{
	io->ring = ring_open();
	submit(io, io->write ? IORING_OP_WRITE : IORING_OP_READ);
}

static void start_fixed(struct io *io)
{
	struct iovec buffer = { io->buf, io->len };

	io->ring = ring_open();
	need(!syscall(SYS_io_uring_register, io->ring->fd,
		      IORING_REGISTER_BUFFERS, &buffer, 1), "register buffers");
	submit(io, io->write ? IORING_OP_WRITE_FIXED : IORING_OP_READ_FIXED);
}

static void finish_uring(struct io *io)
{
	struct ring *r = io->ring;
	unsigned int head = *word(r, r->p.cq_off.head);
	struct io_uring_cqe *done = (struct io_uring_cqe *)
		(r->rings + r->p.cq_off.cqes);

	while (__atomic_load_n(word(r, r->p.cq_off.tail),
			       __ATOMIC_ACQUIRE) == head)
		syscall(SYS_io_uring_enter, r->fd, 0, 1,
			IORING_ENTER_GETEVENTS, NULL, 0);
	io->result = done[head & *word(r, r->p.cq_off.ring_mask)].res;
}

static void close_uring(struct io *io)
{
	finish_uring(io);
	ring_close(io->ring);
}

/* The pages are let go of here, not at some time after the close. */
static void close_fixed(struct io *io)
{
	finish_uring(io);
	need(!syscall(SYS_io_uring_register, io->ring->fd,
		      IORING_UNREGISTER_BUFFERS, NULL, 0),
	     "unregister buffers");
	ring_close(io->ring);
}

const struct method method_uring = {
	.name = "io_uring", .start = start_uring, .finish = close_uring,
};

const struct method method_fixed = {
	.name = "io_uring-fixed", .start = start_fixed, .finish = close_fixed,
};
