// SPDX-License-Identifier: GPL-2.0-only
/*
 * Registered buffers: nobody dirties their pages when a read is done, so those
 * that were clean when they were registered may be dropped with the data.
 */
#include "guest.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define LENGTH (16 * PAGE)

/* Written by the processor: dirty. */
static char *written_anonymous(void)
{
	char *buf = anonymous(LENGTH);

	memset(buf, 0xee, LENGTH);
	return buf;
}

static char *written_shmem(void)
{
	char *buf = shmem(LENGTH);

	memset(buf, 0xee, LENGTH);
	return buf;
}

/* Written to swap, and read from it again: clean, and mapped writable. */
static char *swapped_anonymous(void)
{
	char *buf = written_anonymous();

	page_out(buf, LENGTH);
	read_fault(buf, LENGTH);
	return buf;
}

/* Pages of a hole that were only ever read. */
static char *hole_of_shmem(void)
{
	char *buf = shmem(LENGTH);

	read_fault(buf, LENGTH);
	return buf;
}

static const struct state {
	const char *name;
	char *(*get)(void);
} states[] = {
	{ "written-anonymous", written_anonymous },
	{ "written-shmem", written_shmem },
	{ "swapped-anonymous", swapped_anonymous },
	{ "hole-of-shmem", hole_of_shmem },
};

static void test(struct disk *disk, int fd, const struct state *state)
{
	struct io io = {
		.method = &method_fixed, .fd = fd, .buf = state->get(),
		.len = LENGTH,
	};

	tap_begin("fixed %s %s", disk->name, state->name);
	io_judge_reclaim(&io, io_run(&io), 6);
}

void test_fixed(void)
{
	static const char *const sources[] = { "raw", "vfat", "ext4", "xfs" };

	for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
		struct disk *disk = disk_find(sources[i]);
		int fd = pattern_open(disk, LENGTH, 6, O_RDONLY);

		for (size_t k = 0; k < ARRAY_SIZE(states); k++)
			test(disk, fd, &states[k]);
		close(fd);
	}
}
