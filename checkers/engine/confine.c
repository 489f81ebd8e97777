// SPDX-License-Identifier: GPL-2.0-only
/*
 * Engines that read what nobody vouches for run without a network and cannot
 * write files but those that were opened for them, if there is bubblewrap and
 * the system lets it make namespaces.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "engine.h"

static bool confined;

/* One directory is left to write to, for temporary files. */
static void add_words(struct strv *argv)
{
	char *dir = xasprintf("%s/writable", scratch_dir());
	const char *const words[] = {
		"bwrap", "--unshare-all", "--die-with-parent", "--new-session",
		"--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc",
		"--bind", dir, dir, "--setenv", "TMPDIR", dir,
	};

	mkdir(dir, 0700);
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		strv_add(argv, words[i]);
	free(dir);
}

void confine(struct strv *argv)
{
	if (confined)
		add_words(argv);
}

void engines_confine(void)
{
	char *out = xasprintf("%s/bwrap.out", scratch_dir());
	struct strv argv = { 0 };

	add_words(&argv);
	strv_add(&argv, "true");
	*array_add(&argv.item, &argv.n) = NULL;
	confined = !run_command(NULL, out, out,
				(const char *const *)argv.item);
	strv_free(&argv);
	free(out);
}
