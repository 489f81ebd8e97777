/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The flag by which a bio remembers that its pages are pinned.
 */
#ifndef DIOPIN_BIO_FLAG_H
#define DIOPIN_BIO_FLAG_H

#include "extract.h"

#define BIO_RELEASE "bio_release_pages"
#define BIO_SET_FLAG "bio_set_flag"
#define BIO_FLAGGED "bio_flagged"

struct bio_flag {
	const char *name;			/* BIO_PAGE_PINNED */
	const struct function *release;		/* that puts or unpins them */
};

/*
 * Read the flag off the tree's bio_release_pages().  Returns NULL, or why bios
 * cannot have pinned pages there, which the caller frees.  @flag points into
 * the facts of @x.
 */
char *bio_flag_find(struct extract *x, struct bio_flag *flag);

/*
 * Does the function @release unpin, and put nothing?  Returns NULL, or what is
 * wrong, which the caller frees.
 */
char *bio_flag_check(const struct facts *after, const char *release);

#endif
