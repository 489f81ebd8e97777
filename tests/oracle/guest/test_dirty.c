// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pages of a shared mapping that are cleaned while a read fills them must be
 * dirty when it is done, or the data never reach the file.  (Such memory cannot
 * be registered with io_uring.)
 */
#include "guest.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LENGTH (128 * SECTOR)

static const char *const sources[] = { "raw", "vfat", "ext2", "ext4", "xfs" };
static const char *const targets[] = { "to-raw", "to-ext2", "to-ext4" };
static const struct method *const methods[] = {
	&method_sync, &method_vectored, &method_aio, &method_uring,
};

struct target {
	struct disk *disk;
	char *map;
	int fd;
};

/* A mapping of a file that is on the disk, with other data. */
static void open_target(struct target *t)
{
	char *old = malloc(LENGTH);

	need(old != NULL, "no memory");
	t->fd = disk_open(t->disk, "target", O_RDWR | O_CREAT);
	memset(old, 0xee, LENGTH);
	need(pwrite(t->fd, old, LENGTH, 0) == LENGTH && !fsync(t->fd), "write");
	free(old);
	t->map = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, MAP_SHARED, t->fd,
		      0);
	need(t->map != MAP_FAILED, "mmap");
}

/* How many sectors of the file on the disk are wrong? */
static size_t close_target(struct target *t)
{
	char *back = malloc(LENGTH);
	size_t wrong;

	need(back != NULL, "no memory");
	munmap(t->map, LENGTH);
	fsync(t->fd);
	forget_cache();
	need(pread(t->fd, back, LENGTH, 0) == LENGTH, "read back");
	wrong = pattern_wrong(back, LENGTH, 0, 4);
	free(back);
	close(t->fd);
	return wrong;
}

static void test(struct disk *source, int fd, const struct method *method,
		 const char *target, bool clean)
{
	struct target t = { .disk = disk_find(target) };
	struct io io = { .method = method, .fd = fd, .len = LENGTH };
	size_t in_memory, on_disk;
	ssize_t n;

	tap_begin("%s %s %s %s", clean ? "dirty" : "dirty-control",
		  source->name, method->name, target);
	open_target(&t);
	io.buf = t.map;
	io_hold(&io, source);
	if (clean)
		need(!msync(t.map, LENGTH, MS_SYNC), "msync");
	disk_go(source);
	n = io_finish(&io);
	in_memory = pattern_wrong(t.map, LENGTH, 0, 4);
	on_disk = close_target(&t);
	tap_end(n == LENGTH && !in_memory && !on_disk,
		"%zd bytes, sectors wrong: %zu in memory, %zu on the disk", n,
		in_memory, on_disk);
}

void test_dirty(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
		struct disk *disk = disk_find(sources[i]);
		int fd = pattern_open(disk, LENGTH, 4, O_RDONLY);

		for (size_t k = 0; k < ARRAY_SIZE(methods); k++) {
			for (size_t m = 0; m < ARRAY_SIZE(targets); m++) {
				test(disk, fd, methods[k], targets[m], false);
				test(disk, fd, methods[k], targets[m], true);
			}
		}
		close(fd);
	}
}
