// SPDX-License-Identifier: GPL-2.0-only
/*
 * A series sent before: brought into the scratch repository, for git to tell
 * in the cover letter what changed since.
 */
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../base/proc.h"
#include "series.h"

#define PATCHES "/*[0-9][0-9][0-9][0-9]-*.patch"
#define COVER "0000-cover-letter.patch"

/* The mails of the directory, without the cover letter, in order. */
static void find_mails(const char *dir, struct strv *mails)
{
	char *pattern = xasprintf("%s" PATCHES, dir);
	glob_t found = { 0 };

	glob(pattern, 0, NULL, &found);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		if (!ends_with(found.gl_pathv[i], COVER))
			strv_add(mails, found.gl_pathv[i]);
	}
	globfree(&found);
	free(pattern);
	if (!mails->n)
		die(EXIT_USAGE, "%s has no patches of git format-patch, so "
		    "nothing can be compared with them", dir);
}

/* Run git on all mails; the words before them end with NULL. */
static int git_on(const struct series *series, const struct strv *mails,
		  const char *out, const char *const *words)
{
	const char **argv;
	size_t n = 0;
	int status;

	while (words[n])
		n++;
	argv = xcalloc(n + mails->n + 1, sizeof(*argv));
	memcpy(argv, words, n * sizeof(*argv));
	memcpy(argv + n, mails->item, mails->n * sizeof(*argv));
	status = repo_git(series, out, argv);
	free(argv);
	return status;
}

/* A file of the tree, and not one that a mail leads out of it to. */
static bool is_in_tree(const struct series *series, const char *name)
{
	char *path = xasprintf("%s/%s", series->tree->dir, name);
	struct stat st;
	bool plain = !lstat(path, &st) && S_ISREG(st.st_mode);

	free(path);
	return plain && *name != '/' && !strstr(name, "..");
}

/* The scratch repository lacks what only the earlier series touches. */
static void add_files(struct series *series, const struct strv *mails)
{
	static const char *const numstat[] = {
		"apply", "--numstat", "-z", NULL
	};
	char *out = xasprintf("%s/touched", scratch_dir());
	size_t len = 0;
	char *text = git_on(series, mails, out, numstat) ? NULL :
		read_whole_file(out, &len);

	/* "added TAB deleted TAB name NUL" */
	for (char *p = text; p && p < text + len; p += strlen(p) + 1) {
		char *name = strrchr(p, '\t');

		if (name && !strv_has(&series->files, name + 1) &&
		    is_in_tree(series, name + 1))
			repo_add_file(series, name + 1);
	}
	MUST_GIT(series, "add", "--all", "--force");
	MUST_GIT(series, "commit", "--quiet", "--allow-empty", "-m", "base");
	free(text);
	free(out);
}

void reroll_compare(struct series *series)
{
	static const char *const am[] = { "am", "--quiet", NULL };
	struct strv mails = { 0 };

	find_mails(series->earlier, &mails);
	MUST_GIT(series, "checkout", "--quiet", "-b", "earlier", "base");
	add_files(series, &mails);
	MUST_GIT(series, "tag", "earlier-base");
	if (git_on(series, &mails, "/dev/null", am))
		die(EXIT_USAGE, "the patches in %s do not apply to %s, so they "
		    "cannot be compared with; give what was made for this tree",
		    series->earlier, series->tree->dir);
	MUST_GIT(series, "checkout", "--quiet", "series");
	strv_free(&mails);
}
