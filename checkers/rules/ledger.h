/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ledger: what takes hold of pages and what lets go of them, brought
 * together across functions and files by what the pages are kept in.
 *
 * A container that functions share is known as a member of a struct,
 * "struct foo.pages"; one of a function's own as "file:function:name".
 */
#ifndef DIOPIN_LEDGER_H
#define DIOPIN_LEDGER_H

#include "../join/survey.h"
#include "take.h"

enum entry_kind {
	ENTRY_TAKE,
	ENTRY_RELEASE,
	ENTRY_FILL,		/* a page from elsewhere is stored */
	ENTRY_DIRTY,		/* pages are marked dirty, without release */
	ENTRY_MAP,		/* the kernel itself looks into a page */
};

struct entry {
	enum entry_kind kind;
	const struct flow *flow;
	const struct call *call;	/* NULL for a fill by assignment */
	struct place at;
	const struct api *api;		/* what takes or lets go at last */
	const struct call *last;	/* of a release: the call of it */
	const struct take *take;	/* of a take */
	const char *value;		/* of a fill: what is stored */
	bool dirties;			/* may it mark the pages dirty? */
	char *root;			/* the container as named there */
	struct strv keys;
};

struct ledger {
	struct takes takes;
	struct entry *entry;		/* the takes first */
	size_t n, nr_takes;
	struct strv unseen;		/* functions, not known, that pages are
					 * given to: "dir/name" */
};

/* The ledger of a survey, made at the first call, until ledger_forget(). */
const struct ledger *ledger_of(const struct survey *survey);
void ledger_forget(void);

/* Do two entries speak of the same container? */
bool entries_meet(const struct entry *a, const struct entry *b);

/* The key by which to tell people of it: a struct's member if there is one. */
const char *entry_subject(const struct entry *e);

#endif
