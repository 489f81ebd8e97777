/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the parts of making a survey share: see survey.h.
 */
#ifndef DIOPIN_SURVEY_PRIVATE_H
#define DIOPIN_SURVEY_PRIVATE_H

#include "../engine/engine.h"
#include "survey.h"

/* Files to look at: by all engines, and by those only that know the flow. */
struct candidates {
	struct strv fresh;	/* all engines; those that compile ... */
	struct strv cleaned;	/* ... get copies of these */
	struct strv flow;	/* engines that compile */
	struct strv text;	/* the others: these were in @flow before */
};

void candidates_free(struct candidates *c);

/* The file of that path, or NULL. */
struct surveyed_file *survey_find_file(const struct survey *survey,
				       const char *path);

/* Add a file, and have the lexical witness read it. */
void survey_add_file(struct survey *survey, const char *path);

/* Use what runs before have left, if this is a tree on disk that lasts. */
void survey_open_cache(struct survey *survey,
		       const struct survey_options *options);

/* Do the options want an engine, or any to be run at all? */
bool engine_is_wanted(const struct engine *engine,
		      const struct survey_options *options);
bool runs_engines(const struct survey_options *options);

/* Name the engines, in their order, whatever that of the facts. */
void survey_name_engines(struct survey *survey,
			 const struct survey_options *options);

/* Read facts files into the survey. */
void survey_read_facts(struct survey *survey, const struct strv *paths);

/* Add what the engines say of candidates. */
void survey_run_engines(struct survey *survey, const struct candidates *c,
			const struct survey_options *options);

#endif
