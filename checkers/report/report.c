// SPDX-License-Identifier: GPL-2.0-only
/*
 * The table of formats.
 */
#include "report.h"

#include <string.h>

static const struct format *const formats[] = {
	&text_format,
	&jsonl_format,
};

const struct format *format_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		if (!strcmp(formats[i]->name, name))
			return formats[i];
	}
	return NULL;
}
