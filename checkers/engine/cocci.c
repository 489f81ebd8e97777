// SPDX-License-Identifier: GPL-2.0-only
/*
 * The Coccinelle engine: all arms of every #ifdef, no build, no types.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"

/* Seconds that spatch may spend on one file, and on all files of a process. */
#define FILE_LIMIT 60
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

static void prepare(struct strv *argv, const struct strv *files,
		    const struct strv *flags, const char *config,
		    const char *out)
{
	char *rules = data_file("cocci/engine/facts.cocci");
	char *macros = data_file("cocci/engine/macros.h");
	char *groups = write_groups(out, files);
	char *limit = xasprintf("%d", FILE_LIMIT);
	const char *const words[] = {
		"spatch", "--sp-file", rules, "--macro-file", macros,
		"--no-includes", "--very-quiet", "--timeout", limit,
		"--file-groups", groups,
	};

	(void)flags;
	(void)config;
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		strv_add(argv, words[i]);
	free(limit);
	free(groups);
	free(macros);
	free(rules);
}

static void parts(struct strv *files)
{
	static const char *const rules[] = {
		"cocci/engine/facts.cocci", "cocci/engine/macros.h",
	};
	char *path = find_program("spatch");

	if (path)
		strv_add(files, path);
	free(path);
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		path = data_file(rules[i]);
		strv_add(files, path);
		free(path);
	}
}

const struct engine cocci_engine = {
	.name = "cocci",
	.remedy = "install the package coccinelle",
	.by_default = true,
	.prepare = prepare,
	.parts = parts,
	.seconds = PROCESS_LIMIT,
	.file_seconds = FILE_LIMIT,
};
