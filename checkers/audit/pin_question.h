/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Does code look whether a folio is pinned before it does something to it?
 */
#ifndef DIOPIN_PIN_QUESTION_H
#define DIOPIN_PIN_QUESTION_H

#include "../join/survey.h"

/* The functions that answer "is this folio pinned?", and nothing else. */
struct pin_questions {
	struct strv name;
};

/* Those of mm.h, and all that only hand on what these say. */
void pin_questions_find(const struct survey *survey, struct pin_questions *q);
void pin_questions_free(struct pin_questions *q);

/*
 * Is a call made on no way but those on which its first argument, a folio or
 * page, was found not pinned: in its function, or wherever this is called?
 * @asked is set to a place where it is asked.  A function whose flow or whose
 * callers are not all known does not ask.
 */
bool asks_before(const struct survey *survey, const struct pin_questions *q,
		 const struct call *call, struct place *asked);

#endif
