// SPDX-License-Identifier: GPL-2.0-only
/*
 * How a file is compiled: see flags.h.
 */
#include "flags.h"

#include <stdlib.h>

#include "../base/proc.h"
#include "build.h"
#include "synthetic.h"

/* One of the two. */
struct flags {
	struct build *build;
	struct synthetic *synthetic;
};

struct flags *flags_open(const struct tree *tree, const char *build)
{
	struct flags *flags = xcalloc(1, sizeof(*flags));
	char *dir;

	if (build) {
		flags->build = build_open(tree, build);
		return flags;
	}
	dir = xasprintf("%s/flags", scratch_dir());
	flags->synthetic = synthetic_open(tree, dir);
	free(dir);
	return flags;
}

void flags_close(struct flags *flags)
{
	if (flags->build)
		build_close(flags->build);
	else
		synthetic_close(flags->synthetic);
	free(flags);
}

void flags_prepare(struct flags *flags, const struct strv *files)
{
	if (flags->build)
		build_prepare(flags->build, files);
}

const char *flags_for(struct flags *flags, const char *file,
		      struct strv *argv)
{
	if (flags->build)
		return build_flags(flags->build, file, argv);
	return synthetic_flags(flags->synthetic, file, argv);
}
