// SPDX-License-Identifier: GPL-2.0-only
/*
 * Whether a change is of interest: see interest.h.
 */
#include "interest.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/lexical.h"
#include "../report/diff.h"
#include "../rules/api.h"

/* Names that make a file a candidate. */
static bool is_telling(const char *name)
{
	return api_has_role(name, ROLE_SELECT | ROLE_SELECT_FLOW);
}

/* The others, but for those that only pass pages along. */
static bool is_common(const char *name)
{
	const struct api *api = api_find(name);

	return api && (api->roles & ~ROLE_BORROW) && !is_telling(name);
}

static bool calls(const char *text, size_t len, bool (*wanted)(const char *))
{
	struct lexical *lexical = lexical_read(text, len, wanted);
	bool any = lexical->nr_calls;

	lexical_free(lexical);
	return any;
}

static void read_diff(const struct repo *repo, struct step *s)
{
	struct git_result r;

	if (s->patch.diff)
		return;
	r = git_own(repo, NULL, git_args("diff-tree", "-p", "-M",
					 "--no-ext-diff", "--no-textconv",
					 "--no-color", s->old_tree,
					 s->new_tree));
	s->patch.diff = xstrdup(r.status ? "" : r.out);
	git_result_free(&r);
}

/* Does a line of that file which changed call something of the kind? */
static bool change_calls(const struct diff *diff, const char *file)
{
	bool any = false;

	for (size_t i = 0; i < diff->n && !any; i++) {
		const struct diff_line *l = &diff->line[i];

		any = l->kind != ' ' && l->len > 1 &&
			diff_line_is_of(l, file) &&
			calls(l->text + 1, l->len - 1, is_common);
	}
	return any;
}

/* Files that only the lines which changed can make interesting. */
static void add_by_lines(const struct repo *repo, struct step *s,
			 const struct strv *files, struct scope *scope)
{
	struct diff diff;

	if (!files->n)
		return;
	read_diff(repo, s);
	diff_read(&diff, s->patch.diff);
	for (size_t i = 0; i < files->n; i++) {
		if (change_calls(&diff, files->item[i]))
			scope_add(scope, files->item[i]);
	}
	diff_free(&diff);
}

static void list_c_files(const struct changes *c, struct strv *ids,
			 struct strv *paths)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct change *change = &c->change[i];

		if (change->old_id && path_is_c(change->old_path)) {
			strv_add(ids, change->old_id);
			strv_add(paths, change->old_path);
		}
		if (change->new_id && path_is_c(change->new_path)) {
			strv_add(ids, change->new_id);
			strv_add(paths, change->new_path);
		}
	}
}

char *find_scope(const struct repo *repo, struct step *step,
		 const struct changes *changes, struct scope *scope)
{
	struct strv ids = { 0 }, paths = { 0 }, common = { 0 };
	struct blob *blobs;
	char *failure = NULL;

	if (changes->unsafe)
		return xasprintf("it touches '%.200s', which can be no file of "
				 "a tree", changes->unsafe);
	list_c_files(changes, &ids, &paths);
	blobs = repo_blobs(repo, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		const struct blob *b = &blobs[i];

		if (!b->text && !failure)
			failure = xasprintf("%s is larger than %d MiB, or not "
					    "there", paths.item[i],
					    BLOB_LIMIT >> 20);
		else if (b->text && calls(b->text, b->len, is_telling))
			scope_add(scope, paths.item[i]);
		else if (b->text && calls(b->text, b->len, is_common))
			strv_add(&common, paths.item[i]);
	}
	strv_sort_unique(&common);
	add_by_lines(repo, step, &common, scope);
	if (scope->files.n)
		read_diff(repo, step);
	/* The others are laid out as well, as they change with these. */
	for (size_t i = 0; scope->files.n && i < paths.n; i++) {
		if (!strv_has(&scope->files, paths.item[i]))
			strv_add(&scope->files, paths.item[i]);
	}
	blobs_free(blobs, ids.n);
	strv_free(&common);
	strv_free(&ids);
	strv_free(&paths);
	return failure;
}
