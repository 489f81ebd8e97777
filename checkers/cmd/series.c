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

#include "../audit/audit.h"
#include "../series/series.h"
#include "cmd.h"

static const struct series_kind *const kinds[] = {
	&extract_series,
	&mark_dirty_series,
	&should_dirty_series,
};

enum { OPT_LIST = 256, OPT_RFC };

static const char usage[] =
"Usage: diopin series NAME [-C TREE] [--rfc] -o DIR\n"
"       diopin series [NAME] [-C TREE] --list\n"
"\n"
"Write a series of patches, ready for git am and git send-email.  DIR must be\n"
"new or empty; it appears whole or not at all.  The tree is not changed.\n"
"\n"
"  -C, --tree=TREE  the kernel tree (default: here)\n"
"  -o, --output=DIR where to write the mails\n"
"      --list       write nothing; tell each site that would be in the series,\n"
"                   and of the others why they are not\n"
"      --rfc        write, as [RFC PATCH], even a series that rests on what is\n"
"                   not true of the tree; the cover letter says so\n"
"  -h, --help       this text\n"
"\n"
"Series:\n";

static void print_usage(void)
{
	fputs(usage, stdout);
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		printf("  %-12s %s\n", kinds[i]->name, kinds[i]->summary);
	puts("\nExample: diopin series extract -C ~/linux -o /tmp/series\n\n"
	     "Exit status: 0 written, 1 written without conversions whose "
	     "result has a\nproblem, 2 wrong usage or nothing to do for this "
	     "tree, 3 something failed and\nnothing was written.");
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

static void series_free(struct series *series)
{
	strv_free(&series->files);
	free(series->base_commit);
	free(series->doubt);
	free(series->evidence);
	free(series->author);
	free(series->repo);
}

/* "file:line: what it shows", one a line, of the claim. */
static char *evidence_lines(const struct claim *claim)
{
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < claim->nr_evidence; i++) {
		const struct evidence *e = &claim->evidence[i];

		fprintf(f, "%s%s:%d: %s", i ? "\n" : "", e->at.file,
			e->at.line, e->why);
	}
	fclose(f);
	return text;
}

/* Does the tree have what the series rests on?  The answer goes along. */
static void ask_claim(const struct series_kind *kind, struct series *series)
{
	struct survey_options options = {
		.tree = series->tree->dir,
		.open_names = audit_open_names,
	};
	struct survey survey;
	struct claim claim;

	audit_words(kind->claim, &options.words);
	survey_run(&survey, &options);
	if (!survey_is_complete(&survey))
		die(EXIT_INCOMPLETE, "claim %d of the audit, on which the "
		    "series %s rests, cannot be answered: a file could not be "
		    "parsed whole", kind->claim, kind->name);
	audit_ask(&survey, kind->claim, &claim);
	if (claim.holds != HOLDS) {
		series->doubt = xstrdup(claim.sentence);
		series->evidence = evidence_lines(&claim);
	}
	claim_free(&claim);
	survey_free(&survey);
	strv_free(&options.words);
}

static void refuse_doubt(const struct series_kind *kind,
			 const struct series *series)
{
	int n = strcspn(series->evidence, "\n");

	die(EXIT_USAGE, "the series %s is not safe for this tree: %s%s%.*s; "
	    "--rfc writes it nevertheless, to be discussed", kind->name,
	    series->doubt, n ? "; " : "", n, series->evidence);
}

static int write_one(const struct series_kind *kind, const struct tree *tree,
		     const char *out, bool rfc)
{
	struct series series = { .tree = tree, .out = out };
	int status;

	check_output(out);
	series.author = series_author(tree);
	if (kind->claim)
		ask_claim(kind, &series);
	if (series.doubt && !rfc)
		refuse_doubt(kind, &series);
	status = kind->make(&series);
	if (!status || status == EXIT_FINDINGS)
		printf("%zu patches and a cover letter in %s, signed off by "
		       "%s%s\n", series.nr_patches, out, series.author,
		       status ? "; some conversions were left out, as their "
		       "result has a problem" : "");
	finish_output();
	series_free(&series);
	return status;
}

/* What is tried for a list is committed by nobody, and thrown away. */
static void be_nobody(void)
{
	setenv("GIT_AUTHOR_NAME", "nobody", 1);
	setenv("GIT_AUTHOR_EMAIL", "nobody@localhost", 1);
	setenv("GIT_COMMITTER_NAME", "nobody", 1);
	setenv("GIT_COMMITTER_EMAIL", "nobody@localhost", 1);
}

static int list_one(const struct series_kind *kind, const struct tree *tree)
{
	struct series series = { .tree = tree };
	int status;

	be_nobody();
	printf("%s: %s\n", kind->name, kind->summary);
	status = kind->list(&series);
	finish_output();
	series_free(&series);
	return status;
}

/* Of one series or, for NULL, of all; the worst status. */
static int list_kinds(const char *name, const struct tree *tree)
{
	int worst = 0;

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		int status;

		if (name && kinds[i] != find_kind(name))
			continue;
		status = list_one(kinds[i], tree);
		if (status > worst)
			worst = status;
	}
	return worst;
}

int cmd_series(int argc, char **argv)
{
	static const struct option options[] = {
		{ "tree", required_argument, NULL, 'C' },
		{ "output", required_argument, NULL, 'o' },
		{ "list", no_argument, NULL, OPT_LIST },
		{ "rfc", no_argument, NULL, OPT_RFC },
		{ "help", no_argument, NULL, 'h' },
		{ 0 }
	};
	const char *dir = ".", *out = NULL;
	struct tree tree;
	bool list = false, rfc = false;
	char *path;
	int c, status;

	while ((c = getopt_long(argc, argv, "C:o:h", options, NULL)) != -1) {
		switch (c) {
		case 'C':
			dir = optarg;
			break;
		case 'o':
			out = optarg;
			break;
		case OPT_LIST:
			list = true;
			break;
		case OPT_RFC:
			rfc = true;
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
	if (list ? optind + 1 < argc || out : optind + 1 != argc || !out)
		die(EXIT_USAGE, "diopin series takes one NAME and -o DIR, or "
		    "--list; see diopin series --help");
	if (list && optind < argc)
		find_kind(argv[optind]);
	path = list ? NULL : clean_output(out);
	tree_open(&tree, dir);
	status = list ? list_kinds(argv[optind], &tree) :
		write_one(find_kind(argv[optind]), &tree, path, rfc);
	tree_close(&tree);
	free(path);
	return status;
}
