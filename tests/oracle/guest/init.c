// SPDX-License-Identifier: GPL-2.0-only
/*
 * The guest's first and only program: sets up, runs the groups of tests that
 * the kernel's command line names (groups=data,fork; default: all), and ends.
 */
#include "guest.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

static const struct group {
	const char *name;
	void (*run)(void);
} groups[] = {
	{ "data", test_data },
	{ "fork", test_fork },
	{ "dirty", test_dirty },
	{ "swap", test_swap },
	{ "fixed", test_fixed },
	{ "errors", test_errors },
	{ "leaks", test_leaks },
};

static void mount_at(const char *fs, const char *dir)
{
	mkdir(dir, 0755);
	need(!mount(fs, dir, fs, 0, NULL), "mount %s", dir);
}

/* Is a group among those of "groups=", which the kernel hands on to us? */
static bool is_wanted(const char *group)
{
	const char *wanted = getenv("groups");
	size_t n = strlen(group);

	if (!wanted || !*wanted)
		return true;
	for (const char *p = wanted; p; p = strchr(p, ',')) {
		p += *p == ',';
		if (!strncmp(p, group, n) && (!p[n] || p[n] == ','))
			return true;
	}
	return false;
}

int main(void)
{
	struct utsname kernel;

	mount_at("devtmpfs", "/dev");
	dup2(open("/dev/console", O_RDWR), 0);
	dup2(0, 1);
	dup2(0, 2);
	setvbuf(stdout, NULL, _IONBF, 0);
	mount_at("proc", "/proc");
	mount_at("sysfs", "/sys");
	uname(&kernel);
	printf("# Linux %s\n", kernel.release);
	disks_make();
	for (size_t i = 0; i < ARRAY_SIZE(groups); i++) {
		if (is_wanted(groups[i].name))
			groups[i].run();
	}
	tap_done();
	return 0;
}
