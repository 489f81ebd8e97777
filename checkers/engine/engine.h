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
#include "../flags/flags.h"

struct engine {
	const char *name;
	const char *remedy;	/* what to do if it is missing */

	bool by_default;	/* does it run if nobody chose? */

	/* Does it see a file as a compiler does, with the flags of a build? */
	bool compiles;

	bool native;		/* does it take the machine we run on only? */
	bool flow;		/* are its flows those that findings rest on? */

	/*
	 * Add to @argv the command that writes the facts of @files, paths
	 * relative to the tree, to stdout.  It runs in the tree.  @out is
	 * where stdout will go; files of the engine's own may lie beside it.
	 * An engine that compiles gets one file a process, in @flags what
	 * flags_for() said, and in @config the name of that configuration; else
	 * both are NULL.
	 */
	void (*prepare)(struct strv *argv, const struct strv *files,
			const struct strv *flags, const char *config,
			const char *out);

	/* Add the programs and other files that it consists of to @files. */
	void (*parts)(struct strv *files);

	unsigned int seconds;	/* limit for one process */
	unsigned int file_seconds;	/* its own limit for one file, or 0 */
};

extern const struct engine cocci_engine;
extern const struct engine sparse_engine;
extern const struct engine gcc_engine;

/* The engine of that name, or NULL. */
const struct engine *engine_find(const char *name);

/*
 * From now on engines see the file system without being able to write to it,
 * and no network, where bubblewrap can be used.
 */
void engines_confine(void);

/* The @i-th engine, NULL past the last. */
const struct engine *engine_at(size_t i);

/* Why an engine that compiles does not look at some files. */
#define NOT_COMPILED "it is not compiled under this configuration"

/* What came of running an engine. */
struct outcome {
	struct produced {
		char *path;		/* of the facts file of a process */
		struct strv files;	/* that it was given */
		bool in_time;		/* none can have hit a limit of its own */
	} *facts;
	size_t nr_facts;
	struct unread {
		char *file;
		char *reason;	/* one sentence */
	} *unread;		/* files that an engine that compiles gave up */
	size_t nr_unread;
	bool failed;		/* a process failed otherwise or was killed */
};

/*
 * Run an engine over @files with up to @jobs processes.  @flags says how they
 * are compiled; it may be NULL for an engine that does not compile.  An engine
 * that cannot be started ends the run; one that failed is told on stderr and
 * leaves fewer facts, which the coverage then shows.
 */
void engine_run(const struct engine *engine, const char *tree,
		const struct strv *files, struct flags *flags,
		unsigned int jobs, struct outcome *outcome);
void outcome_free(struct outcome *outcome);

/* Begin a command with what engines_confine() asked for; nothing else does. */
void confine(struct strv *argv);

/* The directory of the running program; the caller frees it. */
char *program_dir(void);

/* Where a program is found, as execvp() would; NULL if nowhere.  The caller
 * frees it. */
char *find_program(const char *name);

/* A file that belongs to diopin itself, such as "cocci/engine/facts.cocci". */
char *data_file(const char *name);

#endif
