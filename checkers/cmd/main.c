// SPDX-License-Identifier: GPL-2.0-only
/*
 * diopin: a table of subcommands, and nothing else.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../base/base.h"
#include "../base/proc.h"
#include "cmd.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *summary;
} commands[] = {
	{ "scan", cmd_scan, "list what holds user pages and what dirties them" },
	{ "merge", cmd_merge, "say what a scan in shards has found" },
	{ "series", cmd_series, "write a series of patches for the tree" },
	{ "review", cmd_review, "tell what changes add, remove and leave there" },
	{ "audit", cmd_audit, "hold the claims about dirtying against the tree" },
	{ "explain", cmd_explain, "say what a kind of record means" },
};

static void print_usage(FILE *out)
{
	fputs("Usage: diopin COMMAND [OPTION]...\n\n"
	      "Find direct I/O that holds user pages in a Linux kernel tree, and\n"
	      "convert it to page pinning.\n\n", out);
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		fprintf(out, "  %-9s %s\n", commands[i].name,
			commands[i].summary);
	fputs("\ndiopin COMMAND --help tells more.\n\n"
	      "Example: diopin scan -C ~/linux fs/nfs\n\n"
	      "Exit status: 0 nothing new, 1 findings, 2 wrong usage, 3 incomplete\n"
	      "or an engine failed.\n", out);
}

void finish_output(void)
{
	if (fflush(stdout) || ferror(stdout))
		die(EXIT_INCOMPLETE, "cannot write the output: %s",
		    strerror(errno));
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "";

	catch_signals();
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		if (!strcmp(name, commands[i].name))
			return commands[i].run(argc - 1, argv + 1);
	}
	if (!strcmp(name, "--version")) {
		puts("diopin " DIOPIN_VERSION);
	} else if (!strcmp(name, "--help") || !strcmp(name, "-h")) {
		print_usage(stdout);
	} else {
		if (*name)
			die(EXIT_USAGE, "there is no command '%s'; see "
			    "diopin --help", name);
		print_usage(stderr);
		return EXIT_USAGE;
	}
	finish_output();
	return EXIT_CLEAN;
}
