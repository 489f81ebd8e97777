// SPDX-License-Identifier: GPL-2.0-only
/*
 * Print how files of a kernel tree are compiled, one argument a line:
 *
 *	print-flags TREE BUILD|- DIR FILE...
 *
 * The headers of a synthetic configuration are kept below DIR.  Arguments of
 * several files are separated by an empty line; that of a file which is not
 * compiled under the configuration stays empty.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../checkers/base/base.h"
#include "../checkers/base/proc.h"
#include "../checkers/flags/flags.h"

static void print_flags(struct flags *flags, const char *file, bool last)
{
	struct strv args = { 0 };

	flags_for(flags, file, &args);
	for (size_t i = 0; i < args.n; i++)
		puts(args.item[i]);
	if (!last)
		putchar('\n');
	strv_free(&args);
}

int main(int argc, char **argv)
{
	struct strv files = { 0 };
	struct flags *flags;
	struct tree tree;

	if (argc < 5)
		die(EXIT_USAGE, "usage: print-flags TREE BUILD|- DIR FILE...");
	setenv("TMPDIR", argv[3], 1);
	keep_directory(scratch_dir());
	tree_open(&tree, argv[1]);
	flags = flags_open(&tree, strcmp(argv[2], "-") ? argv[2] : NULL);
	for (int i = 4; i < argc; i++)
		strv_add(&files, argv[i]);
	flags_prepare(flags, &files);
	for (size_t i = 0; i < files.n; i++)
		print_flags(flags, files.item[i], i + 1 == files.n);
	strv_free(&files);
	flags_close(flags);
	tree_close(&tree);
	return EXIT_CLEAN;
}
