// SPDX-License-Identifier: GPL-2.0-only
/*
 * diopin series: write a series of patches.
 */
#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../audit/audit.h"
#include "../base/proc.h"
#include "../series/series.h"
#include "cmd.h"

static const struct series_kind *const kinds[] = {
	&extract_series,
	&mark_dirty_series,
	&should_dirty_series,
};

enum { OPT_LIST = 256, OPT_RFC, OPT_CHANGES, OPT_PROVE, OPT_ONLY };

/* What the command line asks for. */
struct wishes {
	const char *tree, *out;
	struct strv names;		/* of series; none: the defaults */
	const char *earlier;		/* directory of the mails before */
	unsigned int reroll;		/* 0: not said */
	bool list, rfc, prove, help;
};

static const char usage[] =
"Usage: diopin series [[--only] NAME]... [-C TREE] [--rfc] [-v N] -o DIR\n"
"       diopin series [NAME]... [-C TREE] --list\n"
"\n"
"Write a series of patches for git am and git send-email, DIR as a whole or not\n"
"at all; it must be new or empty.  Several, extract and mark-dirty if none is\n"
"named, go to a directory each in DIR.  The tree is not changed.\n"
"\n"
"  -C, --tree=TREE  the kernel tree (default: here)\n"
"  -o, --output=DIR where to write the mails\n"
"  -v, --reroll-count=N    it is the Nth time that the series is sent\n"
"      --changes-since=DIR tell what changed since the mails in DIR (then -v 2)\n"
"      --list       only tell the sites that would be in it, or why they are not\n"
"      --prove      compile each step first (minutes); what fails is left out\n"
"      --rfc        write, as [RFC PATCH], even what is not safe for the tree\n"
"\n"
"Series:\n";

static void print_usage(void)
{
	fputs(usage, stdout);
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		printf("  %-12s %s\n", kinds[i]->name, kinds[i]->summary);
	puts("\nExample: diopin series extract -C ~/linux -o /tmp/series\n\n"
	     "Exit status: 0 written, 1 written but for what has a problem, "
	     "2 wrong usage or\nnothing to do for this tree, 3 something failed "
	     "and nothing was written.");
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

/* A path made absolute and without slashes at its end. */
static char *absolute_path(const char *dir)
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
		     const struct wishes *wishes)
{
	char *out = absolute_path(wishes->out);
	char *earlier = wishes->earlier ? absolute_path(wishes->earlier) : NULL;
	struct series series = {
		.tree = tree, .out = out, .earlier = earlier,
		.prove = wishes->prove,
		.reroll = wishes->reroll ? wishes->reroll : earlier ? 2 : 1,
	};
	int status;

	clock_gettime(CLOCK_REALTIME_COARSE, &series.began);
	check_output(out);
	series.author = series_author(tree);
	if (kind->claim)
		ask_claim(kind, &series);
	if (series.doubt && !wishes->rfc)
		refuse_doubt(kind, &series);
	status = kind->make(&series);
	if (!status || status == EXIT_FINDINGS)
		printf("%zu patches and a cover letter in %s, signed off by "
		       "%s%s\n", series.nr_patches, out, series.author,
		       status ? "; some conversions were left out, as their "
		       "result has a problem" : "");
	finish_output();
	series_free(&series);
	free(earlier);
	free(out);
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

/* The series that are named; else those that are safe for every tree. */
static bool is_wanted(const struct series_kind *kind,
		      const struct wishes *wishes)
{
	return wishes->names.n ? strv_has(&wishes->names, kind->name) :
		!kind->claim;
}

/* Write one into a directory of @out, by a process of its own. */
static int write_beneath(const struct series_kind *kind,
			 const struct wishes *wishes, const char *out)
{
	char *dir = xasprintf("--output=%s/%s", out, kind->name);
	char *tree = xasprintf("--tree=%s", wishes->tree);
	char *reroll = xasprintf("--reroll-count=%u", wishes->reroll);
	char *earlier = xasprintf("--changes-since=%s/%s", wishes->earlier ?
				  wishes->earlier : "", kind->name);
	const char *argv[10] = { "/proc/self/exe", "series", kind->name, tree,
				 dir };
	size_t n = 5;
	int status;

	if (wishes->rfc)
		argv[n++] = "--rfc";
	if (wishes->prove)
		argv[n++] = "--prove";
	if (wishes->reroll)
		argv[n++] = reroll;
	if (wishes->earlier)
		argv[n++] = earlier;
	status = run_command(NULL, NULL, NULL, argv);
	free(earlier);
	free(reroll);
	free(tree);
	free(dir);
	return status;
}

/*
 * What would be left behind if one failed: the whole, or parts if that was
 * there.
 */
static void for_what_is_written(const char *out, bool made,
				const struct wishes *wishes,
				void (*what)(const char *path))
{
	if (made)
		what(out);
	for (size_t i = 0; !made && i < ARRAY_SIZE(kinds); i++) {
		char *dir = xasprintf("%s/%s", out, kinds[i]->name);

		if (is_wanted(kinds[i], wishes))
			what(dir);
		free(dir);
	}
}

/*
 * Write all into @out.  One that this tree has nothing for is left out, and has
 * said so; if one fails, so do all.
 */
static int write_all(const struct wishes *wishes, const char *out)
{
	bool written = false;
	int worst = EXIT_CLEAN;

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		int status;

		if (!is_wanted(kinds[i], wishes))
			continue;
		status = write_beneath(kinds[i], wishes, out);
		if (status > EXIT_USAGE)
			return EXIT_INCOMPLETE;
		written |= status < EXIT_USAGE;
		if (status)
			worst = EXIT_FINDINGS;
	}
	return written ? worst : EXIT_USAGE;
}

static int write_several(const struct wishes *wishes)
{
	char *out = absolute_path(wishes->out);
	bool made;
	int status;

	check_output(out);
	made = !mkdir(out, 0777);
	if (!made && errno != EEXIST)
		die(EXIT_USAGE, "cannot write %s: %s", out, strerror(errno));
	for_what_is_written(out, made, wishes, discard_directory);
	status = write_all(wishes, out);
	if (status < EXIT_USAGE)
		for_what_is_written(out, made, wishes, keep_directory);
	free(out);
	return status;
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

/* Of those named or, if none is, of all; the worst status. */
static int list_kinds(const struct wishes *wishes, const struct tree *tree)
{
	int worst = 0;

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		int status;

		if (wishes->names.n && !is_wanted(kinds[i], wishes))
			continue;
		status = list_one(kinds[i], tree);
		if (status > worst)
			worst = status;
	}
	return worst;
}

static unsigned int parse_reroll(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (*end || n < 1 || n > 999)
		die(EXIT_USAGE, "--reroll-count takes a number from 1 on, not "
		    "'%s'", text);
	return n;
}

/* Returns whether they could be read. */
static bool read_options(struct wishes *wishes, int argc, char **argv)
{
	static const struct option options[] = {
		{ "tree", required_argument, NULL, 'C' },
		{ "output", required_argument, NULL, 'o' },
		{ "reroll-count", required_argument, NULL, 'v' },
		{ "changes-since", required_argument, NULL, OPT_CHANGES },
		{ "only", required_argument, NULL, OPT_ONLY },
		{ "list", no_argument, NULL, OPT_LIST },
		{ "rfc", no_argument, NULL, OPT_RFC },
		{ "prove", no_argument, NULL, OPT_PROVE },
		{ "help", no_argument, NULL, 'h' },
		{ 0 }
	};
	int c;

	while ((c = getopt_long(argc, argv, "C:o:v:h", options, NULL)) != -1) {
		switch (c) {
		case 'C':
			wishes->tree = optarg;
			break;
		case 'o':
			wishes->out = optarg;
			break;
		case 'v':
			wishes->reroll = parse_reroll(optarg);
			break;
		case OPT_CHANGES:
			wishes->earlier = optarg;
			break;
		case OPT_ONLY:
			strv_add(&wishes->names, optarg);
			break;
		case OPT_LIST:
			wishes->list = true;
			break;
		case OPT_RFC:
			wishes->rfc = true;
			break;
		case OPT_PROVE:
			wishes->prove = true;
			break;
		case 'h':
			wishes->help = true;
			return true;
		default:
			return false;
		}
	}
	return true;
}

int cmd_series(int argc, char **argv)
{
	struct wishes wishes = { .tree = "." };
	struct tree tree;
	int status;

	if (!read_options(&wishes, argc, argv)) {
		fputs("Try 'diopin series --help'.\n", stderr);
		return EXIT_USAGE;
	}
	if (wishes.help) {
		print_usage();
		finish_output();
		return EXIT_CLEAN;
	}
	for (; optind < argc; optind++)
		strv_add(&wishes.names, argv[optind]);
	for (size_t i = 0; i < wishes.names.n; i++)
		find_kind(wishes.names.item[i]);
	if (wishes.list == !!wishes.out)
		die(EXIT_USAGE, "diopin series takes -o DIR or --list; see "
		    "diopin series --help");
	tree_open(&tree, wishes.tree);
	if (wishes.list)
		status = list_kinds(&wishes, &tree);
	else if (wishes.names.n == 1)
		status = write_one(find_kind(wishes.names.item[0]), &tree,
				   &wishes);
	else
		status = write_several(&wishes);
	strv_free(&wishes.names);
	tree_close(&tree);
	return status;
}
