/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Printing records.
 *
 * To add a format, write one file with a struct format and name it in the
 * table of report.c.
 */
#ifndef DIOPIN_REPORT_H
#define DIOPIN_REPORT_H

#include <stdio.h>

#include "../rules/record.h"

struct format {
	const char *name;
	const char *summary;
	void (*print)(FILE *out, const struct records *records);
};

extern const struct format text_format;
extern const struct format jsonl_format;

/* The format of that name, or NULL. */
const struct format *format_find(const char *name);

#endif
