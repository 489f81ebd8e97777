// SPDX-License-Identifier: GPL-2.0-only
/*
 * All files of a tree that a scan can see: see stamps.h.
 */
#include "stamps.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>

#include "../base/entry.h"
#include "environment.h"

/* nftw() has no argument for its callback. */
static struct stamps *walked;
static size_t walked_prefix;

uint64_t stamp_of(const char *name, const struct stat *st)
{
	const long long about[] = {
		st->st_size, st->st_mtim.tv_sec, st->st_mtim.tv_nsec,
		st->st_ctim.tv_sec, st->st_ctim.tv_nsec, st->st_ino,
	};

	return entry_hash(entry_hash(ENTRY_HASH_START, name, strlen(name)),
			  about, sizeof(about));
}

static int visit(const char *path, const struct stat *st, int type,
		 struct FTW *where)
{
	const char *name = path + walked_prefix;

	name += strspn(name, "/");
	if (type == FTW_D && !strcmp(path + where->base, ".git"))
		return FTW_SKIP_SUBTREE;
	if (type == FTW_DNR || type == FTW_NS)
		walked->whole = false;
	if (type == FTW_F && (environment_has(name) || ends_with(name, ".c")))
		*array_add(&walked->file, &walked->n) = (struct stamped_file){
			.path = xstrdup(name),
			.stamp = stamp_of(name, st),
		};
	return FTW_CONTINUE;
}

static int compare_paths(const void *a, const void *b)
{
	const struct stamped_file *p = a, *q = b;

	return strcmp(p->path, q->path);
}

void stamps_read(struct stamps *stamps, const char *tree)
{
	*stamps = (struct stamps){ .whole = true };
	walked = stamps;
	walked_prefix = strlen(tree);
	if (nftw(tree, visit, 64, FTW_PHYS | FTW_ACTIONRETVAL))
		stamps->whole = false;
	if (stamps->n)
		qsort(stamps->file, stamps->n, sizeof(*stamps->file),
		      compare_paths);
}

void stamps_free(struct stamps *stamps)
{
	for (size_t i = 0; i < stamps->n; i++)
		free(stamps->file[i].path);
	free(stamps->file);
	*stamps = (struct stamps){ 0 };
}

const struct stamped_file *stamps_find(const struct stamps *stamps,
				       const char *path)
{
	const struct stamped_file key = { .path = (char *)path };

	return stamps->n ? bsearch(&key, stamps->file, stamps->n,
				    sizeof(key), compare_paths) : NULL;
}
