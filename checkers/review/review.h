/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A review: what each of several changes adds, removes and leaves there.
 */
#ifndef DIOPIN_REVIEW_H
#define DIOPIN_REVIEW_H

#include <libxml/xmlstring.h>
#include <libxml/dict.h>

#include "../join/survey.h"
#include "../rules/record.h"
#include "step.h"

struct review {
	struct repo repo;
	struct steps steps;
	struct records records;
	xmlDictPtr dict;	/* of the records' strings */
	bool complete;		/* all of it could be judged */
};

/*
 * Judge the steps, for which @review->repo and @review->steps are ready.
 * @options are those for engines; what concerns the tree is set here.
 */
void review_run(struct review *review, const struct survey_options *options);
void review_free(struct review *review);

#endif
