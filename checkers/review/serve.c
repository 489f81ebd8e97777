// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reviewing mails as they come: see serve.h.
 *
 * Each thread is reviewed by a process of its own, so that whatever is wrong
 * with one does not concern the others.
 */
#include "serve.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/proc.h"
#include "thread.h"

/* Seconds for one thread. */
#define THREAD_LIMIT 1800

/* Failures may be ours: a disk that was full, a base that was not fetched. */
#define MAX_TRIES 3

/* In a thread's directory: it was judged, its mails only have to go. */
#define JUDGED ".judged"

struct server {
	const char *dir, *tree, *base;
	bool failed;
};

static char *place(const struct server *s, const char *where,
		   const char *name)
{
	return xasprintf("%s/%s%s%s", s->dir, where, *name ? "/" : "", name);
}

static int lock(const struct server *s)
{
	static const char *const dirs[] = {
		"new", "threads", "done", "replies", "failed"
	};
	char *path;
	int fd;

	if (access(s->dir, W_OK | X_OK))
		die(EXIT_USAGE, "cannot write into %s: %s", s->dir,
		    strerror(errno));
	for (size_t i = 0; i < ARRAY_SIZE(dirs); i++) {
		path = place(s, dirs[i], "");
		if (mkdir(path, 0777) && errno != EEXIST)
			die(EXIT_INCOMPLETE, "cannot create %s: %s", path,
			    strerror(errno));
		free(path);
	}
	path = place(s, "lock", "");
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0 || flock(fd, LOCK_EX))
		die(EXIT_INCOMPLETE, "cannot lock %s: %s", path,
		    strerror(errno));
	free(path);
	return fd;
}

/* A file that is whole or not there. */
static void publish(const struct server *s, const char *where,
		    const char *name, const char *text)
{
	char *path = place(s, where, name);
	char *partial = xasprintf("%s.new", path);

	write_whole_file(partial, text, strlen(text));
	if (rename(partial, path))
		die(EXIT_INCOMPLETE, "cannot write %s: %s", path,
		    strerror(errno));
	free(partial);
	free(path);
}

static int run_review(const struct server *s, const char *mail,
		      const char *out, const char *err)
{
	struct strv argv = { 0 };
	struct job job = { .out = out, .err = err, .seconds = THREAD_LIMIT };
	const char *const words[] = {
		"/proc/self/exe", "review", "--format=reply", "-C", s->tree,
		"--mbox", mail, s->base ? "--base" : NULL, s->base,
	};

	for (size_t i = 0; i < ARRAY_SIZE(words) && words[i]; i++)
		strv_add(&argv, words[i]);
	*array_add(&argv.item, &argv.n) = NULL;
	job.argv = (const char *const *)argv.item;
	run_jobs(&job, 1, 1);
	strv_free(&argv);
	return job.status == -1 ? 127 : WIFSIGNALED(job.status) ?
		128 + WTERMSIG(job.status) : WEXITSTATUS(job.status);
}

/* How often judging it has failed so far. */
static int tries(const struct server *s, const char *name)
{
	char *path = place(s, "failed", name);
	char *text = read_whole_file(path, NULL);
	int n = text && starts_with(text, "try ") ? atoi(text + 4) : 0;

	free(text);
	free(path);
	return n;
}

/* Keep why it failed.  Returns false if it is to be tried again. */
static bool settle_failure(struct server *s, const char *name, int status,
			   const char *words)
{
	int try = tries(s, name) + 1;
	char *why = xasprintf("try %d of %d: status %d\n%s", try, MAX_TRIES,
			      status, words ? words : "");

	publish(s, "failed", name, why);
	s->failed = true;
	free(why);
	return try >= MAX_TRIES;
}

/*
 * Judge a thread; what there is to say has the name of its first mail.  Returns
 * false if it is to be judged again.
 */
static bool review_thread(struct server *s, const struct thread *thread)
{
	const char *name = thread->letter[0].name;
	char *mbox = xasprintf("%s/thread.mbox", scratch_dir());
	char *out = xasprintf("%s/reply", scratch_dir());
	char *err = xasprintf("%s/reply.err", scratch_dir());
	char *failure = place(s, "failed", name), *reply, *words;
	bool settled = true;
	int status;

	thread_write(thread, mbox);
	status = run_review(s, mbox, out, err);
	reply = read_whole_file(out, NULL);
	words = read_whole_file(err, NULL);
	if (status > EXIT_FINDINGS)
		settled = settle_failure(s, name, status, words);
	else
		unlink(failure);
	if (settled && reply && *reply)
		publish(s, "replies", name, reply);
	free(words);
	free(reply);
	free(failure);
	free(err);
	free(out);
	free(mbox);
	return settled;
}

static void move(const char *from, const char *to)
{
	if (rename(from, to))
		die(EXIT_INCOMPLETE, "cannot move %s to %s: %s", from, to,
		    strerror(errno));
}

/* All its mails are done, which nobody can do at once: a mark says so first. */
static void finish(const struct server *s, const struct thread *thread)
{
	char *mark = xasprintf("%s/" JUDGED, thread->dir);

	write_whole_file(mark, "", 0);
	for (size_t i = 0; i < thread->n; i++) {
		const char *name = thread->letter[i].name;
		char *from = xasprintf("%s/%s", thread->dir, name);
		char *to = place(s, "done", name);

		move(from, to);
		free(to);
		free(from);
	}
	unlink(mark);
	rmdir(thread->dir);
	free(mark);
}

static void serve_thread(struct server *s, const char *name)
{
	char *dir = place(s, "threads", name);
	char *mark = xasprintf("%s/" JUDGED, dir);
	struct thread thread;

	thread_read(&thread, dir);
	if (!thread.n || !access(mark, F_OK) ||
	    (thread_is_ready(&thread, time(NULL)) &&
	     review_thread(s, &thread)))
		finish(s, &thread);
	thread_free(&thread);
	free(mark);
	free(dir);
}

/* Put a mail that came to its thread; the same by another list goes. */
static void sort_mail(struct server *s, const char *file)
{
	char *mail = place(s, "new", file), *name, *key;
	char *dir, *to, *done;

	if (letter_identify(mail, &name, &key)) {
		warn("cannot read %s", mail);
		s->failed = true;
		free(name);
		free(mail);
		return;
	}
	dir = place(s, "threads", key);
	to = xasprintf("%s/%s", dir, name);
	done = place(s, "done", name);
	if (access(done, F_OK)) {
		if (mkdir(dir, 0777) && errno != EEXIST)
			die(EXIT_INCOMPLETE, "cannot create %s: %s", dir,
			    strerror(errno));
		move(mail, to);
	} else {
		move(mail, done);
	}
	free(done);
	free(to);
	free(dir);
	free(key);
	free(name);
	free(mail);
}

static void for_each_in(struct server *s, const char *where,
			void (*serve)(struct server *s, const char *name))
{
	char *dir = place(s, where, "");
	struct dirent **entries;
	int n = scandir(dir, &entries, NULL, alphasort);

	if (n < 0)
		die(EXIT_INCOMPLETE, "cannot read %s: %s", dir,
		    strerror(errno));
	for (int i = 0; i < n; i++) {
		if (*entries[i]->d_name != '.')
			serve(s, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	free(dir);
}

int serve_mails(const char *dir, const char *tree, const char *base)
{
	struct server s = { .dir = dir, .tree = tree, .base = base };
	int fd = lock(&s);

	for_each_in(&s, "new", sort_mail);
	for_each_in(&s, "threads", serve_thread);
	close(fd);
	return s.failed ? EXIT_INCOMPLETE : EXIT_CLEAN;
}
