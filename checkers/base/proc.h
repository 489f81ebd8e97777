/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Child processes, the scratch directory, and leaving in good order.
 */
#ifndef DIOPIN_PROC_H
#define DIOPIN_PROC_H

#include <stddef.h>

/*
 * One command to run.  @argv is NULL-terminated; @in names the file that stdin
 * is read from (NULL: nothing); @out and @err name the files that take stdout
 * and stderr (NULL: inherited); @dir is the working directory (NULL: ours).  @status is waitpid()'s when run_jobs() is back, or
 * -1 if the command could not be started.
 */
struct job {
	const char *const *argv;
	const char *dir;
	const char *in;
	const char *out;
	const char *err;
	unsigned int seconds;	/* time limit, 0 for none */
	unsigned int megabytes;	/* of memory and of each file written, or 0 */
	int pid;
	long long started;
	long long took_ms;
	int status;
};

/* Run @n jobs, at most @parallel at a time, and wait for all of them. */
void run_jobs(struct job *jobs, size_t n, unsigned int parallel);

/*
 * Run one command and return its exit status; 127 if it could not be started,
 * 128 + signal if it was killed.
 */
int run_command(const char *dir, const char *out, const char *err,
		const char *const *argv);

/* Number of processors this process may use. */
unsigned int processors(void);

/*
 * A private directory that is gone when the program leaves, however it leaves
 * short of SIGKILL.  Created at the first call.
 */
const char *scratch_dir(void);

/*
 * A directory that is removed when the program leaves, unless it was taken
 * back with keep_directory() before.  The path is copied.
 */
void discard_directory(const char *path);
void keep_directory(const char *path);

/* Remove a directory with all in it; symbolic links are not followed. */
int remove_tree(const char *path);

/*
 * From now on SIGINT, SIGTERM and SIGHUP kill the children, remove the
 * scratch directory and end the program with the same signal.
 */
void catch_signals(void);

/* To be called between steps: leaves if a signal came in. */
void leave_if_interrupted(void);

#endif
