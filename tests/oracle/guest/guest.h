/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The oracle's guest: the only program of a tiny kernel.  It reads with direct
 * I/O, does things to the pages while the read is in flight, and looks whether
 * the data are there.
 */
#ifndef ORACLE_GUEST_H
#define ORACLE_GUEST_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define SECTOR 512
#define PAGE 4096
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* tap.c: one line of TAP on the console for each test */

/* Say that a test is about to run: what dies now died of it. */
void tap_begin(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Its result, and why; @why may be NULL. */
void tap_end(bool ok, const char *why, ...)
	__attribute__((format(printf, 2, 3)));
/* The last line, without which the whole run has failed. */
void tap_done(void);
/* What must work for any test to mean something: ends the run. */
void need(bool ok, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* disk.c: the disk's slices, each behind a device that can be stopped */

struct disk {
	char name[16], path[32], fs[8], dir[32];
	unsigned int minor;
	bool stopped;
};

/* Make the devices that /slices lists; file systems are mounted. */
void disks_make(void);
struct disk *disk_find(const char *name);
/* What is given to a device that is stopped waits until it is not. */
void disk_stop(struct disk *disk);
void disk_go(struct disk *disk);
/* From now on the device fails, or it works again. */
void disk_break(struct disk *disk, bool broken);
/* A file on the disk (the disk itself, if it has no file system). */
int disk_open(const struct disk *disk, const char *name, int flags);
/* Write back what is dirty everywhere and forget all cached pages. */
void forget_cache(void);

/* io.c: ways to read and write */

struct io {
	const struct method *method;
	int fd;
	char *buf;
	size_t len;
	off_t pos;
	bool write;
	ssize_t result;		/* or -errno, once it is finished */
	/* of the methods */
	pthread_t thread;
	int tid;
	unsigned long context;
	struct ring *ring;
};

struct method {
	const char *name;
	void (*start)(struct io *io);
	void (*finish)(struct io *io);
	bool thread;		/* a thread sleeps until it is done */
};

extern const struct method method_sync, method_vectored, method_aio,
	method_uring, method_fixed;

void io_start(struct io *io);
/* Start, and stop the device before it answers: disk_go() lets it. */
void io_hold(struct io *io, struct disk *disk);
ssize_t io_finish(struct io *io);
/* Start and finish. */
ssize_t io_run(struct io *io);
/*
 * The end of a test: the read gave @n bytes; reclaim its pages, and look at the
 * data before and after.  The memory is unmapped.
 */
void io_judge_reclaim(struct io *io, ssize_t n, uint32_t seed);

/* pages.c: what the kernel says of pages, and what it can be asked to do */

/* Anonymous memory, or of a file that exists in memory only; untouched. */
char *anonymous(size_t len);
char *shmem(size_t len);
/* Ask for the pages to be written to swap and freed; how many stay? */
size_t page_out(char *buf, size_t len);
/* Read one byte of each page. */
void read_fault(const char *buf, size_t len);
/* A counter of /proc/vmstat, -1 if the kernel has none of that name. */
long vmstat(const char *name);

/* pattern.c: data that tell where they belong */

void pattern_fill(char *buf, size_t len, off_t pos, uint32_t seed);
/* How many sectors are not what pattern_fill() makes? */
size_t pattern_wrong(const char *buf, size_t len, off_t pos, uint32_t seed);
/* Write a file of the disk, and open it for direct I/O with @flags. */
int pattern_open(const struct disk *disk, size_t len, uint32_t seed, int flags);

/* A group of tests. */
void test_data(void);
void test_fork(void);
void test_dirty(void);
void test_swap(void);
void test_fixed(void);
void test_errors(void);
void test_leaks(void);

#endif
