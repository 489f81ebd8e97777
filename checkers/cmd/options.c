// SPDX-License-Identifier: GPL-2.0-only
/*
 * Options that several commands take: see options.h.
 */
#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "../engine/engine.h"

void option_engines(struct strv *engines, const char *list,
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

unsigned int option_jobs(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (*end || n < 1 || n > 1024)
		die(EXIT_USAGE, "--jobs takes a number from 1 to 1024, not '%s'",
		    text);
	return n;
}

const struct format *option_format(const char *name, const char *command)
{
	const struct format *format = format_find(name);

	if (!format || (format->of_reviews && strcmp(command, "review")))
		die(EXIT_USAGE, "there is no format '%s'; see diopin %s --help",
		    name, command);
	return format;
}
