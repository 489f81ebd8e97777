// SPDX-License-Identifier: GPL-2.0-only
/*
 * The sparse engine: types, expanded macros and the flow of control, under one
 * configuration.  It is a program of its own, see ../sparse/main.c.
 */
#include <stdlib.h>

#include "engine.h"

/* Seconds for one file. */
#define FILE_LIMIT 60

/* The program that lies beside our own. */
static char *program(void)
{
	char *dir = program_dir();
	char *path = xasprintf("%s/diopin-sparse", dir);

	free(dir);
	return path;
}

static void prepare(struct strv *argv, const struct strv *files,
		    const struct strv *flags, const char *config,
		    const char *out)
{
	char *path = program();
	char *name = xasprintf("--config=%s", config);

	(void)out;
	strv_add(argv, path);
	strv_add(argv, "--facts");
	strv_add(argv, name);
	for (size_t i = 0; i < flags->n; i++)
		strv_add(argv, flags->item[i]);
	strv_add(argv, files->item[0]);
	free(name);
	free(path);
}

static void parts(struct strv *files)
{
	char *path = program();

	strv_add(files, path);
	free(path);
}

const struct engine sparse_engine = {
	.name = "sparse",
	.remedy = "run make, or make install",
	.by_default = true,
	.compiles = true,
	.flow = true,
	.prepare = prepare,
	.parts = parts,
	.seconds = FILE_LIMIT,
};
