/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The engines: each looks at candidate files and writes facts.
 *
 * To plug in another one (sparse from checkers/, the GCC plugin from
 * gcc-plugin/), write one file that fills a struct engine, and name it in the
 * table of engine.c.  An engine writes facts as ../facts/facts.rng has them,
 * nothing else, and judges nothing.
 */
#ifndef DIOPIN_ENGINE_H
#define DIOPIN_ENGINE_H

#include "../base/base.h"
#include "../base/proc.h"

struct engine {
	const char *name;
	const char *package;	/* what to install if it is missing */

	/* Does it see a file as a compiler does, with the flags of a build? */
	bool compiles;

	/*
	 * Add to @argv the command that writes the facts of @files, paths
	 * relative to the tree, to stdout.  It runs in the tree.  @out is
	 * where stdout will go; files of the engine's own may lie beside it.
	 * An engine that compiles gets one file a process, and in @flags what
	 * flags_for() said; else @flags is NULL.
	 */
	void (*prepare)(struct strv *argv, const struct strv *files,
			const struct strv *flags, const char *out);

	unsigned int seconds;	/* limit for one process */
};

extern const struct engine cocci_engine;

/* The engine of that name, or NULL. */
const struct engine *engine_find(const char *name);

/* The @i-th engine, NULL past the last. */
const struct engine *engine_at(size_t i);

/*
 * Run an engine over @files with up to @jobs processes and add the names of
 * the facts files that came out to @facts.  An engine that could not be
 * started ends the run; one that failed or was killed is told on stderr and
 * leaves fewer facts, which the coverage then shows.  Returns 0, or -1 if a
 * process failed.
 */
int engine_run(const struct engine *engine, const char *tree,
	       const struct strv *files, unsigned int jobs,
	       struct strv *facts);

/* A file that belongs to diopin itself, such as "cocci/engine/facts.cocci". */
char *data_file(const char *name);

#endif
