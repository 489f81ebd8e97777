/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the parts of the should-dirty series share.
 */
#ifndef DIOPIN_SHOULD_DIRTY_H
#define DIOPIN_SHOULD_DIRTY_H

#include "../audit/dirty_flags.h"
#include "../join/survey.h"
#include "series.h"

struct should_dirty {
	struct series *series;
	struct survey survey;
	struct dirty_flags flags;
	const struct function *check;	/* the definition */
	char *guard;			/* when the bio b holds pages */
	struct strv files;		/* that name the function */
	struct strv using;		/* files that call it */
	struct strv left;		/* flags that are still asked */
};

/* The condition of the tree, of a bio named @bio; the caller frees it. */
char *guard_of(const struct should_dirty *w, const char *bio);

/*
 * In one file, let the bio be asked in place of each flag; then remove the
 * flags that nobody asks any more.  The semantic patches that did something
 * are added to @smpl.
 */
void flags_ask_bio(struct should_dirty *w, const char *file, char **smpl);
void flags_remove(struct should_dirty *w, const char *file, char **smpl);

#endif
