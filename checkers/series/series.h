/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Series of patches, made in a scratch git repository and published whole or
 * not at all.
 *
 * To add a series, write one file that fills a struct series_kind, and name
 * it in the table of cmd/series.c.
 */
#ifndef DIOPIN_SERIES_H
#define DIOPIN_SERIES_H

#include <time.h>

#include "../base/base.h"
#include "../facts/facts.h"
#include "../tree/tree.h"

struct survey;

struct series {
	const struct tree *tree;
	const char *out;	/* directory to publish */
	char *author;		/* "Name <mail>" of the person running this */
	char *repo;		/* scratch repository of the files touched */
	char *base_commit;	/* of the tree, NULL if it is not in git */
	struct strv files;	/* in the repository, sorted */
	size_t nr_patches;
	unsigned int reroll;	/* how many times it is sent now, from 1 on */
	const char *earlier;	/* the mails sent before, to compare, or NULL */
	bool prove;		/* compile each step before it is published */
	struct timespec began;	/* the clock of files, before any was read */

	/* Of a series that rests on a claim: why that does not hold, or NULL. */
	char *doubt;
	char *evidence;		/* the lines that show it, one a place */
};

struct series_kind {
	const char *name;
	const char *summary;

	/* Of the audit, which must be true for it to be safe; 0: none. */
	int claim;

	/*
	 * Make the commits and the cover letter.  Returns 0, or EXIT_* after
	 * saying why the series cannot be made for this tree.
	 */
	int (*make)(struct series *series);

	/* Print which sites it would convert, and of others why not. */
	int (*list)(struct series *series);
};

extern const struct series_kind extract_series;
extern const struct series_kind mark_dirty_series;
extern const struct series_kind should_dirty_series;

/* Who signs; ends the run if git knows no name.  The caller frees it. */
char *series_author(const struct tree *tree);

/* Copy @files of the tree into a new scratch repository and commit them. */
void repo_create(struct series *series, const struct strv *files);

/* Copy another file of the tree there, without a commit. */
void repo_add_file(const struct series *series, const char *name);

/*
 * Run git there, without the user's hooks, filters and signing; what it prints
 * goes to the file @out.  Returns its status.
 */
int repo_git(const struct series *series, const char *out,
	     const char *const *args);

/* The same where nothing but git itself or a full disk can fail: ends the run. */
void must_git(const struct series *series, const char *const *args);
#define MUST_GIT(series, ...) \
	must_git((series), (const char *const []){ __VA_ARGS__, NULL })

/*
 * Apply the mails of @series->earlier to the base, as earlier-base..earlier.
 * Ends the run if they do not apply.
 */
void reroll_compare(struct series *series);

/*
 * If it is asked for, compile the commits of the scratch repository step by
 * step, as scripts/prove-series does; this runs the tree's own make.  Returns
 * NULL, or what failed first, and adds to @files those that it touches; the
 * caller frees it.  Ends the run if that cannot be found out.
 */
char *series_compile(const struct series *series, struct strv *files);

/* The same for all or nothing: 0, or EXIT_INCOMPLETE after saying why not. */
int series_must_compile(const struct series *series);

/* What a cover letter may say of that, and the log to put beside the mails. */
const char *series_compiled_text(const struct series *series);
void series_keep_log(const struct series *series, const char *dir);

/*
 * Run a semantic patch over @files, all in one group, in place.  @smpl is its
 * text.  Returns 0, or -1 if spatch failed.
 */
int repo_spatch(const struct series *series, const char *smpl,
		const struct strv *files);

/* The same; does the working tree differ from the last commit now? */
bool repo_convert(const struct series *series, const char *smpl,
		  const struct strv *files);

/*
 * Run the cocci engine over @files below @dir, such as series->repo, and add
 * what it says to @facts.  Returns 0, or -1 if it failed.
 */
int read_facts_of(const char *dir, const struct strv *files,
		  struct facts *facts);

/*
 * Say why a survey is not complete, as of a file that @does something, unless
 * an engine that failed has said so.
 */
void tell_incomplete(const struct survey *survey, const char *does);

/* Lay out the changed lines as the tree's .clang-format wants them. */
void repo_layout(const struct series *series);

/* Make the working tree what the last commit has. */
void repo_take_back(const struct series *series);

/* Undo the last @n commits; all of them if it is 0. */
void repo_uncommit(struct series *series, size_t n);

/* Commit what differs with @message; the sign-off is added. */
void repo_commit(struct series *series, const char *message);

/* What names the last commit of the scratch repository; the caller frees it. */
char *repo_id(const struct series *series);

/* The end of a cover letter: what the series is for.  The caller frees it. */
char *series_base(const struct series *series);

/*
 * Write the mails, apply them step by step on the base to see that they do
 * apply, and publish them as series->out.  @cover: first line is the subject.
 */
void repo_publish(struct series *series, const char *cover);

/* What git prints in the tree for these arguments; NULL if it fails. */
char *tree_git(const struct series *series, const char *const *args);

/* Mail addresses for @files from the tree's own get_maintainer.pl. */
void people_find(const struct series *series, const struct strv *files,
		 struct strv *to, struct strv *cc);

/*
 * Read cocci/series/@name and put values where "@KEY@" stands.  @values is
 * "KEY", value, "KEY", value, NULL.  The caller frees the result.
 */
char *template_read(const char *name, const char *const *values);

/* A semantic patch after the comment on its top. */
const char *smpl_body(const char *text);

/*
 * A semantic patch, cocci/series/@name, without the comment on its top, with
 * @guard, a condition on b, where it has GUARD(b), and with the same as an
 * operand of && where it has OPERAND(b).  The caller frees it.
 */
char *template_smpl(const char *name, const char *guard);

/*
 * Subject prefix for a file: what most of its last commits have, or its
 * directory if the tree has no history.  The caller frees it.
 */
char *subject_prefix(const struct series *series, const char *file);

#endif
