// SPDX-License-Identifier: GPL-2.0-only
/*
 * diopin merge: the records of a scan that was made in shards.
 */
#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "../rules/rule.h"
#include "cmd.h"
#include "options.h"

static const char usage[] =
"Usage: diopin merge [-C TREE] [OPTION]... DIR...\n"
"\n"
"Say what diopin scan says of the tree, from the facts that its shards wrote\n"
"into the directories.  Engines run over what no shard has read: files that\n"
"only the facts of all others lead to.\n"
"\n"
"  -C, --tree=TREE        the kernel tree (default: here)\n"
"  -f, --format=FORMAT    as diopin scan has it\n"
"      --engine=LIST      the engines of the shards (default: cocci,sparse)\n"
"      --no-cache         do not use what engines said in runs before\n"
"  -j, --jobs=N           processes at a time (default: all processors)\n"
"\n"
"Example: diopin scan -C ~/linux --shard=1/2 --write-facts=a    # here\n"
"         diopin scan -C ~/linux --shard=2/2 --write-facts=b    # elsewhere\n"
"         diopin merge -C ~/linux a b\n"
"\n"
"Exit status: 0 nothing found, 1 findings, 2 wrong usage, 3 something could\n"
"not be read or parsed and is listed as [coverage].\n";

static int is_facts_file(const struct dirent *entry)
{
	return ends_with(entry->d_name, ".xml");
}

static void add_directory(struct strv *facts, const char *dir)
{
	struct dirent **entry;
	int n = scandir(dir, &entry, is_facts_file, alphasort);

	if (n < 0)
		die(EXIT_USAGE, "cannot read %s: %s", dir, strerror(errno));
	for (int i = 0; i < n; i++) {
		char *path = xasprintf("%s/%s", dir, entry[i]->d_name);

		strv_add(facts, path);
		free(path);
		free(entry[i]);
	}
	free(entry);
	if (!n)
		die(EXIT_USAGE, "%s has no facts; diopin scan --shard writes them",
		    dir);
}

static void parse_options(struct common *o, int argc, char **argv)
{
	static const struct option options[] = {
		{ "tree", required_argument, NULL, 'C' },
		{ "format", required_argument, NULL, 'f' },
		{ "engine", required_argument, NULL, OPT_ENGINE },
		{ "no-cache", no_argument, NULL, OPT_NO_CACHE },
		{ "jobs", required_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 }
	};
	int c;

	while ((c = getopt_long(argc, argv, "C:f:j:h", options, NULL)) != -1)
		option_common(c, o);
	if (optind == argc)
		die(EXIT_USAGE, "diopin merge takes the directories of all "
		    "shards; see diopin merge --help");
	for (int i = optind; i < argc; i++)
		add_directory(&o->survey.facts, argv[i]);
}

int cmd_merge(int argc, char **argv)
{
	struct common o = {
		.command = "merge", .usage = usage,
		.survey = {
			.tree = ".", .findings = true, .go_on = true,
			.open_names = rules_open_names,
			.near_names = rules_near_names,
		},
		.format = &text_format,
	};
	struct records records = { 0 };
	struct survey survey;
	int status;

	parse_options(&o, argc, argv);
	survey_run(&survey, &o.survey);
	rules_run(&survey, &records);
	status = tell(o.format, &(struct report){
		.records = &records, .tree = o.survey.tree,
	}, survey_is_complete(&survey));
	records_free(&records);
	survey_free(&survey);
	strv_free(&o.survey.facts);
	strv_free(&o.survey.engines);
	return status;
}
