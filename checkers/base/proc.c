// SPDX-License-Identifier: GPL-2.0-only
/*
 * Child processes, the scratch directory, and leaving in good order.
 */
#include "proc.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base.h"

extern char **environ;

static volatile sig_atomic_t caught;
static struct strv doomed;	/* directories to remove on the way out */
static char *scratch;

static void note_signal(int sig)
{
	caught = sig;
}

void catch_signals(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction sa = { .sa_handler = note_signal };

	for (size_t i = 0; i < ARRAY_SIZE(signals); i++)
		sigaction(signals[i], &sa, NULL);
	/* A reader that went away is an error of write(), not our death. */
	signal(SIGPIPE, SIG_IGN);
}

static int remove_entry(const char *path, const struct stat *st, int type,
			struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return remove(path);
}

int remove_tree(const char *path)
{
	return nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static void remove_doomed(void)
{
	for (size_t i = 0; i < doomed.n; i++)
		remove_tree(doomed.item[i]);
	strv_free(&doomed);
	free(scratch);
	scratch = NULL;
}

void discard_directory(const char *path)
{
	static bool registered;

	if (!registered)
		atexit(remove_doomed);
	registered = true;
	strv_add(&doomed, path);
}

void keep_directory(const char *path)
{
	for (size_t i = 0; i < doomed.n; i++) {
		if (strcmp(doomed.item[i], path))
			continue;
		free(doomed.item[i]);
		doomed.item[i] = doomed.item[--doomed.n];
		return;
	}
}

const char *scratch_dir(void)
{
	const char *tmp = getenv("TMPDIR");
	char *path;

	if (scratch)
		return scratch;
	path = xasprintf("%s/diopin.XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(path))
		die(EXIT_INCOMPLETE, "cannot create a directory %s: %s", path,
		    strerror(errno));
	scratch = path;
	discard_directory(path);
	return scratch;
}

void leave_if_interrupted(void)
{
	int sig = caught;

	if (!sig)
		return;
	progress_end();
	remove_doomed();
	signal(sig, SIG_DFL);
	raise(sig);
}

unsigned int processors(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set))
		return 1;
	return CPU_COUNT(&set);
}

static long long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

static const int limited[] = {
	RLIMIT_FSIZE,
#ifndef __SANITIZE_ADDRESS__
	/* the sanitizer's shadow would not fit into any limit */
	RLIMIT_AS,
#endif
};

/*
 * A child inherits limits, so we have them for the moment in which it starts:
 * set later, they would not reach what it has started by then.
 */
static void set_limits(const struct job *job, struct rlimit *before)
{
	for (size_t i = 0; job->megabytes && i < ARRAY_SIZE(limited); i++) {
		struct rlimit limit;

		getrlimit(limited[i], &before[i]);
		limit = before[i];
		if (limit.rlim_cur > (rlim_t)job->megabytes << 20)
			limit.rlim_cur = (rlim_t)job->megabytes << 20;
		setrlimit(limited[i], &limit);
	}
}

static void restore_limits(const struct job *job, const struct rlimit *before)
{
	for (size_t i = 0; job->megabytes && i < ARRAY_SIZE(limited); i++)
		setrlimit(limited[i], &before[i]);
}

static void start(struct job *job)
{
	posix_spawn_file_actions_t files;
	struct rlimit before[ARRAY_SIZE(limited)];
	posix_spawnattr_t attr;
	sigset_t defaults;
	int err;

	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	/* A group of its own, so that a limit reaches what it started too. */
	posix_spawnattr_setpgroup(&attr, 0);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF |
				 POSIX_SPAWN_SETPGROUP);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0,
					 job->in ? job->in : "/dev/null",
					 O_RDONLY, 0);
	if (job->out)
		posix_spawn_file_actions_addopen(&files, 1, job->out,
			O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (job->err)
		posix_spawn_file_actions_addopen(&files, 2, job->err,
			O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (job->dir)
		posix_spawn_file_actions_addchdir_np(&files, job->dir);
	set_limits(job, before);
	err = posix_spawnp(&job->pid, job->argv[0], &files, &attr,
			   (char *const *)job->argv, environ);
	restore_limits(job, before);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	if (err) {
		job->pid = 0;
		job->status = -1;
	}
	job->started = now_ms();
}

static void kill_running(struct job *jobs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (jobs[i].pid <= 0)
			continue;
		kill(-jobs[i].pid, SIGKILL);
		waitpid(jobs[i].pid, &jobs[i].status, 0);
		jobs[i].pid = 0;
	}
}

/* Collect what ended; returns how many are still running. */
static size_t poll_jobs(struct job *jobs, size_t n)
{
	size_t running = 0;

	for (size_t i = 0; i < n; i++) {
		struct job *job = &jobs[i];

		if (job->pid <= 0)
			continue;
		if (waitpid(job->pid, &job->status, WNOHANG) == job->pid) {
			job->pid = 0;
			job->took_ms = now_ms() - job->started;
			continue;
		}
		if (job->seconds &&
		    now_ms() - job->started > job->seconds * 1000LL)
			kill(-job->pid, SIGKILL);
		running++;
	}
	return running;
}

void run_jobs(struct job *jobs, size_t n, unsigned int parallel)
{
	const struct timespec tick = { .tv_nsec = 5000000 };
	size_t next = 0, running = 0;

	do {
		while (next < n && running < parallel && !caught) {
			start(&jobs[next]);
			if (jobs[next++].pid)
				running++;
		}
		if (running)
			nanosleep(&tick, NULL);
		if (caught) {
			kill_running(jobs, n);
			leave_if_interrupted();
		}
		running = poll_jobs(jobs, next);
	} while (running || next < n);
}

int run_command(const char *dir, const char *out, const char *err,
		const char *const *argv)
{
	struct job job = { .argv = argv, .dir = dir, .out = out, .err = err };

	run_jobs(&job, 1, 1);
	if (job.status == -1)
		return 127;
	if (WIFSIGNALED(job.status))
		return 128 + WTERMSIG(job.status);
	return WEXITSTATUS(job.status);
}
