/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Under which condition bio_release_pages() does anything at all.
 */
#ifndef DIOPIN_RELEASE_GUARD_H
#define DIOPIN_RELEASE_GUARD_H

#include "../facts/facts.h"

/*
 * The call inside of the definition @release that lets go of the bio's pages,
 * or NULL; @condition, in terms of its first parameter, is when that is done:
 * no BIO_NO_PAGE_REF up to 6.4, BIO_PAGE_PINNED from 6.6 on, NULL if none is
 * stated.  The caller frees it.
 */
const struct call *release_guard(const struct facts *facts,
				 const struct function *release,
				 char **condition);

#endif
