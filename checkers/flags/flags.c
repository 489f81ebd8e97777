// SPDX-License-Identifier: GPL-2.0-only
/*
 * How a file is compiled: see flags.h.
 */
#include "flags.h"

#include <stdlib.h>

#include "../base/proc.h"
#include "synthetic.h"

struct flags {
	struct synthetic *synthetic;
};

struct flags *flags_open(const struct tree *tree, const char *build)
{
	struct flags *flags = xcalloc(1, sizeof(*flags));
	char *dir = xasprintf("%s/flags", scratch_dir());

	(void)build;
	flags->synthetic = synthetic_open(tree, dir);
	free(dir);
	return flags;
}

void flags_close(struct flags *flags)
{
	synthetic_close(flags->synthetic);
	free(flags);
}

const char *flags_for(struct flags *flags, const char *file,
		      struct strv *argv)
{
	synthetic_flags(flags->synthetic, file, argv);
	return "synthetic";
}
