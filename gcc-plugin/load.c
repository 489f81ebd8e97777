// SPDX-License-Identifier: GPL-2.0-only
/*
 * diopin.so: what -fplugin= is given, whatever the compiler.
 *
 * A plugin is bound to the compiler that it was built for; another one refuses
 * it with pages about symbols.  So this small one uses none of the compiler's,
 * and hands over to the diopin-VERSION.so beside it, or says in one sentence
 * that there is none.  It must not fail silently: facts would be missing.
 */
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* GCC's side of the interface, the same in all versions that have plugins. */
struct plugin_argument {
	char *key, *value;
};

struct plugin_name_args {
	char *base_name;
	const char *full_name;
	int argc;
	struct plugin_argument *argv;
	const char *version, *help;
};

struct plugin_gcc_version {
	const char *basever, *datestamp, *devphase, *revision;
	const char *configuration_arguments;
};

int plugin_is_GPL_compatible;
int plugin_init(struct plugin_name_args *info,
		struct plugin_gcc_version *version);

typedef int init_fn(struct plugin_name_args *info,
		    struct plugin_gcc_version *version);

int plugin_init(struct plugin_name_args *info,
		struct plugin_gcc_version *version)
{
	const char *slash = strrchr(info->full_name, '/');
	int length = slash ? (int)(slash - info->full_name + 1) : 0;
	char path[PATH_MAX];
	void *plugin;
	init_fn *init;

	snprintf(path, sizeof(path), "%.*sdiopin-%d.so", length,
		 info->full_name, atoi(version->basever));
	plugin = dlopen(path, RTLD_NOW);
	init = plugin ? (init_fn *)dlsym(plugin, "plugin_init") : NULL;
	if (init)
		return init(info, version);
	fprintf(stderr,
		"diopin: there is no plugin for GCC %s: %s cannot be loaded; build it with the plugin headers of that compiler\n",
		version->basever, path);
	exit(1);
}
