// SPDX-License-Identifier: GPL-2.0-only
/*
 * diopin series: write a series of patches.
 */
#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../series/series.h"
#include "cmd.h"

static const struct series_kind *const kinds[] = {
	&mark_dirty_series,
};

static const char usage[] =
"Usage: diopin series NAME [-C TREE] -o DIR\n"
"\n"
"Write a series of patches, ready for git am and git send-email.  DIR must be\n"
"new or empty; it appears whole or not at all.  The tree is not changed.\n"
"\n"
"  -C, --tree=TREE  the kernel tree (default: here)\n"
"  -o, --output=DIR where to write the mails\n"
"  -h, --help       this text\n"
"\n"
"Series:\n";

static void print_usage(void)
{
	fputs(usage, stdout);
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		printf("  %-12s %s\n", kinds[i]->name, kinds[i]->summary);
	puts("\nExample: diopin series mark-dirty -C ~/linux -o /tmp/series\n\n"
	     "Exit status: 0 written, 2 wrong usage or nothing to do for this "
	     "tree,\n3 something failed and nothing was written.");
}

static const struct series_kind *find_kind(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (!strcmp(kinds[i]->name, name))
			return kinds[i];
	}
	die(EXIT_USAGE, "there is no series '%s'; diopin series --help lists "
	    "them", name);
}

/* Better told now than after all the work. */
static void check_output(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	char *copy, *slash;

	while (d && (entry = readdir(d))) {
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			die(EXIT_USAGE, "%s is not empty; give a directory that "
			    "is new or empty", dir);
	}
	if (d) {
		closedir(d);
		return;
	}
	if (errno != ENOENT)
		die(EXIT_USAGE, "cannot write %s: %s", dir, strerror(errno));
	copy = xstrdup(dir);
	slash = strrchr(copy, '/');
	if (slash)
		slash[slash == copy] = '\0';
	if (access(slash ? copy : ".", W_OK))
		die(EXIT_USAGE, "cannot write %s: %s", dir, strerror(errno));
	free(copy);
}

/* The path made absolute and without slashes at its end. */
static char *clean_output(const char *dir)
{
	char here[4096];
	char *path;

	if (!getcwd(here, sizeof(here)))
		die(EXIT_USAGE, "cannot tell the working directory: %s",
		    strerror(errno));
	path = dir[0] == '/' ? xstrdup(dir) : xasprintf("%s/%s", here, dir);
	for (size_t n = strlen(path); n > 1 && path[n - 1] == '/'; n--)
		path[n - 1] = '\0';
	return path;
}

static int run(const struct series_kind *kind, const char *dir, char *out)
{
	struct tree tree;
	struct series series = { .tree = &tree, .out = out };
	int status;

	check_output(out);
	tree_open(&tree, dir);
	series.author = series_author(&tree);
	status = kind->make(&series);
	if (!status)
		printf("%zu patches and a cover letter in %s, signed off by %s\n",
		       series.nr_patches, out, series.author);
	finish_output();
	strv_free(&series.files);
	free(series.base_commit);
	free(series.author);
	free(series.repo);
	tree_close(&tree);
	return status;
}

int cmd_series(int argc, char **argv)
{
	static const struct option options[] = {
		{ "tree", required_argument, NULL, 'C' },
		{ "output", required_argument, NULL, 'o' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 }
	};
	const char *tree = ".", *out = NULL;
	char *path;
	int c, status;

	while ((c = getopt_long(argc, argv, "C:o:h", options, NULL)) != -1) {
		switch (c) {
		case 'C':
			tree = optarg;
			break;
		case 'o':
			out = optarg;
			break;
		case 'h':
			print_usage();
			finish_output();
			return EXIT_CLEAN;
		default:
			fputs("Try 'diopin series --help'.\n", stderr);
			return EXIT_USAGE;
		}
	}
	if (optind + 1 != argc || !out)
		die(EXIT_USAGE, "diopin series takes one NAME and -o DIR; see "
		    "diopin series --help");
	path = clean_output(out);
	status = run(find_kind(argv[optind]), tree, path);
	free(path);
	return status;
}
