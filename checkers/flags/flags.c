// SPDX-License-Identifier: GPL-2.0-only
/*
 * How a file is compiled: see flags.h.
 */
#include "flags.h"

#include <stdlib.h>

#include "../base/proc.h"
#include "build.h"
#include "synthetic.h"

struct made {
	const struct arch *arch;
	struct synthetic *synthetic;
};

/* A build, or a configuration for each architecture that was asked for. */
struct flags {
	const struct tree *tree;
	struct build *build;
	struct made *made;
	size_t nr_made;
};

struct flags *flags_open(const struct tree *tree, const char *build)
{
	struct flags *flags = xcalloc(1, sizeof(*flags));

	flags->tree = tree;
	if (build)
		flags->build = build_open(tree, build);
	return flags;
}

void flags_close(struct flags *flags)
{
	if (flags->build)
		build_close(flags->build);
	for (size_t i = 0; i < flags->nr_made; i++)
		synthetic_close(flags->made[i].synthetic);
	free(flags->made);
	free(flags);
}

/* The synthetic configuration for an architecture, made when first asked for. */
static struct synthetic *synthetic_for(struct flags *flags,
				       const struct arch *arch)
{
	struct made *made;
	char *dir;

	for (size_t i = 0; i < flags->nr_made; i++) {
		if (flags->made[i].arch == arch)
			return flags->made[i].synthetic;
	}
	dir = xasprintf("%s/flags/%s", scratch_dir(), arch->name);
	made = array_add(&flags->made, &flags->nr_made);
	made->arch = arch;
	made->synthetic = synthetic_open(flags->tree, arch, dir);
	free(dir);
	return made->synthetic;
}

void flags_prepare(struct flags *flags, const struct strv *files)
{
	if (flags->build)
		build_prepare(flags->build, files);
}

const char *flags_for(struct flags *flags, const char *file,
		      struct strv *argv)
{
	const struct arch *arch;

	if (flags->build)
		return build_flags(flags->build, file, argv);
	arch = arch_for(flags->tree->dir, file);
	return arch ? synthetic_flags(synthetic_for(flags, arch), file, argv) :
		NULL;
}

bool flags_are_cross(const struct flags *flags, const char *file)
{
	const struct arch *arch = flags->build ? NULL :
		arch_for(flags->tree->dir, file);

	return arch && arch->cross;
}
