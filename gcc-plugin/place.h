/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where something stands in the source.
 */
#ifndef DIOPIN_PLACE_H
#define DIOPIN_PLACE_H

#include "compat.h"

struct place {
	const char *file;	/* relative to the tree; NULL if outside */
	const char *path;	/* as the compiler opens it */
	int line, col;		/* from 1; a character is a column */
	bool exact;		/* written there, not expanded from a macro */
};

/* Files are told relative to the directory @tree. */
void place_set_tree(const char *tree);

/*
 * The place of @loc.  What a macro expands to has the place of the macro's
 * name; what was given to it as an argument has its own.  Returns false if
 * the compiler does not know.
 */
bool place_of(location_t loc, struct place *place);

/* The name that facts have for the file at @path, "" if it is outside. */
std::string place_file(const char *path);

/* Is it of a file in the tree, or of the file that is compiled? */
bool place_in_tree(location_t loc);

/* Is it of the file that is compiled, not of a header? */
bool place_in_main_file(location_t loc);

/* Start an element at a place: with its file, or within that of a function. */
void place_start(const char *element, const struct place *place);
void place_spot(const char *element, const struct place *place);

#endif
