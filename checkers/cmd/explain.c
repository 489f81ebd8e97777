// SPDX-License-Identifier: GPL-2.0-only
/*
 * diopin explain: what a rule means.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "../rules/rule.h"
#include "cmd.h"

static const char usage[] =
"Usage: diopin explain [RULE]...\n"
"\n"
"Say what a kind of record means, with an example and its limits; without\n"
"RULE, list all.\n"
"\n"
"Example: diopin explain dirty-flag\n";

int cmd_explain(int argc, char **argv)
{
	static const struct option options[] = {
		{ "help", no_argument, NULL, 'h' },
		{ 0 }
	};
	int c;

	while ((c = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		if (c != 'h') {
			fputs("Try 'diopin explain --help'.\n", stderr);
			return EXIT_USAGE;
		}
		fputs(usage, stdout);
		finish_output();
		return EXIT_CLEAN;
	}
	for (size_t i = 0; optind == argc && rule_at(i); i++)
		printf("%-14s %s\n", rule_at(i)->name, rule_at(i)->summary);
	for (int i = optind; i < argc; i++) {
		const struct rule *rule = rule_find(argv[i]);

		if (!rule)
			die(EXIT_USAGE, "there is no rule '%s'; diopin explain "
			    "lists them", argv[i]);
		printf("%s%s: %s\n\n%s", i > optind ? "\n" : "", rule->name,
		       rule->summary, rule->explain);
	}
	finish_output();
	return EXIT_CLEAN;
}
