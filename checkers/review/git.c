// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading a git repository without touching it: see git.h.
 */
#include "git.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/proc.h"

extern char **environ;

/* Seconds for one command of git. */
#define GIT_LIMIT 120

static struct git_result run(const char *in, const char *const *head,
			     const char *const *args)
{
	static unsigned int serial;
	char *out = xasprintf("%s/git-%u.out", scratch_dir(), serial);
	char *err = xasprintf("%s/git-%u.err", scratch_dir(), serial);
	struct strv argv = { 0 };
	struct job job = { .in = in, .out = out, .err = err,
			   .seconds = GIT_LIMIT };
	struct git_result r = { 0 };
	char *line;

	serial++;
	for (size_t i = 0; head[i]; i++)
		strv_add(&argv, head[i]);
	for (size_t i = 0; args[i]; i++)
		strv_add(&argv, args[i]);
	*array_add(&argv.item, &argv.n) = NULL;
	job.argv = (const char *const *)argv.item;
	run_jobs(&job, 1, 1);
	if (job.status == -1)
		die(EXIT_INCOMPLETE, "cannot run git: install the package git");
	r.status = job.status;
	r.out = read_whole_file(out, &r.len);
	line = read_whole_file(err, NULL);
	if (!r.out || !line)
		die(EXIT_INCOMPLETE, "cannot read what git said: %s",
		    strerror(errno));
	line[strcspn(line, "\n")] = '\0';
	r.error = xstrdup(starts_with(line, "fatal: ") ? line + 7 :
			  starts_with(line, "error: ") ? line + 7 : line);
	free(line);
	unlink(out);
	unlink(err);
	strv_free(&argv);
	free(err);
	free(out);
	return r;
}

void git_result_free(struct git_result *r)
{
	free(r->out);
	free(r->error);
}

struct git_result git_user(const struct repo *repo, const char *const *args)
{
	const char *const head[] = {
		"git", "-C", repo->user, "--no-pager", "-c",
		"core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c",
		"protocol.allow=never", "-c", "log.showSignature=false", NULL
	};

	return run(NULL, head, args);
}

struct git_result git_own(const struct repo *repo, const char *in,
			  const char *const *args)
{
	char *dir = xasprintf("--git-dir=%s", repo->own);
	const char *const head[] = { "git", dir, "--no-pager", NULL };
	struct git_result r = run(in, head, args);

	free(dir);
	return r;
}

char *git_word(const struct repo *repo, const char *in, const char *what,
	       const char *const *args)
{
	struct git_result r = git_own(repo, in, args);
	char *word;

	if (r.status || !*r.out)
		die(EXIT_INCOMPLETE, "%s: %s", what,
		    *r.error ? r.error : "git failed");
	word = xstrndup(r.out, strcspn(r.out, " \n"));
	git_result_free(&r);
	return word;
}

/* Nothing of the caller's environment reaches git from here on. */
static void clear_environment(const struct repo *repo)
{
	static const char *const set[][2] = {
		{ "GIT_CONFIG_NOSYSTEM", "1" },
		{ "GIT_CONFIG_GLOBAL", "/dev/null" },
		{ "GIT_ATTR_NOSYSTEM", "1" },
		{ "GIT_NO_REPLACE_OBJECTS", "1" },
		{ "GIT_NO_LAZY_FETCH", "1" },
		{ "GIT_OPTIONAL_LOCKS", "0" },
		{ "GIT_TERMINAL_PROMPT", "0" },
		{ "GIT_PROTOCOL_FROM_USER", "0" },
		{ "GIT_ALLOW_PROTOCOL", "" },
		{ "LC_ALL", "C" },
	};
	struct strv names = { 0 };

	for (char **e = environ; *e; e++) {
		if (starts_with(*e, "GIT_")) {
			char *name = xstrndup(*e, strcspn(*e, "="));

			strv_add(&names, name);
			free(name);
		}
	}
	for (size_t i = 0; i < names.n; i++)
		unsetenv(names.item[i]);
	strv_free(&names);
	for (size_t i = 0; i < ARRAY_SIZE(set); i++)
		setenv(set[i][0], set[i][1], 1);
	setenv("GIT_INDEX_FILE", repo->own_index, 1);
}

/* Objects of the user's repository, and what a hook of git's adds to them. */
static void borrow_objects(const struct repo *repo)
{
	const char *more = getenv("GIT_ALTERNATE_OBJECT_DIRECTORIES");
	char *path = xasprintf("%s/objects/info/alternates", repo->own);
	char *text = xasprintf("%s\n%s%s", repo->objects, more ? more : "",
			       more ? "\n" : "");

	for (char *p = text; (p = strchr(p, ':')); )
		*p = '\n';
	write_whole_file(path, text, strlen(text));
	free(text);
	free(path);
}

void repo_isolate(struct repo *repo)
{
	char *format = xasprintf("--object-format=%s", repo->format);
	const char *const head[] = { "git", NULL };
	struct git_result r;

	repo->own = xasprintf("%s/repository", scratch_dir());
	repo->own_index = xasprintf("%s/index", repo->own);
	r = run(NULL, head, git_args("init", "--quiet", "--bare", "--template=",
				     format, repo->own));
	if (r.status)
		die(EXIT_INCOMPLETE, "cannot make a repository in %s: %s",
		    scratch_dir(), r.error);
	git_result_free(&r);
	borrow_objects(repo);
	clear_environment(repo);
	free(format);
}

void repo_open(struct repo *repo, const char *dir)
{
	struct git_result r;
	char **lines[] = { &repo->objects, &repo->index, &repo->format };
	char *p;

	*repo = (struct repo){ .user = xstrdup(dir) };
	if (access(dir, X_OK))
		die(EXIT_USAGE, "cannot open %s: %s; give a kernel tree in git "
		    "with -C", dir, strerror(errno));
	r = git_user(repo, git_args("rev-parse", "--path-format=absolute",
				    "--git-path", "objects", "--git-path",
				    "index", "--show-object-format"));
	if (r.status)
		die(EXIT_USAGE, "%s cannot be read as a git repository: %s",
		    dir, r.error);
	p = r.out;
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		size_t n = strcspn(p, "\n");

		*lines[i] = xstrndup(p, n);
		p += n + (p[n] == '\n');
	}
	git_result_free(&r);
}

void repo_close(struct repo *repo)
{
	free(repo->user);
	free(repo->objects);
	free(repo->index);
	free(repo->format);
	free(repo->own);
	free(repo->own_index);
}
