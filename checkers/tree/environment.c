// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the files of a tree are compiled with: see environment.h.
 */
#include "environment.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../base/entry.h"

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

static void add_stamp(struct sum *sum, uint64_t stamp)
{
	sum->a += stamp;
	sum->b += entry_hash(stamp, "b", 1);
}

static char *sum_text(const struct sum *sum)
{
	return xasprintf("%016" PRIx64 "%016" PRIx64, sum->a, sum->b);
}

char *environment_of(const struct stamps *stamps)
{
	struct sum sum = { 0 };

	for (size_t i = 0; i < stamps->n; i++) {
		if (environment_has(stamps->file[i].path))
			add_stamp(&sum, stamps->file[i].stamp);
	}
	return sum_text(&sum);
}

char *environment_and_code(const struct stamps *stamps)
{
	struct sum sum = { 0 };

	for (size_t i = 0; i < stamps->n; i++)
		add_stamp(&sum, stamps->file[i].stamp);
	return sum_text(&sum);
}

char *environment_of_tree(const char *tree)
{
	struct stamps stamps;
	char *environment;

	stamps_read(&stamps, tree);
	environment = environment_of(&stamps);
	stamps_free(&stamps);
	return environment;
}

char *environment_of_files(const struct strv *files)
{
	struct sum sum = { 0 };

	for (size_t i = 0; i < files->n; i++) {
		struct stat st = { 0 };

		stat(files->item[i], &st);
		add_stamp(&sum, stamp_of(files->item[i], &st));
	}
	return sum_text(&sum);
}
