// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who is to get a series: asked of the tree's own scripts/get_maintainer.pl.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/proc.h"
#include "series.h"

/* "Jens Axboe <axboe@kernel.dk> (maintainer:BLOCK LAYER)", or a bare list */
static void add_person(const char *line, struct strv *to, struct strv *cc)
{
	const char *end = strchr(line, '>');
	const char *role = strchr(end ? end : line, ' ');
	char *address = xstrndup(line, role ? (size_t)(role - line) :
				 strlen(line));

	if (strchr(address, '@'))
		strv_add(role && starts_with(role, " (maintainer") ? to : cc,
			 address);
	free(address);
}

void people_find(const struct series *series, const struct strv *files,
		 struct strv *to, struct strv *cc)
{
	static const char *const fixed[] = {
		"perl", "scripts/get_maintainer.pl", "--no-git",
		"--no-git-fallback", "--no-git-blame", "--no-keywords",
		"--roles", "--no-rolestats", "--no-fixes", "-f",
	};
	char *out = xasprintf("%s/people", scratch_dir());
	const char **argv = xcalloc(ARRAY_SIZE(fixed) + files->n + 1,
				    sizeof(*argv));
	char *text, *save = NULL;

	memcpy(argv, fixed, sizeof(fixed));
	for (size_t i = 0; i < files->n; i++)
		argv[ARRAY_SIZE(fixed) + i] = files->item[i];
	if (run_command(series->tree->dir, out, "/dev/null", argv))
		warn("scripts/get_maintainer.pl of the tree failed: the mails "
		     "carry no To and Cc");
	text = read_whole_file(out, NULL);
	for (char *line = text ? strtok_r(text, "\n", &save) : NULL; line;
	     line = strtok_r(NULL, "\n", &save))
		add_person(line, to, cc);
	strv_sort_unique(to);
	strv_sort_unique(cc);
	free(text);
	free(argv);
	free(out);
}
