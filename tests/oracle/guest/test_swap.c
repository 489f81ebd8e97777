// SPDX-License-Identifier: GPL-2.0-only
/*
 * Memory that is to be swapped out while a read fills it: the data must be
 * there when it is swapped in again.
 */
#include "guest.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LENGTH (32 * PAGE)

static const struct memory {
	const char *name;
	char *(*get)(size_t len);
} memories[] = {
	{ "anonymous", anonymous },
	{ "shmem", shmem },
};

static void test(struct disk *disk, int fd, const struct method *method,
		 const struct memory *memory)
{
	struct io io = {
		.method = method, .fd = fd, .buf = memory->get(LENGTH),
		.len = LENGTH,
	};
	size_t stayed, before, after;
	ssize_t n;

	tap_begin("swap %s %s %s", disk->name, method->name, memory->name);
	memset(io.buf, 0xee, LENGTH);
	/* In the swap cache and clean, as far as memory goes. */
	page_out(io.buf, LENGTH);
	read_fault(io.buf, LENGTH);
	io_hold(&io, disk);
	page_out(io.buf, LENGTH);
	disk_go(disk);
	n = io_finish(&io);
	before = pattern_wrong(io.buf, LENGTH, 0, 5);
	stayed = page_out(io.buf, LENGTH);
	after = pattern_wrong(io.buf, LENGTH, 0, 5);
	tap_end(n == LENGTH && !before && !after,
		"%zd bytes, sectors wrong: %zu in memory, %zu after swap; "
		"%zu pages stayed", n, before, after, stayed);
	munmap(io.buf, LENGTH);
}

void test_swap(void)
{
	static const char *const sources[] = { "raw", "vfat", "ext4", "xfs" };
	static const struct method *const methods[] = {
		&method_sync, &method_aio, &method_uring,
	};

	for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
		struct disk *disk = disk_find(sources[i]);
		int fd;

		pattern_write(disk, LENGTH, 5);
		fd = disk_open(disk, "source", O_RDONLY | O_DIRECT);
		for (size_t k = 0; k < ARRAY_SIZE(methods); k++) {
			for (size_t m = 0; m < ARRAY_SIZE(memories); m++)
				test(disk, fd, methods[k], &memories[m]);
		}
		close(fd);
	}
}
