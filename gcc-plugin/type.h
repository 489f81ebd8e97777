/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Types and declarations as C text.
 */
#ifndef DIOPIN_TYPE_H
#define DIOPIN_TYPE_H

#include "compat.h"

/* The declaration of something called @name that has @type; without a name,
 * the type alone: "struct page **". */
std::string type_declaration(tree type, const std::string &name);

/* The type that the source gives @value, before any conversion. */
std::string type_of_argument(tree value);

/* The name of a declared thing, NULL if the source gave it none. */
const char *decl_name(tree decl);

/*
 * The struct that declares the member that @expr is, or points at or into:
 * "struct bio"; empty if it is none.  An anonymous one counts as that around.
 */
std::string member_owner(tree expr);

#endif
