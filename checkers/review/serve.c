// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reviewing mails as they come: see serve.h.
 *
 * Each is reviewed by a process of its own, so that whatever is wrong with one
 * does not concern the others.
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
#include "mail.h"

/* Seconds for one mail. */
#define MAIL_LIMIT 1800

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
	static const char *const dirs[] = { "new", "done", "replies", "failed" };
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

/* A name for the mail: the hash of its Message-ID, or else of all of it. */
static char *mail_name(const char *path)
{
	char *in = xasprintf("%s/message-id", scratch_dir());
	char *out = xasprintf("%s/message-id.hash", scratch_dir());
	const char *const argv[] = {
		"git", "hash-object", "--no-filters", "--stdin", NULL
	};
	struct job job = { .argv = argv, .in = in, .out = out };
	size_t len = 0;
	char *text = read_whole_file(path, &len), *name = NULL;
	struct mail_header h = { 0 };

	if (text)
		mail_header_read(&h, text, len);
	write_whole_file(in, h.message_id ? h.message_id : text ? text : "",
			 h.message_id ? strlen(h.message_id) : text ? len : 0);
	run_jobs(&job, 1, 1);
	if (text && !job.status)
		name = read_whole_file(out, NULL);
	if (name)
		name[strcspn(name, "\n")] = '\0';
	mail_header_free(&h);
	free(text);
	free(out);
	free(in);
	return name;
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
	struct job job = { .out = out, .err = err, .seconds = MAIL_LIMIT };
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

static void review_mail(struct server *s, const char *mail, const char *name)
{
	char *out = xasprintf("%s/reply", scratch_dir());
	char *err = xasprintf("%s/reply.err", scratch_dir());
	int status = run_review(s, mail, out, err);
	char *reply = read_whole_file(out, NULL);
	char *words = read_whole_file(err, NULL);

	if (status > EXIT_FINDINGS) {
		char *why = xasprintf("status %d\n%s", status,
				      words ? words : "");

		publish(s, "failed", name, why);
		s->failed = true;
		free(why);
	}
	if (reply && *reply)
		publish(s, "replies", name, reply);
	free(words);
	free(reply);
	free(err);
	free(out);
}

static void serve_mail(struct server *s, const char *file)
{
	char *mail = place(s, "new", file), *name = mail_name(mail);
	char *done = place(s, "done", name ? name : "");

	if (!name) {
		warn("cannot read %s", mail);
		s->failed = true;
	} else {
		/* the same mail by another list was answered already */
		if (access(done, F_OK))
			review_mail(s, mail, name);
		if (rename(mail, done))
			die(EXIT_INCOMPLETE, "cannot move %s: %s", mail,
			    strerror(errno));
	}
	free(done);
	free(name);
	free(mail);
}

int serve_mails(const char *dir, const char *tree, const char *base)
{
	struct server s = { .dir = dir, .tree = tree, .base = base };
	int fd = lock(&s), n;
	char *new = place(&s, "new", "");
	struct dirent **entries;

	n = scandir(new, &entries, NULL, alphasort);
	if (n < 0)
		die(EXIT_INCOMPLETE, "cannot read %s: %s", new,
		    strerror(errno));
	for (int i = 0; i < n; i++) {
		if (*entries[i]->d_name != '.')
			serve_mail(&s, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	free(new);
	close(fd);
	return s.failed ? EXIT_INCOMPLETE : EXIT_CLEAN;
}
