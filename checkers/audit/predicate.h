/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a flag for dirtying is set for.
 */
#ifndef DIOPIN_PREDICATE_H
#define DIOPIN_PREDICATE_H

#include "dirty_flags.h"

/*
 * Is a flag set exactly for reads into user memory?  @words says what it is
 * set for, or what is wrong with that; the caller frees it.
 */
bool flag_is_exact(const struct survey *survey, const struct dirty_flag *flag,
		   char **words);

#endif
