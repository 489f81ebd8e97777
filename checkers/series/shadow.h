/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A directory that is a kernel tree to the engines, most of which are links.
 *
 * The search for candidates does not follow links, so what is found in it is
 * what the files given and the C files beside them say.
 */
#ifndef DIOPIN_SERIES_SHADOW_H
#define DIOPIN_SERIES_SHADOW_H

#include "../base/base.h"

/* Lay out @tree at @shadow, with @files as they are in @changed. */
void shadow_create(const char *tree, const char *shadow, const char *changed,
		   const struct strv *files);

#endif
