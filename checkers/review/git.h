/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reading a git repository without touching it.
 *
 * The user's repository is asked a few questions: where its objects and its
 * index are, and which commits a range names.  All else is done in a repository
 * of our own in the scratch directory, which borrows those objects: it has no
 * configuration but ours, so no filter, hook, monitor, textconv or submodule of
 * the user's or the tree's is ever run, and what must be written, such as the
 * result of a patch, is written there.
 */
#ifndef DIOPIN_REVIEW_GIT_H
#define DIOPIN_REVIEW_GIT_H

#include "../base/base.h"

struct repo {
	char *user;		/* directory that was given */
	char *objects, *index;	/* of the user's repository */
	char *format;		/* sha1 or sha256 */
	char *own;		/* our repository */
	char *own_index;	/* its index */
};

/* What a command printed, NUL-terminated, and how it ended. */
struct git_result {
	char *out;
	size_t len;
	int status;
	char *error;		/* first line of stderr without "fatal: " */
};

/*
 * Open the repository that @dir lies in.  If there is none, or git is too old,
 * the run ends with a sentence.
 */
void repo_open(struct repo *repo, const char *dir);

/* Make the repository of our own; from now on git_user() is not to be used. */
void repo_isolate(struct repo *repo);
void repo_close(struct repo *repo);

/*
 * Run git with @args, which end in NULL: git_user() in the user's repository,
 * git_own() in ours, with stdin from the file @in, or empty if that is NULL.
 * The result is freed with git_result_free().
 */
struct git_result git_user(const struct repo *repo, const char *const *args);
struct git_result git_own(const struct repo *repo, const char *in,
			  const char *const *args);
void git_result_free(struct git_result *r);

#define git_args(...) ((const char *const []){ __VA_ARGS__, NULL })

/*
 * The first word of what a command prints in our repository; ends the run with
 * EXIT_INCOMPLETE and @what if it fails.  The caller frees it.
 */
char *git_word(const struct repo *repo, const char *in, const char *what,
	       const char *const *args);

/* A blob, in the order in which they were asked for. */
struct blob {
	char *text;		/* NULL: too large, or missing */
	size_t len;
};

/* No source of the kernel that can name anything of interest is larger. */
#define BLOB_LIMIT (8 << 20)

/*
 * Read blobs by their ids; those over BLOB_LIMIT are left out.  The caller
 * frees the array of @ids->n with blobs_free().
 */
struct blob *repo_blobs(const struct repo *repo, const struct strv *ids);
void blobs_free(struct blob *blobs, size_t n);

#endif
