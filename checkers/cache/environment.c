// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the files of a tree are compiled with: see environment.h.
 *
 * A change of a file that keeps its size, inode, time of modification and time
 * of change is not noticed; it takes setting the clock back.
 */
#include "environment.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "entry.h"

bool environment_has(const char *path)
{
	static const char *const suffixes[] = {
		".h", ".inc", ".def", ".tbl",
	};
	static const char *const names[] = { "Kconfig", "Makefile", "Kbuild" };
	const char *name = strrchr(path, '/');

	name = name ? name + 1 : path;
	for (size_t i = 0; i < ARRAY_SIZE(suffixes); i++) {
		if (ends_with(name, suffixes[i]))
			return true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (starts_with(name, names[i]))
			return true;
	}
	return false;
}

/* A sum, as the order in which a directory lists its files means nothing. */
struct sum {
	uint64_t a, b;
};

static struct sum walked;
static size_t walked_prefix;
static bool walked_code;

static void add_file(struct sum *sum, const char *name, const struct stat *st)
{
	const long long about[] = {
		st->st_size, st->st_mtim.tv_sec, st->st_mtim.tv_nsec,
		st->st_ctim.tv_sec, st->st_ctim.tv_nsec, st->st_ino,
	};
	uint64_t h = entry_hash(ENTRY_HASH_START, name, strlen(name));

	h = entry_hash(h, about, sizeof(about));
	sum->a += h;
	sum->b += entry_hash(h, "b", 1);
}

static char *sum_text(const struct sum *sum)
{
	return xasprintf("%016" PRIx64 "%016" PRIx64, sum->a, sum->b);
}

static int visit(const char *path, const struct stat *st, int type,
		 struct FTW *where)
{
	if (type == FTW_D && !strcmp(path + where->base, ".git"))
		return FTW_SKIP_SUBTREE;
	if (type == FTW_F && (environment_has(path) ||
			      (walked_code && ends_with(path, ".c"))))
		add_file(&walked, path + walked_prefix, st);
	return FTW_CONTINUE;
}

static char *walk(const char *tree, bool code)
{
	walked = (struct sum){ 0 };
	walked_prefix = strlen(tree);
	walked_code = code;
	nftw(tree, visit, 64, FTW_PHYS | FTW_ACTIONRETVAL);
	return sum_text(&walked);
}

char *environment_of_tree(const char *tree)
{
	return walk(tree, false);
}

char *environment_and_code(const char *tree)
{
	return walk(tree, true);
}

char *environment_of_files(const struct strv *files)
{
	struct sum sum = { 0 };

	for (size_t i = 0; i < files->n; i++) {
		struct stat st = { 0 };

		stat(files->item[i], &st);
		add_file(&sum, files->item[i], &st);
	}
	return sum_text(&sum);
}
