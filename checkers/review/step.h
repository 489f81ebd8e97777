/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The changes to review: each from one tree object to another.
 */
#ifndef DIOPIN_REVIEW_STEP_H
#define DIOPIN_REVIEW_STEP_H

#include "../report/patch.h"
#include "git.h"

struct step {
	struct patch patch;
	char *old_tree, *new_tree;	/* NULL if patch.failure is set */
};

struct steps {
	struct step *step;
	size_t n;
};

/* A step without trees yet; @title is copied.  Good until the next one. */
struct step *steps_add(struct steps *steps, const char *title);
void steps_free(struct steps *steps);

/*
 * Each fills @steps, isolates @repo, and ends the run with a sentence if what
 * it is given cannot be used.
 *
 * steps_range() takes what "git rev-list" does, oldest first and without
 * merges; a single revision is that commit alone.
 */
void steps_range(struct steps *steps, struct repo *repo, const char *range);
void steps_staged(struct steps *steps, struct repo *repo);
void steps_worktree(struct steps *steps, struct repo *repo);

/*
 * The patches of the mails in the file @path, "-" for stdin, each on top of
 * those before it.  They apply to @base, or, if that is NULL, to what a mail
 * names as base-commit, or else to HEAD.
 */
void steps_mbox(struct steps *steps, struct repo *repo, const char *path,
		const char *base);

#endif
