// SPDX-License-Identifier: GPL-2.0-only
/*
 * The table of formats, and what several of them ask.
 */
#include "report.h"

#include <string.h>

static const struct format *const formats[] = {
	&text_format,
	&jsonl_format,
	&counts_format,
	&counts_json_format,
	&html_format,
	&sarif_format,
	&github_format,
	&checkstyle_format,
	&junit_format,
	&reply_format,
	&b4_format,
	&patchwork_format,
	&nipa_format,
};

const struct format *format_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		if (!strcmp(formats[i]->name, name))
			return formats[i];
	}
	return NULL;
}

const char *state_name(enum record_state state)
{
	static const char *const names[] = {
		[STATE_NONE] = "", [STATE_ADDED] = "added",
		[STATE_REMOVED] = "removed", [STATE_KEPT] = "kept",
	};

	return names[state];
}

bool record_accuses(const struct record *r)
{
	return r->rule && (r->state == STATE_NONE || r->state == STATE_ADDED);
}

size_t report_count(const struct report *report)
{
	size_t n = 0;

	for (size_t i = 0; i < report->records->n; i++)
		n += record_accuses(&report->records->record[i]);
	return n;
}

char *report_sentence(const struct report *report)
{
	size_t n = report_count(report);

	for (size_t i = 0; i < report->nr_patches; i++) {
		const struct patch *p = &report->patch[i];

		if (p->failure)
			return xasprintf("not judged: %s", p->failure);
	}
	if (!n)
		return xstrdup("nothing new");
	return xasprintf("%zu new %s about pages held for direct I/O", n,
			 n == 1 ? "finding" : "findings");
}
