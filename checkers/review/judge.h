/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is wrong in the part of a tree that a change can have to do with.
 */
#ifndef DIOPIN_REVIEW_JUDGE_H
#define DIOPIN_REVIEW_JUDGE_H

#include <libxml/xmlstring.h>
#include <libxml/dict.h>

#include "../join/survey.h"
#include "../rules/record.h"
#include "overlay.h"

struct judgement {
	struct records findings;	/* strings are in the dictionary */
	struct judged_file {
		char *path;
		const char *reason;	/* why it was not read, NULL if it was */
		struct judged_function {
			char *name;
			int line, end_line;
		} *function;
		size_t nr_functions;
	} *file;			/* those of the scope */
	size_t nr_files;
	bool failed;			/* an engine failed: it is incomplete */
};

/* Judge one side of a change. */
void judge(struct judgement *j, const struct base *base, const char *tree,
	   const struct scope *scope, const struct survey_options *options,
	   xmlDictPtr dict);
void judgement_free(struct judgement *j);

const struct judged_file *judgement_file(const struct judgement *j,
					 const char *path);

#endif
