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

	/*
	 * Prepare one process that writes the facts of @files, paths relative
	 * to @tree, to the file @out.  The argument vector and its strings
	 * stay allocated until the program leaves.
	 */
	void (*prepare)(struct job *job, const char *tree,
			const struct strv *files, const char *out);
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
