// SPDX-License-Identifier: GPL-2.0-only
/*
 * The Coccinelle engine: all arms of every #ifdef, no build, no types.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"

/* Seconds that spatch may spend on one file, and on all files of a process. */
#define FILE_LIMIT "60"
#define PROCESS_LIMIT 1800

/* spatch reads groups of files, separated by empty lines, from a file. */
static char *write_groups(const char *out, const struct strv *files)
{
	char *path = xasprintf("%s.files", out);
	FILE *f = fopen(path, "we");

	if (!f)
		die(EXIT_INCOMPLETE, "cannot write %s: %s", path,
		    strerror(errno));
	for (size_t i = 0; i < files->n; i++)
		fprintf(f, "%s\n\n", files->item[i]);
	if (fclose(f))
		die(EXIT_INCOMPLETE, "cannot write %s: %s", path,
		    strerror(errno));
	return path;
}

static void prepare(struct job *job, const char *tree,
		    const struct strv *files, const char *out)
{
	const char *words[] = {
		"spatch", "--sp-file", data_file("cocci/engine/facts.cocci"),
		"--macro-file", data_file("cocci/engine/macros.h"),
		"--no-includes", "--very-quiet", "--timeout", FILE_LIMIT,
		"--file-groups", write_groups(out, files), NULL
	};
	const char **argv = xcalloc(ARRAY_SIZE(words), sizeof(*argv));

	memcpy(argv, words, sizeof(words));
	job->argv = argv;
	job->dir = tree;
	job->out = xstrdup(out);
	job->seconds = PROCESS_LIMIT;
}

const struct engine cocci_engine = {
	.name = "cocci",
	.package = "coccinelle",
	.prepare = prepare,
};
