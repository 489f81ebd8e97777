/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Acquire sites: the calls that take hold of an iterator's pages, by listed
 * interfaces and by wrappers recognised as such.
 */
#ifndef DIOPIN_SITE_H
#define DIOPIN_SITE_H

#include "../join/survey.h"
#include "api.h"

struct site {
	const struct call *call;
	const struct api *api;		/* the interface, at last */
	const struct function *wrapper;	/* the wrapper called, NULL: none */
	const char *iter, *pages;	/* arguments as quoted */
};

struct sites {
	struct site *site;
	size_t n;
};

/* All sites of the tree; free with sites_free(). */
void sites_find(const struct survey *survey, struct sites *sites);
void sites_free(struct sites *sites);

#endif
