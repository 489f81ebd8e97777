/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Are the pages that a file handles all out of one array?
 */
#ifndef DIOPIN_PAGE_FAMILY_H
#define DIOPIN_PAGE_FAMILY_H

#include "../facts/facts.h"

struct page_family {
	const struct facts *facts;
	const char *file;
	const char *member;	/* the array, in whatever struct has it */
	struct strv asked;	/* what is being answered: no need to ask again */
};

/*
 * Is @expr, in the function @in of the file, a page of the array, or one of
 * zeroes?  Followed through locals, parameters, members and what functions of
 * the file return: all that is ever stored there must be.
 */
bool family_has(struct page_family *family, const char *in, const char *expr);

#endif
