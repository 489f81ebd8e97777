// SPDX-License-Identifier: GPL-2.0-only
/*
 * Options that several commands take: see options.h.
 */
#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "../engine/engine.h"
#include "cmd.h"

static void add_engines(struct strv *engines, const char *list,
			const char *command)
{
	char *copy = xstrdup(list), *save = NULL;

	for (char *name = strtok_r(copy, ",", &save); name;
	     name = strtok_r(NULL, ",", &save)) {
		if (!engine_find(name))
			die(EXIT_USAGE, "there is no engine '%s'; see diopin "
			    "%s --help", name, command);
		strv_add(engines, name);
	}
	free(copy);
}

static unsigned int number_of_jobs(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (*end || n < 1 || n > 1024)
		die(EXIT_USAGE, "--jobs takes a number from 1 to 1024, not '%s'",
		    text);
	return n;
}

static const struct format *find_format(const char *name,
					const char *command)
{
	const struct format *format = format_find(name);
	bool review = !strcmp(command, "review");

	if (!format || (format->of_reviews && !review) ||
	    (format->of_scans && review))
		die(EXIT_USAGE, "there is no format '%s'; see diopin %s --help",
		    name, command);
	return format;
}

void option_common(int c, struct common *o)
{
	switch (c) {
	case 'C':
		o->survey.tree = optarg;
		break;
	case 'f':
		o->format = find_format(optarg, o->command);
		break;
	case 'j':
		o->survey.jobs = number_of_jobs(optarg);
		break;
	case OPT_ENGINE:
		add_engines(&o->survey.engines, optarg, o->command);
		break;
	case OPT_BUILD:
		o->survey.build = optarg;
		break;
	case OPT_FACTS:
		strv_add(&o->survey.facts, optarg);
		break;
	case OPT_WRITE_FACTS:
		o->survey.write_facts = optarg;
		break;
	case OPT_NO_CACHE:
		o->survey.no_cache = true;
		break;
	case 'h':
		fputs(o->usage, stdout);
		finish_output();
		exit(EXIT_CLEAN);
	default:
		fprintf(stderr, "Try 'diopin %s --help'.\n", o->command);
		exit(EXIT_USAGE);
	}
}
