/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The facts of the file that is compiled.
 */
#ifndef DIOPIN_UNIT_H
#define DIOPIN_UNIT_H

/* The file's name as facts have it: relative to the tree. */
const char *unit_file(void);

/* Write all facts; out_begin() was called. */
void unit_write(void);

#endif
