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
#include "patch.h"

/* What a run has to say. */
struct report {
	const struct records *records;
	const struct patch *patch;	/* what was reviewed, none in a scan */
	size_t nr_patches;
	int status;			/* the exit status that is due */
	const char *tree;		/* its directory */
	const struct strv *compare;	/* records of other trees: see progress.h */
};

struct format {
	const char *name;
	const char *summary;
	bool of_reviews;		/* has no meaning for a scan */
	bool of_scans;			/* has none for a review */
	void (*print)(FILE *out, const struct report *report);

	/*
	 * The exit status for a report, where a protocol has its own; NULL:
	 * that of diopin.
	 */
	int (*status)(const struct report *report);
};

extern const struct format text_format;
extern const struct format jsonl_format;
extern const struct format counts_format;
extern const struct format counts_json_format;
extern const struct format html_format;
extern const struct format sarif_format;
extern const struct format github_format;
extern const struct format checkstyle_format;
extern const struct format junit_format;
extern const struct format reply_format;
extern const struct format b4_format;
extern const struct format patchwork_format;
extern const struct format nipa_format;

/* The format of that name, or NULL. */
const struct format *format_find(const char *name);

/* "net/rds" of "net/rds/rdma.c", "block" of "block/bio.c"; caller frees it. */
char *subsystem_of(const char *file);

/* The word for a state in formats for machines. */
const char *state_name(enum record_state state);

/* Does a record tell of something bad that is there (now)? */
bool record_accuses(const struct record *r);

/* How many records accuse. */
size_t report_count(const struct report *report);

/* One sentence on the whole of a review, which the caller frees. */
char *report_sentence(const struct report *report);

#endif
