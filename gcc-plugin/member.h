/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tables of functions: what the members of a static object point at.
 */
#ifndef DIOPIN_MEMBER_H
#define DIOPIN_MEMBER_H

#include "compat.h"

/* Write the members of @object's initialiser that are functions or objects. */
void members_write(tree object);

#endif
