// SPDX-License-Identifier: GPL-2.0-only
/*
 * Opening a kernel tree.
 */
#include "tree.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The number after "KEY = " at the start of a line of the top Makefile. */
static int makefile_number(const char *makefile, const char *key)
{
	size_t n = strlen(key);

	for (const char *line = makefile; line; line = strchr(line, '\n')) {
		const char *p;

		if (*line == '\n')
			line++;
		if (strncmp(line, key, n))
			continue;
		p = line + n + strspn(line + n, " \t");
		if (*p == '=')
			return atoi(p + 1);
	}
	return -1;
}

static void need(const struct tree *tree, const char *what)
{
	char *path = xasprintf("%s/%s", tree->dir, what);

	if (access(path, R_OK))
		die(EXIT_USAGE, "%s looks like half a kernel tree: no %s; "
		    "unpack it whole or give another one with -C",
		    tree->dir, what);
	free(path);
}

void tree_open(struct tree *tree, const char *dir)
{
	char *makefile, *path;

	tree->words = NULL;
	tree->dir = realpath(dir, NULL);
	if (!tree->dir)
		die(EXIT_USAGE, "cannot open %s: %s; give a kernel tree with -C",
		    dir, strerror(errno));
	path = xasprintf("%s/Makefile", tree->dir);
	makefile = read_whole_file(path, NULL);
	if (!makefile)
		die(EXIT_USAGE, "%s is not a kernel tree (no Makefile that can "
		    "be read); give one with -C", tree->dir);
	tree->version = makefile_number(makefile, "VERSION");
	tree->patchlevel = makefile_number(makefile, "PATCHLEVEL");
	tree->sublevel = makefile_number(makefile, "SUBLEVEL");
	if (tree->version < 0 || tree->patchlevel < 0)
		die(EXIT_USAGE, "%s is not a kernel tree (its Makefile states no "
		    "VERSION); give one with -C", tree->dir);
	need(tree, "Kconfig");
	need(tree, "include/linux");
	free(makefile);
	free(path);
}

void tree_close(struct tree *tree)
{
	free(tree->dir);
	tree->dir = NULL;
}
