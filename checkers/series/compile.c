// SPDX-License-Identifier: GPL-2.0-only
/*
 * The proof by compiling: scripts/prove-series on the series as it is in the
 * scratch repository.
 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/proc.h"
#include "../engine/engine.h"
#include "series.h"

#define FAILED "FAILED "

static char *log_path(void)
{
	return xasprintf("%s/proof.log", scratch_dir());
}

/* The last line of what the script said went wrong with itself. */
static void die_of_script(const char *err)
{
	char *text = read_whole_file(err, NULL), *line = text;

	for (char *p = text; p && *p; p += strcspn(p, "\n"), p += *p == '\n')
		line = p;
	die(EXIT_INCOMPLETE, "the series cannot be proven: %.*s; nothing was "
	    "written", line ? (int)strcspn(line, "\n") : 0, line ? line : "");
}

static int run_script(const struct series *series, const char *mails)
{
	char *script = data_file("scripts/prove-series");
	char *log = log_path(), *err = xasprintf("%s/proof.err", scratch_dir());
	const char *const argv[] = {
		"sh", script, series->tree->dir, mails, NULL
	};
	int status;

	progress("compiling what %zu patches touch, step by step",
		 series->nr_patches);
	status = run_command("/", log, err, argv);
	progress_end();
	if (status != 0 && status != 1)
		die_of_script(err);
	free(err);
	free(log);
	free(script);
	return status;
}

/* The files that the @n-th patch changes. */
static void find_touched(const struct series *series, size_t n,
			 struct strv *files)
{
	char *commit = xasprintf("series~%zu", series->nr_patches - n);
	char *out = xasprintf("%s/touched", scratch_dir());
	const char *const argv[] = {
		"diff-tree", "--no-commit-id", "--name-only", "-r", commit, NULL
	};
	char *text, *save = NULL;

	if (!repo_git(series, out, argv)) {
		text = read_whole_file(out, NULL);
		for (char *p = text ? strtok_r(text, "\n", &save) : NULL; p;
		     p = strtok_r(NULL, "\n", &save))
			strv_add(files, p);
		free(text);
	}
	free(out);
	free(commit);
}

/*
 * "FAILED 0003-foo.patch: why", "FAILED fs/foo.c: why": the first of them.  What
 * names no patch is a file, or the series.
 */
static char *read_failure(const struct series *series, struct strv *files)
{
	char *log = log_path(), *text = read_whole_file(log, NULL);
	char *line = text, *what, *colon, *why;
	size_t n;

	while (line && !starts_with(line, FAILED)) {
		line = strchr(line, '\n');
		line += line ? 1 : 0;
	}
	if (!line)
		die(EXIT_INCOMPLETE, "the series is not proven, and its proof "
		    "does not say why; nothing was written");
	what = line + strlen(FAILED);
	what[strcspn(what, "\n")] = '\0';
	colon = strstr(what, ": ");
	n = isdigit((unsigned char)*what) ? strtoul(what, NULL, 10) : 0;
	if (n && n <= series->nr_patches)
		find_touched(series, n, files);
	if (!files->n) {
		char *name = xstrndup(what, colon ? colon - what : 0);

		strv_add(files, name);
		free(name);
	}
	why = xstrdup(n && colon ? colon + 2 : what);
	free(text);
	free(log);
	return why;
}

char *series_compile(const struct series *series, struct strv *files)
{
	char *mails, *why = NULL;

	if (!series->prove)
		return NULL;
	mails = xasprintf("%s/to-prove", scratch_dir());
	MUST_GIT(series, "format-patch", "--quiet", "-o", mails, "base..series");
	if (run_script(series, mails))
		why = read_failure(series, files);
	remove_tree(mails);
	free(mails);
	return why;
}

int series_must_compile(const struct series *series)
{
	struct strv files = { 0 };
	char *why = series_compile(series, &files);

	if (why)
		warn("the series is not proven: %s; nothing was written", why);
	free(why);
	strv_free(&files);
	return why ? EXIT_INCOMPLETE : 0;
}

const char *series_compiled_text(const struct series *series)
{
	if (!series->prove)
		return "Not compiled and not run.";
	return "Each step was compiled with all that it touches, for x86_64 with\n"
		"allmodconfig less sanitizers, tracing and debug information, W=1: no\n"
		"new warning, and no module lacks a symbol.  checkpatch --strict finds\n"
		"no error.  Not run.";
}

void series_keep_log(const struct series *series, const char *dir)
{
	char *from = log_path(), *to = xasprintf("%s/proof.log", dir);
	size_t len = 0;
	char *text = series->prove ? read_whole_file(from, &len) : NULL;

	if (text)
		write_whole_file(to, text, len);
	free(text);
	free(to);
	free(from);
}
