/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * All that is known of a tree: the joined facts of all engines, the lexical
 * witness of each file, and what the engines did not cover.
 */
#ifndef DIOPIN_SURVEY_H
#define DIOPIN_SURVEY_H

#include "../facts/facts.h"
#include "../lex/lexical.h"
#include "../tree/stamps.h"
#include "../tree/tree.h"
#include "graph.h"

struct surveyed_file {
	char *path;			/* relative to the tree */
	struct lexical *lexical;	/* NULL: it could not be read */
	bool cleaned;			/* there is a copy of it that is UTF-8 */
	bool flow_only;			/* for engines that know the flow */
};

/* What one engine made of one file. */
struct coverage {
	const char *file;
	const char *engine;
	unsigned int bit;	/* the engine's, in struct place */
	const char *reason;	/* why it could not read the file, "" if it did */
	size_t functions;	/* seen */
	size_t calls;		/* of counted names, seen */
	size_t lexical_calls;	/* of counted names, by the lexical witness */
	struct strv lost;	/* functions lost that name nothing of interest */
	struct strv missing;	/* calls that no engine saw */
	struct strv others_saw;	/* calls that another engine saw */
	bool readable;
};

struct survey {
	struct tree tree;
	struct facts facts;
	struct graph graph;
	unsigned long joined;	/* differs if the facts do, in one process */
	struct flags *flags;	/* NULL if no engine compiled anything */
	struct cache *cache;	/* NULL if nothing is kept */
	struct stamps stamps;	/* if the options had none */
	struct surveyed_file *file;
	size_t nr_files;
	struct coverage *coverage;
	size_t nr_coverage;
	bool engine_failed;
};

struct survey;

struct survey_options {
	const char *tree;
	struct strv words;	/* what makes a candidate; empty: the API table */
	bool findings;		/* look at what matters to findings only, too */
	struct strv engines;	/* names; empty: those that need no asking */
	struct strv facts;	/* facts files to read instead of running any */
	bool go_on;		/* run engines over what these do not cover */
	unsigned int shard, shards;	/* read but the I-th of each N files of
					 * the first round; 0: all */
	const char *build;	/* configured directory, NULL: synthetic */
	const char *write_facts;/* keep the engines' facts here, or NULL */
	unsigned int jobs;	/* 0: as many as processors */
	bool no_cache;		/* run engines even if facts were kept */
	const char *environment;	/* for cache_open() */
	const struct stamps *stamps;	/* of the tree, NULL: to be read */

	/*
	 * After each round: adds the names whose users must be known too, so
	 * that files that mention them become candidates of the next round.
	 * With @findings, those that only findings need: such files are for
	 * engines that know the flow, and they are asked for once.  NULL: one
	 * round is enough.
	 */
	void (*open_names)(const struct survey *survey, bool findings,
			   struct strv *names);

	/*
	 * With findings, after each round: adds "dir/name" for names whose
	 * users in that directory must be known too, "./name" for the few
	 * whose users anywhere must.  May be NULL.
	 */
	void (*near_names)(const struct survey *survey, struct strv *names);
};

/* Survey a tree; ends the run with a sentence if it cannot. */
void survey_run(struct survey *survey, const struct survey_options *options);
/* Free it; one that is all zero was never made. */
void survey_free(struct survey *survey);

/* Is the function of that name known in that file only?  Unknown is not. */
bool survey_is_static(const struct survey *survey, const char *file,
		      const char *name);

/* Was the file looked at for the sake of findings alone? */
bool survey_is_for_findings(const struct survey *survey, const char *file);

/* Does the code at a place warn that what it tests cannot be @when? */
bool survey_is_asserted(const struct survey *survey, const char *file,
			int line, int col, bool when);

/* True if no engine lost anything that matters. */
bool survey_is_complete(const struct survey *survey);

#endif
