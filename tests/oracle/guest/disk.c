// SPDX-License-Identifier: GPL-2.0-only
/*
 * The disk's slices, each behind a device-mapper device: see guest.h.
 *
 * A device that is suspended keeps what it is given, so that a read can be held
 * in flight for as long as a test wants.
 */
#include "guest.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/dm-ioctl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/swap.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define WHOLE_DISK "/dev/vda"
#define SECTORS_PER_MIB 2048

static struct disk disks[16];
static unsigned long long start[16], sectors[16];
static size_t nr_disks;
static int control;

struct request {
	struct dm_ioctl head;
	struct dm_target_spec spec;
	char table[64];
};

static void ask(unsigned long command, const struct disk *disk,
		unsigned int flags, struct request *r)
{
	r->head.version[0] = DM_VERSION_MAJOR;
	r->head.data_size = sizeof(*r);
	r->head.data_start = offsetof(struct request, spec);
	r->head.flags = flags;
	strcpy(r->head.name, disk->name);
	need(!ioctl(control, command, r), "device mapper: %s", disk->name);
}

static void load(const struct disk *disk, const char *target)
{
	size_t i = disk - disks;
	struct request r = {
		.head.target_count = 1,
		.spec.length = sectors[i],
	};

	strcpy(r.spec.target_type, target);
	if (!strcmp(target, "linear"))
		snprintf(r.table, sizeof(r.table), WHOLE_DISK " %llu", start[i]);
	ask(DM_TABLE_LOAD, disk, 0, &r);
}

void disk_stop(struct disk *disk)
{
	struct request r = { 0 };

	ask(DM_DEV_SUSPEND, disk,
	    DM_SUSPEND_FLAG | DM_SKIP_LOCKFS_FLAG | DM_NOFLUSH_FLAG, &r);
	disk->stopped = true;
}

void disk_go(struct disk *disk)
{
	struct request r = { 0 };

	ask(DM_DEV_SUSPEND, disk, 0, &r);
	disk->stopped = false;
}

void disk_break(struct disk *disk, bool broken)
{
	load(disk, broken ? "error" : "linear");
	disk_stop(disk);
	disk_go(disk);
}

static void mount_disk(struct disk *disk)
{
	if (!strcmp(disk->fs, "swap")) {
		need(!swapon(disk->path, 0), "swap on %s", disk->path);
	} else if (strcmp(disk->fs, "-")) {
		strcpy(stpcpy(disk->dir, "/mnt/"), disk->name);
		mkdir(disk->dir, 0755);
		need(!mount(disk->path, disk->dir, disk->fs, 0, NULL),
		     "mount %s", disk->name);
	}
}

static void make_disk(struct disk *disk)
{
	struct request r = { 0 };

	ask(DM_DEV_CREATE, disk, 0, &r);
	disk->minor = minor(r.head.dev);
	snprintf(disk->path, sizeof(disk->path), "/dev/dm-%u", disk->minor);
	load(disk, "linear");
	disk_go(disk);
	mount_disk(disk);
}

void disks_make(void)
{
	unsigned long long next = 0;
	unsigned int mib;
	char line[128];
	FILE *f = fopen("/slices", "r");

	need(f != NULL, "/slices");
	control = open("/dev/mapper/control", O_RDWR);
	need(control >= 0, "/dev/mapper/control");
	mkdir("/mnt", 0755);
	while (fgets(line, sizeof(line), f)) {
		struct disk *disk = &disks[nr_disks];

		if (*line == '#')
			continue;
		need(nr_disks < ARRAY_SIZE(disks) &&
		     sscanf(line, "%15s %u %7s", disk->name, &mib, disk->fs) == 3,
		     "/slices: %s", line);
		start[nr_disks] = next;
		sectors[nr_disks] = (unsigned long long)mib * SECTORS_PER_MIB;
		next += sectors[nr_disks++];
		make_disk(disk);
	}
	fclose(f);
}

struct disk *disk_find(const char *name)
{
	size_t i = 0;

	while (i < nr_disks && strcmp(disks[i].name, name))
		i++;
	need(i < nr_disks, "there is no disk %s", name);
	return &disks[i];
}

int disk_open(const struct disk *disk, const char *name, int flags)
{
	char path[64];
	int fd;

	if (*disk->dir) {
		snprintf(path, sizeof(path), "%s/%s", disk->dir, name);
	} else {
		snprintf(path, sizeof(path), "%s", disk->path);
		flags &= ~(O_CREAT | O_TRUNC);
	}
	fd = open(path, flags, 0644);
	need(fd >= 0, "open %s", path);
	return fd;
}

void forget_cache(void)
{
	int fd = open("/proc/sys/vm/drop_caches", O_WRONLY);

	sync();
	need(fd >= 0 && write(fd, "3", 1) == 1, "drop_caches");
	close(fd);
}
