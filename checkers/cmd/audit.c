// SPDX-License-Identifier: GPL-2.0-only
/*
 * diopin audit: the claims about who dirties the pages of direct I/O, held
 * against a tree.
 */
#include <getopt.h>
#include <stdlib.h>

#include "../audit/audit.h"
#include "../report/report.h"
#include "cmd.h"
#include "options.h"

static const char usage[] =
"Usage: diopin audit [-C TREE] [OPTION]...\n"
"\n"
"Seven claims started the conversion of direct I/O to page pinning.  Say of\n"
"each whether it holds in a kernel tree, and show the lines that prove it.\n"
"\n"
"  -C, --tree=TREE        the kernel tree (default: here)\n"
"  -f, --format=FORMAT    text (default), jsonl or html\n"
"      --claim=N          ask this claim only, from 1 to 7\n"
"      --build=DIR        compile as this configured build does (default: as\n"
"                         a configuration made up from the tree)\n"
"      --write-facts=DIR  keep the facts files of the engines in DIR\n"
"      --facts=FILE       read facts kept before; may be given again\n"
"  -j, --jobs=N           processes at a time (default: all processors)\n"
"\n"
"Example: diopin audit -C ~/linux\n"
"\n"
"Exit status: 0 answered, 2 wrong usage, 3 something could not be read or\n"
"parsed, so that an answer may be wrong.\n";

enum { OPT_CLAIM = OPT_OWN };

struct options {
	struct common common;
	int first, last;		/* claims to ask */
};

static int claim_option(const char *text)
{
	if (text[0] < '1' || text[0] > '0' + NR_CLAIMS || text[1])
		die(EXIT_USAGE, "--claim takes a number from 1 to %d, not '%s'",
		    NR_CLAIMS, text);
	return text[0] - '0';
}

int cmd_audit(int argc, char **argv)
{
	static const struct option options[] = {
		{ "tree", required_argument, NULL, 'C' },
		{ "format", required_argument, NULL, 'f' },
		{ "claim", required_argument, NULL, OPT_CLAIM },
		{ "build", required_argument, NULL, OPT_BUILD },
		{ "facts", required_argument, NULL, OPT_FACTS },
		{ "write-facts", required_argument, NULL, OPT_WRITE_FACTS },
		{ "jobs", required_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 }
	};
	struct options o = {
		.common = {
			.command = "audit", .usage = usage,
			.survey.tree = ".",
			.survey.open_names = audit_open_names,
			.format = &text_format,
		},
		.first = 1, .last = NR_CLAIMS,
	};
	struct records records = { 0 };
	struct survey survey;
	int c, status;

	while ((c = getopt_long(argc, argv, "C:f:j:h", options, NULL)) != -1) {
		if (c == OPT_CLAIM)
			o.first = o.last = claim_option(optarg);
		else
			option_common(c, &o.common);
	}
	if (optind < argc)
		die(EXIT_USAGE, "diopin audit takes no PATH, as claims are about "
		    "the whole tree; see diopin audit --help");
	for (int id = o.first; id <= o.last; id++)
		audit_words(id, &o.common.survey.words);
	survey_run(&survey, &o.common.survey);
	audit_run(&survey, o.first, o.last, &records);
	status = tell(o.common.format, &(struct report){
		.records = &records, .tree = o.common.survey.tree,
	}, survey_is_complete(&survey));
	records_free(&records);
	survey_free(&survey);
	strv_free(&o.common.survey.words);
	strv_free(&o.common.survey.facts);
	return status;
}
