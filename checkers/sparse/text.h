/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Expressions and types as C text in one canonical form: no casts, only the
 * parentheses that are needed, likely() and its kind left out, and what a
 * macro stands for under the macro's name.
 *
 * All texts live in one dictionary: equal ones are one pointer, and stay.
 */
#ifndef DIOPIN_SPARSE_TEXT_H
#define DIOPIN_SPARSE_TEXT_H

#include "unit.h"

/* The dictionary's copy of @s; text_take() frees its argument, NULL is "". */
const char *text_word(const char *s);
const char *text_take(char *s);

/* What printf() would print, in the dictionary. */
const char *text_format(const char *fmt, ...) FORMAT_ATTR(1);

/* An expression as it stands in the source. */
const char *text_of(struct expression *e);

/*
 * An expression after it has been evaluated: of an assignment in it only the
 * left side is left, "(ret = f()) < 0" is "ret < 0".
 */
const char *text_of_value(struct expression *e);

/* What is called: "f", "a->f", "(*f)". */
const char *text_of_callee(struct expression *e);

/*
 * An expression without what changes nothing of its value here: parentheses,
 * casts, likely(), __builtin_expect().  NULL only for NULL.
 */
struct expression *text_strip(struct expression *e);

/* The name of the function that is called, NULL if it is no plain name. */
const char *text_called_name(const struct expression *call);

#endif
