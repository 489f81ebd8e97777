// SPDX-License-Identifier: GPL-2.0-only
/*
 * When a read is done its pages are let go of: they can be reclaimed, and where
 * the kernel counts pins, as many were released as taken.
 */
#include "guest.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LENGTH (64 * PAGE)

static void test(struct disk *disk, int fd, const struct method *method,
		 bool write)
{
	struct io io = {
		.method = method, .fd = fd, .buf = anonymous(LENGTH),
		.len = LENGTH, .write = write,
	};
	long taken = vmstat("nr_foll_pin_acquired");
	long released = vmstat("nr_foll_pin_released");
	size_t stayed;
	ssize_t n;

	tap_begin("leaks %s %s %s", write ? "write" : "read", disk->name,
		  method->name);
	pattern_fill(io.buf, LENGTH, 0, 8);
	n = io_run(&io);
	stayed = page_out(io.buf, LENGTH);
	taken = vmstat("nr_foll_pin_acquired") - taken;
	released = vmstat("nr_foll_pin_released") - released;
	/* fs/direct-io.c pins again without counting: released is more. */
	tap_end(n == LENGTH && !stayed && taken <= released,
		"%zd bytes, %zu pages stayed, %ld pins taken, %ld released", n,
		stayed, taken, released);
	munmap(io.buf, LENGTH);
}

void test_leaks(void)
{
	static const char *const sources[] = {
		"raw", "vfat", "ext2", "ext4", "xfs",
	};
	static const struct method *const methods[] = {
		&method_sync, &method_vectored, &method_aio, &method_uring,
		&method_fixed,
	};

	for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
		struct disk *disk = disk_find(sources[i]);
		int fd = pattern_open(disk, LENGTH, 8, O_RDWR);

		for (size_t k = 0; k < ARRAY_SIZE(methods); k++) {
			test(disk, fd, methods[k], false);
			test(disk, fd, methods[k], true);
		}
		close(fd);
	}
}
