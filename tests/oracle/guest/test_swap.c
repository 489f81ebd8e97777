// SPDX-License-Identifier: GPL-2.0-only
/*
 * Memory that is to be swapped out while a read fills it: the data must be
 * there when it is swapped in again.
 */
#include "guest.h"

#include <fcntl.h>
#include <string.h>
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

	tap_begin("swap %s %s %s", disk->name, method->name, memory->name);
	memset(io.buf, 0xee, LENGTH);
	/* In the swap cache and clean, as far as memory goes. */
	page_out(io.buf, LENGTH);
	read_fault(io.buf, LENGTH);
	io_hold(&io, disk);
	page_out(io.buf, LENGTH);
	disk_go(disk);
	io_judge_reclaim(&io, io_finish(&io), 5);
}

void test_swap(void)
{
	static const char *const sources[] = { "raw", "vfat", "ext4", "xfs" };
	static const struct method *const methods[] = {
		&method_sync, &method_aio, &method_uring,
	};

	for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
		struct disk *disk = disk_find(sources[i]);
		int fd = pattern_open(disk, LENGTH, 5, O_RDONLY);

		for (size_t k = 0; k < ARRAY_SIZE(methods); k++) {
			for (size_t m = 0; m < ARRAY_SIZE(memories); m++)
				test(disk, fd, methods[k], &memories[m]);
		}
		close(fd);
	}
}
