// SPDX-License-Identifier: GPL-2.0-only
/*
 * fork() while a read is in flight: the data belong to the parent.
 *
 * fork() makes the pages copy-on-write.  If the parent then writes to one that
 * is held by a reference only, the parent gets the copy, and the device fills
 * the page that is left to the child.
 */
#include "guest.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define LENGTH (16 * PAGE)

static void touch(char *buf)
{
	for (size_t i = 0; i < LENGTH; i += PAGE)
		*(volatile char *)(buf + i) = 0;
}

static void test(struct disk *disk, const struct method *method, int fd)
{
	char *buf = anonymous(LENGTH);
	struct io io = {
		.method = method, .fd = fd, .buf = buf, .len = LENGTH,
	};
	size_t wrong;
	pid_t child;
	ssize_t n;
	int go[2];

	tap_begin("fork %s %s", disk->name, method->name);
	need(!pipe(go), "pipe");
	memset(buf, 0xee, LENGTH);
	io_hold(&io, disk);
	child = fork();
	need(child >= 0, "fork");
	if (!child) {
		char end;

		close(go[1]);
		_exit(read(go[0], &end, 1));
	}
	touch(buf);
	disk_go(disk);
	n = io_finish(&io);
	wrong = pattern_wrong(buf, LENGTH, 0, 3);
	tap_end(n == LENGTH && !wrong, "%zd bytes, %zu sectors wrong", n, wrong);
	close(go[0]);
	close(go[1]);
	waitpid(child, NULL, 0);
	munmap(buf, LENGTH);
}

void test_fork(void)
{
	static const char *const sources[] = {
		"raw", "vfat", "ext2", "ext4", "xfs",
	};
	static const struct method *const methods[] = {
		&method_sync, &method_vectored, &method_aio, &method_uring,
	};

	for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
		struct disk *disk = disk_find(sources[i]);
		int fd = pattern_open(disk, LENGTH, 3, O_RDONLY);

		for (size_t k = 0; k < ARRAY_SIZE(methods); k++)
			test(disk, methods[k], fd);
		close(fd);
	}
}
