// SPDX-License-Identifier: GPL-2.0-only
/*
 * The scratch repository in which a series is made.
 *
 * It holds only the files that the series touches, so it is made in a moment;
 * the tree itself is never written to.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/proc.h"
#include "../engine/engine.h"
#include "../join/survey.h"
#include "series.h"

/* Run git in @dir without the user's hooks, filters and signing. */
static int git(const char *dir, const char *out, const char *const *args)
{
	static const char *const fixed[] = {
		"git", "-c", "core.hooksPath=/dev/null",
		"-c", "commit.gpgSign=false", "-c", "core.autocrlf=false",
		"-c", "core.attributesFile=/dev/null", "-c", "gc.auto=0",
		"-c", "init.defaultBranch=series",
		"-c", "advice.defaultBranchName=false",
	};
	const char **argv;
	size_t n = 0;
	int status;

	while (args[n])
		n++;
	argv = xcalloc(ARRAY_SIZE(fixed) + n + 1, sizeof(*argv));
	memcpy(argv, fixed, sizeof(fixed));
	memcpy(argv + ARRAY_SIZE(fixed), args, n * sizeof(*args));
	status = run_command(dir, out, "/dev/null", argv);
	free(argv);
	return status;
}

#define GIT(dir, out, ...) \
	git((dir), (out), (const char *const []){ __VA_ARGS__, NULL })

void must_git(const struct series *series, const char *const *args)
{
	int status = git(series->repo, "/dev/null", args);

	if (status == 127)
		die(EXIT_INCOMPLETE, "cannot run git: install the package git");
	if (status)
		die(EXIT_INCOMPLETE, "git %s failed with status %d in the "
		    "scratch repository; is the disk full?", args[0], status);
}

int repo_git(const struct series *series, const char *out,
	     const char *const *args)
{
	return git(series->repo, out, args);
}

/* What git prints in @dir, without the newline; NULL if it fails. */
static char *git_line(const char *dir, const char *what, const char *arg)
{
	char *out = xasprintf("%s/git.out", scratch_dir());
	char *text = NULL;

	if (!GIT(dir, out, what, arg))
		text = read_whole_file(out, NULL);
	if (text)
		text[strcspn(text, "\n")] = '\0';
	free(out);
	return text;
}

char *tree_git(const struct series *series, const char *const *args)
{
	char *out = xasprintf("%s/git.out", scratch_dir());
	char *text = NULL;

	if (!git(series->tree->dir, out, args))
		text = read_whole_file(out, NULL);
	free(out);
	return text;
}

char *series_author(const struct tree *tree)
{
	char *ident = git_line(tree->dir, "var", "GIT_COMMITTER_IDENT");
	char *end = ident ? strchr(ident, '>') : NULL;

	if (!end)
		die(EXIT_USAGE, "git does not know who you are, and a series is "
		    "signed off by you; set user.name and user.email with git "
		    "config --global");
	end[1] = '\0';
	return ident;
}

void repo_add_file(const struct series *series, const char *name)
{
	char *from = xasprintf("%s/%s", series->tree->dir, name);
	char *to = xasprintf("%s/%s", series->repo, name);
	size_t len = 0;
	char *text = read_whole_file(from, &len);

	if (!text)
		die(EXIT_INCOMPLETE, "cannot read %s: %s", from,
		    strerror(errno));
	write_whole_file(to, text, len);
	free(text);
	free(from);
	free(to);
}

/* A tree in git must have the files as its last commit has them. */
static void find_base(struct series *series)
{
	char *top = git_line(series->tree->dir, "rev-parse", "--show-cdup");
	bool in_git = top && !*top;

	free(top);
	if (!in_git)
		return;
	series->base_commit = git_line(series->tree->dir, "rev-parse", "HEAD");
	for (size_t i = 0; series->base_commit && i < series->files.n; i++) {
		if (GIT(series->tree->dir, "/dev/null", "diff", "--quiet",
			"--no-ext-diff", "HEAD", "--", series->files.item[i]))
			die(EXIT_USAGE, "%s differs from the last commit of %s; "
			    "commit or stash it first", series->files.item[i],
			    series->tree->dir);
	}
}

void repo_create(struct series *series, const struct strv *files)
{
	series->repo = xasprintf("%s/repo", scratch_dir());
	if (mkdir(series->repo, 0777))
		die(EXIT_INCOMPLETE, "cannot create %s: %s", series->repo,
		    strerror(errno));
	for (size_t i = 0; i < files->n; i++) {
		strv_add(&series->files, files->item[i]);
		repo_add_file(series, files->item[i]);
	}
	find_base(series);
	MUST_GIT(series, "init", "--quiet");
	MUST_GIT(series, "add", "--all", "--force");
	MUST_GIT(series, "commit", "--quiet", "-m", "base");
	MUST_GIT(series, "tag", "base");
}

int repo_spatch(const struct series *series, const char *smpl,
		const struct strv *files)
{
	static const char *const fixed[] = {
		"spatch", "--no-includes", "--very-quiet", "--in-place",
		"--timeout", "120", "--sp-file",
	};
	char *path = xasprintf("%s/series.cocci", scratch_dir());
	const char **argv = xcalloc(ARRAY_SIZE(fixed) + files->n + 2,
				    sizeof(*argv));
	int status;

	write_whole_file(path, smpl, strlen(smpl));
	memcpy(argv, fixed, sizeof(fixed));
	argv[ARRAY_SIZE(fixed)] = path;
	for (size_t i = 0; i < files->n; i++)
		argv[ARRAY_SIZE(fixed) + 1 + i] = files->item[i];
	status = run_command(series->repo, "/dev/null", "/dev/null", argv);
	if (status == 127)
		die(EXIT_INCOMPLETE, "cannot run spatch: install the package "
		    "coccinelle");
	free(argv);
	free(path);
	return status ? -1 : 0;
}

int read_facts_of(const char *dir, const struct strv *files,
		  struct facts *facts)
{
	struct outcome outcome = { 0 };
	char *schema = data_file("checkers/facts/facts.rng");
	int status;

	engine_run(&cocci_engine, dir, files, NULL, 1, &outcome);
	status = outcome.failed;
	for (size_t i = 0; i < outcome.nr_facts; i++)
		status |= facts_read(facts, outcome.facts[i].path, schema);
	facts_sort(facts);
	outcome_free(&outcome);
	free(schema);
	return status ? -1 : 0;
}

/* git clang-format touches changed lines only; its status says nothing. */
void repo_layout(const struct series *series)
{
	char *style = xasprintf("%s/.clang-format", series->tree->dir);
	char *to = xasprintf("%s/.clang-format", series->repo);
	size_t len = 0;
	char *text = read_whole_file(style, &len);
	int status = 0;

	if (text) {
		write_whole_file(to, text, len);
		status = GIT(series->repo, "/dev/null", "clang-format",
			     "--force", "--style=file", "--extensions=c,h");
		unlink(to);
	}
	if (status > 1)
		die(EXIT_INCOMPLETE, "cannot run git clang-format: install the "
		    "package clang-format");
	free(text);
	free(to);
	free(style);
}

void tell_incomplete(const struct survey *survey, const char *does)
{
	if (!survey->engine_failed)
		warn("a file that %s could not be parsed whole; diopin scan "
		     "--kind=coverage says which", does);
}

bool repo_convert(const struct series *series, const char *smpl,
		  const struct strv *files)
{
	return !repo_spatch(series, smpl, files) &&
		GIT(series->repo, "/dev/null", "diff", "--quiet") != 0;
}

char *repo_id(const struct series *series)
{
	char *id = git_line(series->repo, "rev-parse", "HEAD^{tree}");

	if (!id)
		die(EXIT_INCOMPLETE, "git rev-parse failed in the scratch "
		    "repository");
	return id;
}

char *series_base(const struct series *series)
{
	const struct tree *tree = series->tree;

	return series->base_commit ?
		xasprintf("\n\nbase-commit: %s", series->base_commit) :
		xasprintf("\n\nMade for Linux %d.%d.%d, from a tree that is not "
			  "in git.", tree->version, tree->patchlevel,
			  tree->sublevel);
}

void repo_take_back(const struct series *series)
{
	MUST_GIT(series, "reset", "--quiet", "--hard");
}

void repo_uncommit(struct series *series, size_t n)
{
	char *to = n ? xasprintf("HEAD~%zu", n) : xstrdup("base");

	MUST_GIT(series, "reset", "--quiet", "--hard", to);
	series->nr_patches = n ? series->nr_patches - n : 0;
	free(to);
}

void repo_commit(struct series *series, const char *message)
{
	char *path = xasprintf("%s/message", scratch_dir());

	write_whole_file(path, message, strlen(message));
	MUST_GIT(series, "commit", "--quiet", "--all", "--signoff",
		 "--cleanup=whitespace", "-F", path);
	series->nr_patches++;
	free(path);
}

/* Apply the mails one by one on the base: the result must be the same. */
static void check_mails(const struct series *series, const char *dir)
{
	MUST_GIT(series, "checkout", "--quiet", "-b", "check", "base");
	for (size_t i = 1; i <= series->nr_patches; i++) {
		char *script = xasprintf("git -c core.hooksPath=/dev/null am "
					 "--quiet \"$1\"/*%04zu-*.patch", i);
		const char *const argv[] = {
			"sh", "-c", script, "sh", dir, NULL
		};

		if (run_command(series->repo, "/dev/null", "/dev/null", argv))
			die(EXIT_INCOMPLETE, "patch %zu of the series does not "
			    "apply; nothing was written", i);
		free(script);
	}
	if (GIT(series->repo, "/dev/null", "diff", "--quiet", "series"))
		die(EXIT_INCOMPLETE, "the mails do not give the tree they were "
		    "made from; nothing was written");
}

static void format_mails(struct series *series, const char *dir)
{
	const char *argv[12] = {
		"format-patch", "--quiet", "--numbered", "--cover-letter",
		"--cover-from-description=subject", "--no-base", "-o", dir,
		"base..series",
	};
	char *reroll = xasprintf("--reroll-count=%u", series->reroll);
	struct strv to = { 0 }, cc = { 0 };
	size_t n = 9;

	people_find(series, &series->files, &to, &cc);
	for (size_t i = 0; i < to.n; i++)
		MUST_GIT(series, "config", "--add", "format.to", to.item[i]);
	for (size_t i = 0; i < cc.n; i++)
		MUST_GIT(series, "config", "--add", "format.cc", cc.item[i]);
	MUST_GIT(series, "config", "format.subjectPrefix",
		 series->doubt ? "RFC PATCH" : "PATCH");
	if (series->reroll > 1)
		argv[n++] = reroll;
	if (series->earlier) {
		reroll_compare(series);
		argv[n++] = "--range-diff=earlier-base..earlier";
	}
	must_git(series, argv);
	free(reroll);
	strv_free(&to);
	strv_free(&cc);
}

static bool is_later(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec > b->tv_sec ||
		(a->tv_sec == b->tv_sec && a->tv_nsec > b->tv_nsec);
}

/*
 * What was read, at whatever moment, must be what the mails are for.  A link to
 * a file changes its time of change, and nothing else.
 */
static void refuse_changed(const struct series *series)
{
	for (size_t i = 0; i < series->files.n; i++) {
		char *path = xasprintf("%s/%s", series->tree->dir,
				       series->files.item[i]);
		struct stat st;

		if (stat(path, &st) || is_later(&st.st_mtim, &series->began))
			die(EXIT_INCOMPLETE, "%s changed while the series was "
			    "made, and nothing was written; run diopin again",
			    path);
		free(path);
	}
}

/*
 * The mails are made in a directory beside the one to publish, so that one
 * rename() shows them all at once.
 */
void repo_publish(struct series *series, const char *cover)
{
	char *dir = xasprintf("%s.XXXXXX", series->out);

	if (!mkdtemp(dir))
		die(EXIT_USAGE, "cannot write %s: %s", series->out,
		    strerror(errno));
	discard_directory(dir);
	chmod(dir, 0755);
	MUST_GIT(series, "config", "branch.series.description", cover);
	format_mails(series, dir);
	check_mails(series, dir);
	series_keep_log(series, dir);
	refuse_changed(series);
	leave_if_interrupted();
	/* Replaces a directory only if it is empty. */
	if (rename(dir, series->out))
		die(EXIT_USAGE, "cannot write %s: %s; give a directory that is "
		    "new or empty", series->out, strerror(errno));
	keep_directory(dir);
	free(dir);
}
