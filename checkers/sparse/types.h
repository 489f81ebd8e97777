/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Types of expressions in the tree as it was parsed.
 *
 * Sparse's own evaluation rewrites the tree, so types are looked up here: what
 * a name was declared as, what a member is, what a function returns.
 */
#ifndef DIOPIN_SPARSE_TYPES_H
#define DIOPIN_SPARSE_TYPES_H

#include "unit.h"

/* The type of an expression, NULL if it cannot be told. */
struct symbol *type_of(struct expression *e);

/* A type without names for it, typeof() and storage: what it really is. */
struct symbol *type_core(struct symbol *type);

/* A type as C text, "struct iov_iter *"; "" if it is NULL. */
const char *type_text(struct symbol *type);

/* The type that a function returns. */
const char *type_text_returned(struct symbol *function);

/* What _Generic() chooses; NULL if nothing fits. */
struct expression *type_choice(struct expression *generic);

/*
 * "struct X" if the expression is a member of struct X, points at one or into
 * one; the innermost struct that has a name.  NULL if it is not.
 */
const char *type_owner(struct expression *e);

#endif
