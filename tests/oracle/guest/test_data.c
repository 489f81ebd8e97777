// SPDX-License-Identifier: GPL-2.0-only
/*
 * Data arrive: direct reads and writes, by all methods, on all sources.
 */
#include "guest.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LENGTH (256 * SECTOR)

static const struct method *const methods[] = {
	&method_sync, &method_vectored, &method_aio, &method_uring,
	&method_fixed,
};

/* From a sector on that begins no page, into memory that does neither. */
static void test_read(struct disk *disk, const struct method *method, int fd)
{
	char *map = anonymous(LENGTH + PAGE);
	struct io io = {
		.method = method, .fd = fd, .buf = map + SECTOR,
		.pos = SECTOR, .len = LENGTH - 2 * SECTOR,
	};
	ssize_t n;
	size_t wrong;

	tap_begin("data read %s %s", disk->name, method->name);
	n = io_run(&io);
	wrong = pattern_wrong(io.buf, io.len, io.pos, 1);
	tap_end(n == (ssize_t)io.len && !wrong, "%zd bytes, %zu sectors wrong",
		n, wrong);
	munmap(map, LENGTH + PAGE);
}

static void test_write(struct disk *disk, const struct method *method)
{
	int fd = disk_open(disk, "written", O_RDWR | O_CREAT | O_DIRECT);
	char *map = anonymous(LENGTH), *back = malloc(LENGTH);
	struct io io = {
		.method = method, .fd = fd, .buf = map, .len = LENGTH,
		.write = true,
	};
	size_t wrong;
	ssize_t n;

	need(back != NULL, "no memory");
	tap_begin("data write %s %s", disk->name, method->name);
	pattern_fill(map, LENGTH, 0, 2);
	n = io_run(&io);
	close(fd);
	forget_cache();
	fd = disk_open(disk, "written", O_RDONLY);
	memset(back, 0, LENGTH);
	if (pread(fd, back, LENGTH, 0) != LENGTH)
		n = 0;
	close(fd);
	wrong = pattern_wrong(back, LENGTH, 0, 2);
	tap_end(n == LENGTH && !wrong, "%zd bytes, %zu sectors wrong", n, wrong);
	munmap(map, LENGTH);
	free(back);
}

void test_data(void)
{
	static const char *const sources[] = {
		"raw", "vfat", "ext2", "ext4", "xfs",
	};

	for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
		struct disk *disk = disk_find(sources[i]);
		int fd = pattern_open(disk, LENGTH, 1, O_RDONLY);

		for (size_t k = 0; k < ARRAY_SIZE(methods); k++)
			test_read(disk, methods[k], fd);
		close(fd);
		for (size_t k = 0; k < ARRAY_SIZE(methods); k++)
			test_write(disk, methods[k]);
	}
}
