// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pages: see guest.h.
 */
#include "guest.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PRESENT (1ULL << 63)
#define ROUNDS 5

char *anonymous(size_t len)
{
	char *buf = mmap(NULL, len, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	need(buf != MAP_FAILED, "mmap");
	return buf;
}

char *shmem(size_t len)
{
	int fd = memfd_create("shmem", 0);
	char *buf;

	need(fd >= 0 && !ftruncate(fd, len), "memfd");
	buf = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	need(buf != MAP_FAILED, "mmap");
	close(fd);
	return buf;
}

static size_t count_present(char *buf, size_t len)
{
	int fd = open("/proc/self/pagemap", O_RDONLY);
	size_t present = 0;

	need(fd >= 0, "pagemap");
	for (size_t i = 0; i < len; i += PAGE) {
		off_t at = ((uintptr_t)buf + i) / PAGE * sizeof(uint64_t);
		uint64_t entry = 0;

		need(pread(fd, &entry, sizeof(entry), at) == sizeof(entry),
		     "pagemap");
		present += (entry & PRESENT) != 0;
	}
	close(fd);
	return present;
}

/* Batches of each processor hold references: ask on all of them. */
size_t page_out(char *buf, size_t len)
{
	int cpus = sysconf(_SC_NPROCESSORS_ONLN);
	size_t present = count_present(buf, len);
	cpu_set_t before, one;

	sched_getaffinity(0, sizeof(before), &before);
	for (int i = 0; i < ROUNDS * cpus && present; i++) {
		CPU_ZERO(&one);
		CPU_SET(i % cpus, &one);
		sched_setaffinity(0, sizeof(one), &one);
		madvise(buf, len, MADV_PAGEOUT);
		present = count_present(buf, len);
	}
	sched_setaffinity(0, sizeof(before), &before);
	return present;
}

void read_fault(const char *buf, size_t len)
{
	for (size_t i = 0; i < len; i += PAGE)
		*(const volatile char *)(buf + i);
}

/* Each processor counts for itself, and hands that over now and then. */
static void refresh_vmstat(void)
{
	int fd = open("/proc/sys/vm/stat_refresh", O_RDONLY);
	char none;

	need(fd >= 0 && read(fd, &none, 1) >= 0, "stat_refresh");
	close(fd);
}

long vmstat(const char *name)
{
	FILE *f = fopen("/proc/vmstat", "r");
	char word[64];
	long value;

	need(f != NULL, "/proc/vmstat");
	refresh_vmstat();
	while (fscanf(f, "%63s %ld", word, &value) == 2) {
		if (!strcmp(word, name)) {
			fclose(f);
			return value;
		}
	}
	fclose(f);
	return -1;
}
