/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The class of an acquire: what kind of I/O the pages are held for.
 */
#ifndef DIOPIN_CLASS_H
#define DIOPIN_CLASS_H

#include "../join/survey.h"

/*
 * Decide the class of an acquire at @at from where its pages go and where its
 * function is reached from; NULL if neither tells.  With @open, add the names
 * of functions on the way up whose callers may be in files not seen yet.
 */
const char *class_of_acquire(const struct survey *survey,
			     const struct place *at, struct strv *open);

#endif
