// SPDX-License-Identifier: GPL-2.0-only
/*
 * diopin explain: what a rule means.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "../rules/api.h"
#include "../rules/rule.h"
#include "cmd.h"

static const char usage[] =
"Usage: diopin explain [RULE | FUNCTION]...\n"
"\n"
"Say what a kind of record means, with an example and its limits, or what\n"
"diopin holds true of a function of the kernel; without either, list rules.\n"
"\n"
"Example: diopin explain dirty-flag\n";

static void explain_rule(const struct rule *rule)
{
	printf("%s: %s\n\n%s", rule->name, rule->summary, rule->explain);
}

/* What the table of interfaces says of a function. */
static void explain_api(const char *name, const struct api *api)
{
	static const struct { unsigned int role; const char *text; } roles[] = {
		{ ROLE_ACQUIRE, "takes hold of the pages of an iterator" },
		{ ROLE_RELEASE, "lets go of pages" },
		{ ROLE_DIRTY, "dirties pages" },
		{ ROLE_USER_BACKED, "tells whether an iterator is user-backed" },
		{ ROLE_LEGACY, "does direct I/O the legacy way" },
	};
	static const char *const holds[] = {
		[HOLD_REF] = "holds a reference, even on user pages",
		[HOLD_EXTRACT] = "holds a pin if the iterator is user-backed, "
				 "else nothing",
		[HOLD_FLAGGED] = "what it holds is remembered in the bio",
	};

	printf("%s():\n", name);
	for (size_t i = 0; i < ARRAY_SIZE(roles); i++) {
		if (api->roles & roles[i].role)
			printf("  %s\n", roles[i].text);
	}
	if (api->hold)
		printf("  %s\n", holds[api->hold]);
	if (api->dirty_arg >= 0)
		printf("  dirties only if argument %d is true\n",
		       api->dirty_arg + 1);
	if (api->dirty_sleeps)
		puts("  may sleep when it dirties");
	if (api->since)
		printf("  since %s\n", api->since);
	printf("  stated in %s\n", api->source);
}

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
		const struct api *api = api_find(argv[i]);

		if (!rule && !api)
			die(EXIT_USAGE, "there is no rule '%s'; diopin explain "
			    "lists them", argv[i]);
		if (i > optind)
			putchar('\n');
		if (rule)
			explain_rule(rule);
		else
			explain_api(argv[i], api);
	}
	finish_output();
	return EXIT_CLEAN;
}
