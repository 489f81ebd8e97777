/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What one file alone proves to be wrong.
 */
#ifndef DIOPIN_SPARSE_CHECK_H
#define DIOPIN_SPARSE_CHECK_H

#include "choose.h"

/* Warn on stderr as sparse does, with the rule's name in brackets behind. */
void check_functions(const struct functions *functions);

#endif
