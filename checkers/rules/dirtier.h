/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What dirties pages: the listed interfaces, and functions whose boolean
 * parameter guards a dirtying call, which therefore have a mark_dirty
 * parameter whatever its name.
 */
#ifndef DIOPIN_DIRTIER_H
#define DIOPIN_DIRTIER_H

#include "../join/survey.h"

struct dirtier {
	const struct function *function;
	int param;		/* its mark_dirty parameter */
};

struct dirtiers {
	struct dirtier *dirtier;
	size_t n;
};

void dirtiers_find(const struct survey *survey, struct dirtiers *dirtiers);
void dirtiers_free(struct dirtiers *dirtiers);

/*
 * May this call dirty pages?  @dirty is set to the argument that decides,
 * NULL if it always does.  A call with a literally false argument does not.
 */
bool call_dirties(const struct survey *survey, const struct dirtiers *dirtiers,
		  const struct call *call, const char **dirty);

#endif
