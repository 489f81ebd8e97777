// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading blobs, many at a time: see git.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/proc.h"
#include "git.h"

static char *write_list(const struct strv *ids, const bool *leave_out)
{
	char *path = xasprintf("%s/blobs", scratch_dir()), *list = NULL;
	size_t len;
	FILE *f = open_memstream(&list, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < ids->n; i++) {
		if (!leave_out[i])
			fprintf(f, "%s\n", ids->item[i]);
	}
	fclose(f);
	write_whole_file(path, list, len);
	free(list);
	return path;
}

/* "ID blob SIZE": the size; -1 if it is not there or no blob. */
static long blob_size(const char *line)
{
	const char *p = strstr(line, " blob ");
	const char *end = strchr(line, '\n');

	return p && end && p < end ? atol(p + strlen(" blob ")) : -1;
}

static void find_large(const struct repo *repo, const struct strv *ids,
		       bool *leave_out)
{
	char *list = write_list(ids, leave_out);
	struct git_result r = git_own(repo, list,
				      git_args("cat-file", "--batch-check"));
	const char *p = r.out;

	for (size_t i = 0; i < ids->n; i++) {
		long size = p && *p ? blob_size(p) : -1;

		leave_out[i] = size < 0 || size > BLOB_LIMIT;
		p = p ? strchr(p, '\n') : NULL;
		p = p ? p + 1 : NULL;
	}
	git_result_free(&r);
	free(list);
}

struct blob *repo_blobs(const struct repo *repo, const struct strv *ids)
{
	struct blob *blobs = xcalloc(ids->n, sizeof(*blobs));
	bool *leave_out = xcalloc(ids->n, sizeof(*leave_out));
	struct git_result r;
	const char *p, *end;
	char *list;

	if (ids->n)
		find_large(repo, ids, leave_out);
	list = write_list(ids, leave_out);
	r = git_own(repo, list, git_args("cat-file", "--batch"));
	p = r.out;
	end = r.out + r.len;
	for (size_t i = 0; i < ids->n; i++) {
		const char *text = memchr(p, '\n', end - p);
		long size = text ? blob_size(p) : -1;

		if (leave_out[i])
			continue;
		if (size < 0 || end - text - 1 <= size)
			die(EXIT_INCOMPLETE, "cannot read the objects of %s%s%s",
			    repo->user, *r.error ? ": " : "", r.error);
		blobs[i].text = xcalloc(1, size + 1);
		memcpy(blobs[i].text, text + 1, size);
		blobs[i].len = size;
		p = text + 1 + size + 1;
	}
	git_result_free(&r);
	free(list);
	free(leave_out);
	return blobs;
}

void blobs_free(struct blob *blobs, size_t n)
{
	for (size_t i = 0; blobs && i < n; i++)
		free(blobs[i].text);
	free(blobs);
}
