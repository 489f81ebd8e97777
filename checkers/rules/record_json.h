/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Records as text that can be read back, to be kept between runs.
 */
#ifndef DIOPIN_RECORD_JSON_H
#define DIOPIN_RECORD_JSON_H

#include "record.h"

/* The text of all records, which the caller frees. */
char *records_to_json(const struct records *records);

/*
 * Read them back into empty @records.  Returns false, and leaves them empty, if
 * the text is not what records_to_json() wrote.
 */
bool records_from_json(const char *text, struct records *records);

#endif
