/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Whether a change can have anything to do with pages that are held, told from
 * names alone: most have not, and are done with here.
 */
#ifndef DIOPIN_REVIEW_INTEREST_H
#define DIOPIN_REVIEW_INTEREST_H

#include "overlay.h"
#include "step.h"

/*
 * Put the changed C files into @scope, if one of them, before or after, calls
 * an interface that makes a file a candidate of a scan, or if a line that
 * changed calls one that many use for other things too, such as put_page().
 * Reads the diff into the step when it is needed.  Returns NULL, or why the
 * change cannot be judged, which the caller frees.
 */
char *find_scope(const struct repo *repo, struct step *step,
		 const struct changes *changes, struct scope *scope);

#endif
