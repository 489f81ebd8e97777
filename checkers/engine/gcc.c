// SPDX-License-Identifier: GPL-2.0-only
/*
 * The GCC engine: types, constants and the flow of control as the compiler
 * sees them, one configuration at a time.  What it says is written by the
 * plugin of gcc-plugin/.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine.h"

/* Seconds for one file. */
#define FILE_LIMIT 120

/* Where the plugins are, below the directory of the program. */
static const char *const places[] = { "gcc-plugin", "../lib/diopin/gcc-plugin" };

static char *plugin_directory(void)
{
	char *dir = program_dir(), *found = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(places) && !found; i++) {
		char *path = xasprintf("%s/%s", dir, places[i]);

		if (!access(path, R_OK | X_OK))
			found = path;
		else
			free(path);
	}
	free(dir);
	return found;
}

/* The newest compiler that there is a plugin for; NULL if there is none. */
static char *find_compiler(const char *plugins)
{
	DIR *dir = plugins ? opendir(plugins) : NULL;
	unsigned int best = 0, version;
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *compiler, *path;

		if (sscanf(entry->d_name, "diopin-%u.so", &version) != 1 ||
		    version <= best)
			continue;
		compiler = xasprintf("gcc-%u", version);
		path = find_program(compiler);
		if (path)
			best = version;
		free(path);
		free(compiler);
	}
	if (dir)
		closedir(dir);
	return best ? xasprintf("gcc-%u", best) : NULL;
}

static void prepare(struct strv *argv, const struct strv *files,
		    const struct strv *flags, const char *config,
		    const char *out)
{
	/* What is folded or dropped early is lost; nothing is generated. */
	static const char *const options[] = {
		"-w", "-fkeep-static-functions",
		"--param=logical-op-non-short-circuit=0",
		"-fplugin-arg-diopin-facts=-", "-fplugin-arg-diopin-only",
		"-S", "-o", "/dev/null",
	};
	char *plugins = plugin_directory();
	char *compiler = find_compiler(plugins), *plugin;

	(void)out;
	if (!compiler)
		die(EXIT_INCOMPLETE, "the engine gcc has no plugin for any "
		    "compiler here: install the package gcc-12-plugin-dev and "
		    "run make");
	strv_add(argv, compiler);
	for (size_t i = 0; i < flags->n; i++)
		strv_add(argv, flags->item[i]);
	plugin = xasprintf("-fplugin=%s/diopin.so", plugins);
	strv_add(argv, plugin);
	free(plugin);
	plugin = xasprintf("-fplugin-arg-diopin-config=%s", config);
	strv_add(argv, plugin);
	for (size_t i = 0; i < ARRAY_SIZE(options); i++)
		strv_add(argv, options[i]);
	strv_add(argv, files->item[0]);
	free(plugin);
	free(compiler);
	free(plugins);
}

static void parts(struct strv *files)
{
	char *plugins = plugin_directory(), *compiler = find_compiler(plugins);
	char *path = compiler ? find_program(compiler) : NULL;
	char *plugin = xasprintf("%s/diopin.so", plugins ? plugins : "");

	strv_add(files, plugin);
	if (path)
		strv_add(files, path);
	free(plugin);
	free(path);
	free(compiler);
	free(plugins);
}

const struct engine gcc_engine = {
	.name = "gcc",
	.remedy = "install the packages gcc-12 and gcc-12-plugin-dev, and run make",
	.compiles = true,
	.native = true,
	.prepare = prepare,
	.parts = parts,
	.seconds = FILE_LIMIT,
};
