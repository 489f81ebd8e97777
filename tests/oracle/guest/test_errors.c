// SPDX-License-Identifier: GPL-2.0-only
/*
 * I/O that fails or is short: the right result, and no page is kept.
 */
#include "guest.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LENGTH (16 * PAGE)

static const struct method *const methods[] = {
	&method_sync, &method_vectored, &method_aio, &method_uring,
};

/* The test's end: the result is one of two, and the pages can be reclaimed. */
static void judge(struct io *io, ssize_t want, ssize_t or, size_t wrong)
{
	ssize_t n = io_finish(io);
	size_t stayed;

	if (n > 0)
		wrong += pattern_wrong(io->buf, n / SECTOR * SECTOR, io->pos, 7);
	stayed = page_out(io->buf, LENGTH);
	tap_end((n == want || n == or) && !wrong && !stayed,
		"result %zd, %zu sectors wrong, %zu pages stayed", n, wrong,
		stayed);
	munmap(io->buf, LENGTH);
}

static struct io begin(const char *what, const struct disk *disk, int fd,
		       const struct method *method)
{
	struct io io = {
		.method = method, .fd = fd, .buf = anonymous(LENGTH),
		.len = LENGTH,
	};

	tap_begin("errors %s %s %s", what, disk->name, method->name);
	memset(io.buf, 0xee, LENGTH);
	return io;
}

/* The device fails when it has all of the request. */
static void test_device(struct disk *disk, int fd, const struct method *method)
{
	struct io io = begin("device", disk, fd, method);

	disk_break(disk, true);
	io_start(&io);
	judge(&io, -EIO, -EIO, 0);
	disk_break(disk, false);
}

/* Memory that nobody may write begins in the middle of the request. */
static void test_memory(struct disk *disk, int fd, const struct method *method)
{
	struct io io = begin("memory", disk, fd, method);

	need(!mprotect(io.buf + LENGTH / 2, LENGTH / 2, PROT_READ), "mprotect");
	io_start(&io);
	judge(&io, -EFAULT, LENGTH / 2, 0);
}

/* No device has blocks of 100 bytes. */
static void test_unaligned(struct disk *disk, int fd,
			   const struct method *method)
{
	struct io io = begin("unaligned", disk, fd, method);

	io.pos = 100;
	io_start(&io);
	judge(&io, -EINVAL, -EINVAL, 0);
}

/* The file ends in the middle of the request. */
static void test_end(struct disk *disk, int fd, const struct method *method)
{
	struct io io = begin("end", disk, fd, method);

	io.pos = LENGTH / 2;
	io_start(&io);
	judge(&io, LENGTH / 2, LENGTH / 2, 0);
}

void test_errors(void)
{
	static const char *const sources[] = { "vfat", "ext2", "ext4", "xfs" };

	for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
		struct disk *disk = disk_find(sources[i]);
		int fd;

		/* What is here before may be longer. */
		close(disk_open(disk, "source", O_RDWR | O_CREAT | O_TRUNC));
		fd = pattern_open(disk, LENGTH, 7, O_RDONLY);
		for (size_t k = 0; k < ARRAY_SIZE(methods); k++) {
			test_end(disk, fd, methods[k]);
			test_unaligned(disk, fd, methods[k]);
			test_memory(disk, fd, methods[k]);
			test_device(disk, fd, methods[k]);
		}
		close(fd);
	}
}
