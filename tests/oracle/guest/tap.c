// SPDX-License-Identifier: GPL-2.0-only
/*
 * Results: see guest.h.
 */
#include "guest.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/reboot.h>
#include <unistd.h>

#define PATIENCE 120	/* seconds for one test */

static char name[128];
static unsigned int count;

static void give_up(int signal)
{
	(void)signal;
	errno = ETIME;
	need(false, "%s", name);
}

void tap_begin(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(name, sizeof(name), fmt, ap);
	va_end(ap);
	signal(SIGALRM, give_up);
	alarm(PATIENCE);
	printf("# begin %s\n", name);
}

void tap_end(bool ok, const char *why, ...)
{
	va_list ap;

	alarm(0);
	printf("%sok %u - %s", ok ? "" : "not ", ++count, name);
	if (why) {
		printf(" # ");
		va_start(ap, why);
		vprintf(why, ap);
		va_end(ap);
	}
	printf("\n");
}

void tap_done(void)
{
	printf("1..%u\n# the oracle has spoken\n", count);
	fflush(stdout);
	sync();
	reboot(RB_AUTOBOOT);
}

void need(bool ok, const char *fmt, ...)
{
	int error = errno;
	va_list ap;

	if (ok)
		return;
	printf("Bail out! ");
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf(": %s\n", strerror(error));
	fflush(stdout);
	reboot(RB_AUTOBOOT);
	abort();
}
