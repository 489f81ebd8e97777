// SPDX-License-Identifier: GPL-2.0-only
/*
 * diopin review: what changes add, remove and leave there.
 */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "../report/report.h"
#include "../review/review.h"
#include "../review/serve.h"
#include "cmd.h"
#include "options.h"

static const char usage[] =
"Usage: diopin review [-C TREE] [OPTION]... [RANGE | --staged | --worktree |\n"
"                     --mbox=FILE | --serve-mbox=DIR]\n"
"\n"
"Tell what each change of a kernel tree in git adds, removes, or leaves in the\n"
"functions it touches.  RANGE is what git log takes; one commit (default: HEAD)\n"
"is judged alone.  Nothing is checked out, built or run, and nothing is written\n"
"into the repository.\n"
"\n"
"  -C, --tree=TREE        the kernel tree, or its bare repository (default: here)\n"
"      --staged           what git commit would commit\n"
"      --worktree         what differs from HEAD in tracked files\n"
"      --mbox=FILE        the patches of these mails, - for stdin\n"
"      --base=COMMIT      what they apply to (default: base-commit, or HEAD)\n"
"      --serve-mbox=DIR   review each new mail of DIR; see the manual\n"
"  -f, --format=FORMAT    text (default), jsonl, sarif, github, checkstyle,\n"
"                         junit, reply, b4, patchwork, nipa\n"
"      --engine=LIST      of cocci, sparse, gcc (default: cocci,sparse)\n"
"      --no-cache         do not use what engines said in runs before\n"
"  -j, --jobs=N           processes at a time (default: all processors)\n"
"\n"
"Example: diopin review -C ~/linux v6.12..HEAD\n"
"\n"
"Exit status: 0 nothing new, 1 a change adds a finding, 2 wrong usage,\n"
"3 something could not be judged.\n";

struct options {
	struct common common;
	bool staged, worktree;
	const char *mbox, *base, *serve;
	const char *range;
};

enum {
	OPT_STAGED = OPT_OWN, OPT_WORKTREE, OPT_MBOX, OPT_BASE, OPT_SERVE,
};

static void take_option(struct options *o, int c)
{
	switch (c) {
	case OPT_STAGED:
		o->staged = true;
		break;
	case OPT_WORKTREE:
		o->worktree = true;
		break;
	case OPT_MBOX:
		o->mbox = optarg;
		break;
	case OPT_BASE:
		o->base = optarg;
		break;
	case OPT_SERVE:
		o->serve = optarg;
		break;
	default:
		option_common(c, &o->common);
	}
}

static void parse_options(struct options *o, int argc, char **argv)
{
	static const struct option options[] = {
		{ "tree", required_argument, NULL, 'C' },
		{ "format", required_argument, NULL, 'f' },
		{ "staged", no_argument, NULL, OPT_STAGED },
		{ "worktree", no_argument, NULL, OPT_WORKTREE },
		{ "mbox", required_argument, NULL, OPT_MBOX },
		{ "base", required_argument, NULL, OPT_BASE },
		{ "serve-mbox", required_argument, NULL, OPT_SERVE },
		{ "engine", required_argument, NULL, OPT_ENGINE },
		{ "no-cache", no_argument, NULL, OPT_NO_CACHE },
		{ "jobs", required_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 }
	};
	int c;

	while ((c = getopt_long(argc, argv, "C:f:j:h", options, NULL)) != -1)
		take_option(o, c);
	if (argc - optind > 1)
		die(EXIT_USAGE, "give one range of commits, not %d: git log "
		    "takes the same", argc - optind);
	o->range = argv[optind];
	if (o->staged + o->worktree + !!o->mbox + !!o->serve + !!o->range > 1)
		die(EXIT_USAGE, "give one of a range, --staged, --worktree, "
		    "--mbox and --serve-mbox");
	if (o->common.format == &reply_format && !o->mbox)
		die(EXIT_USAGE, "a reply needs a mail: give one with --mbox");
	if (o->base && !o->mbox && !o->serve)
		die(EXIT_USAGE, "--base is for --mbox; a range has its base");
}

static void find_steps(struct review *review, const struct options *o)
{
	repo_open(&review->repo, o->common.survey.tree);
	if (o->staged)
		steps_staged(&review->steps, &review->repo);
	else if (o->worktree)
		steps_worktree(&review->steps, &review->repo);
	else if (o->mbox)
		steps_mbox(&review->steps, &review->repo, o->mbox, o->base);
	else
		steps_range(&review->steps, &review->repo,
			    o->range ? o->range : "HEAD");
}

static int tell_review(const struct review *review,
		       const struct format *format)
{
	struct patch *patch = xcalloc(review->steps.n, sizeof(*patch));
	struct report report = {
		.records = &review->records, .patch = patch,
		.nr_patches = review->steps.n,
	};
	int status;

	for (size_t i = 0; i < review->steps.n; i++)
		patch[i] = review->steps.step[i].patch;
	status = tell(format, &report, review->complete);
	free(patch);
	return status;
}

int cmd_review(int argc, char **argv)
{
	struct options o = {
		.common = {
			.command = "review", .usage = usage,
			.survey.tree = ".", .format = &text_format,
		},
	};
	struct review review = { 0 };
	int status;

	parse_options(&o, argc, argv);
	if (o.serve)
		return serve_mails(o.serve, o.common.survey.tree, o.base);
	find_steps(&review, &o);
	review_run(&review, &o.common.survey);
	status = tell_review(&review, o.common.format);
	review_free(&review);
	strv_free(&o.common.survey.engines);
	return status;
}
