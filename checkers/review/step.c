// SPDX-License-Identifier: GPL-2.0-only
/*
 * Changes that are in a repository already: see step.h.
 */
#include "mail.h"
#include "step.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/proc.h"

/* More commits than one sits down to review. */
#define MAX_COMMITS 10000

struct step *steps_add(struct steps *steps, const char *title)
{
	struct step *s = array_add(&steps->step, &steps->n);

	s->patch.title = xstrdup(title);
	s->patch.nr = steps->n;
	for (size_t i = 0; i < steps->n; i++)
		steps->step[i].patch.of = steps->n;
	return s;
}

void steps_free(struct steps *steps)
{
	for (size_t i = 0; i < steps->n; i++) {
		struct step *s = &steps->step[i];

		free(s->patch.commit);
		free(s->patch.title);
		free(s->patch.failure);
		free(s->patch.diff);
		mail_header_free(&s->patch.mail);
		free(s->old_tree);
		free(s->new_tree);
	}
	free(steps->step);
}

/* A line "COMMIT\tPARENT PARENT\tTITLE" of the log. */
static void add_commit(struct steps *steps, const char *line)
{
	const char *parents = strchr(line, '\t');
	const char *title = parents ? strchr(parents + 1, '\t') : NULL;
	size_t n = parents ? strcspn(parents + 1, " \t") : 0;
	struct step *s;

	if (!title)
		return;
	s = steps_add(steps, title + 1);
	s->patch.commit = xstrndup(line, parents - line);
	s->new_tree = xstrdup(s->patch.commit);
	s->old_tree = n ? xstrndup(parents + 1, n) : NULL;
}

/* Commits that there is nothing to judge against. */
static void fix_roots(struct steps *steps, const struct repo *repo,
		      bool is_shallow)
{
	for (size_t i = 0; i < steps->n; i++) {
		struct step *s = &steps->step[i];

		if (s->old_tree)
			continue;
		if (is_shallow)
			die(EXIT_INCOMPLETE, "the history of %s is cut off at "
			    "%.12s: fetch the commit before it, too",
			    repo->user, s->patch.commit);
		s->patch.failure = xstrdup("it is the first commit: there is "
					   "nothing to judge it against");
	}
}

static bool is_shallow(const struct repo *repo)
{
	struct git_result r = git_user(repo, git_args("rev-parse",
						"--is-shallow-repository"));
	bool shallow = !r.status && starts_with(r.out, "true");

	git_result_free(&r);
	return shallow;
}

void steps_range(struct steps *steps, struct repo *repo, const char *range)
{
	char *limit = xasprintf("--max-count=%d", MAX_COMMITS);
	bool shallow = is_shallow(repo), single = !strstr(range, "..");
	struct git_result r;
	char *save = NULL;

	if (*range == '-')
		die(EXIT_USAGE, "'%s' is no range of commits", range);
	r = git_user(repo, git_args("log", "--reverse", "--topo-order",
				    "--no-color", "--no-notes",
				    single ? "--max-count=1" : limit,
				    single ? "--no-decorate" : "--no-merges",
				    "--format=%H%x09%P%x09%s",
				    "--end-of-options", range, "--"));
	if (r.status)
		die(EXIT_USAGE, "'%s' is no range of commits in %s: %s", range,
		    repo->user, r.error);
	for (char *line = strtok_r(r.out, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save))
		add_commit(steps, line);
	if (steps->n == MAX_COMMITS)
		die(EXIT_USAGE, "'%s' are %d commits or more; give fewer",
		    range, MAX_COMMITS);
	git_result_free(&r);
	free(limit);
	repo_isolate(repo);
	fix_roots(steps, repo, shallow);
}

/* HEAD's commit. */
static char *need_head(const struct repo *repo)
{
	struct git_result r = git_user(repo, git_args("rev-parse", "--verify",
						      "--quiet", "HEAD"));
	char *head = r.status ? NULL : xstrndup(r.out, strcspn(r.out, "\n"));

	if (!head)
		die(EXIT_USAGE, "nothing was committed in %s yet", repo->user);
	git_result_free(&r);
	return head;
}

/* Work on a copy of the user's index. */
static void copy_index(const struct repo *repo)
{
	size_t len = 0;
	char *text = read_whole_file(repo->index, &len);

	if (!text)
		die(EXIT_USAGE, "%s has no index, so nothing is staged",
		    repo->user);
	write_whole_file(repo->own_index, text, len);
	free(text);
}

static void add_index(struct steps *steps, struct repo *repo, char *head,
		      const char *title)
{
	struct step *s = steps_add(steps, title);

	s->old_tree = head;
	s->new_tree = git_word(repo, NULL, "the index cannot be reviewed",
			       git_args("write-tree"));
}

void steps_staged(struct steps *steps, struct repo *repo)
{
	char *head = need_head(repo);

	repo_isolate(repo);
	copy_index(repo);
	add_index(steps, repo, head, "staged changes");
}

/* The paths of plain files that differ from the index, on stdin of git. */
static char *list_modified(const struct repo *repo, const char *top)
{
	char *work = xasprintf("--work-tree=%s", top);
	char *path = xasprintf("%s/modified", scratch_dir());
	struct git_result r = git_own(repo, NULL,
		git_args("-C", top, work, "diff-files", "-z", "--name-only",
			 "--ignore-submodules=all", "--diff-filter=AMDT"));

	if (r.status)
		die(EXIT_INCOMPLETE, "cannot compare %s with its index: %s",
		    top, r.error);
	write_whole_file(path, r.out, r.len);
	git_result_free(&r);
	free(work);
	return path;
}

void steps_worktree(struct steps *steps, struct repo *repo)
{
	struct git_result top = git_user(repo, git_args("rev-parse",
							"--show-toplevel"));
	char *head = need_head(repo), *work, *list;
	struct git_result r;

	if (top.status)
		die(EXIT_USAGE, "%s has no worktree: %s", repo->user,
		    top.error);
	top.out[strcspn(top.out, "\n")] = '\0';
	repo_isolate(repo);
	copy_index(repo);
	work = xasprintf("--work-tree=%s", top.out);
	list = list_modified(repo, top.out);
	r = git_own(repo, list, git_args("-C", top.out, work, "update-index",
					 "-z", "--remove", "--stdin"));
	if (r.status)
		die(EXIT_INCOMPLETE, "cannot read the changes in %s: %s",
		    top.out, r.error);
	git_result_free(&r);
	add_index(steps, repo, head, "changes in the worktree");
	free(work);
	free(list);
	git_result_free(&top);
}
