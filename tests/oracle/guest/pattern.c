// SPDX-License-Identifier: GPL-2.0-only
/*
 * Data that tell where they belong: see guest.h.
 */
#include "guest.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Each word of a sector has the number of the sector, so none is like another. */
static void fill_sector(char *buf, off_t pos, uint32_t seed)
{
	uint32_t word = seed * 0x9e3779b1u + (uint32_t)(pos / SECTOR) + 1;

	for (size_t i = 0; i < SECTOR; i += sizeof(word))
		memcpy(buf + i, &word, sizeof(word));
}

void pattern_fill(char *buf, size_t len, off_t pos, uint32_t seed)
{
	for (size_t i = 0; i < len; i += SECTOR)
		fill_sector(buf + i, pos + i, seed);
}

size_t pattern_wrong(const char *buf, size_t len, off_t pos, uint32_t seed)
{
	char want[SECTOR];
	size_t wrong = 0;

	for (size_t i = 0; i < len; i += SECTOR) {
		fill_sector(want, pos + i, seed);
		wrong += memcmp(buf + i, want, SECTOR) != 0;
	}
	return wrong;
}

int pattern_open(const struct disk *disk, size_t len, uint32_t seed, int flags)
{
	int fd = disk_open(disk, "source", O_RDWR | O_CREAT);
	char *buf = malloc(len);

	need(buf != NULL, "no memory");
	pattern_fill(buf, len, 0, seed);
	need(pwrite(fd, buf, len, 0) == (ssize_t)len, "write to %s", disk->name);
	need(!fsync(fd), "fsync on %s", disk->name);
	close(fd);
	free(buf);
	forget_cache();
	return disk_open(disk, "source", flags | O_DIRECT);
}
