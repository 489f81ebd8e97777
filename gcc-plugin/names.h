/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The names that make code worth describing.
 */
#ifndef DIOPIN_NAMES_H
#define DIOPIN_NAMES_H

#include <string>

/* Does the source text name an interface that holds or releases user pages? */
bool names_in_text(const std::string &text);

/* Does a function that calls @name matter, even if it stands in a header? */
bool name_matters(const char *name);

#endif
