/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What diopin says: records of the inventory, findings, coverage.
 */
#ifndef DIOPIN_RECORD_H
#define DIOPIN_RECORD_H

#include <json-c/json.h>

#include "../facts/facts.h"

/* How a finding came out of a change. */
enum record_state {
	STATE_NONE,		/* there was no change: a scan */
	STATE_ADDED,
	STATE_REMOVED,
	STATE_KEPT,		/* was there before, in a function touched */
};

/*
 * One thing said.  @fields holds what is particular to its kind, in the order
 * in which it is printed.
 */
struct record {
	const char *kind;
	const char *rule;	/* of a finding, else NULL */
	const char *file, *function;
	int line, col;
	unsigned int engines;	/* who saw it, as in struct place; 0: nobody */
	char *message;		/* one plain sentence */
	struct json_object *fields;
	struct waypoint {
		struct place at;
		char *note;
	} *path;		/* what proves a finding, in order */
	size_t nr_waypoints;
	enum record_state state;	/* of a finding in a review */
	size_t patch;		/* in a review: of which, counted from 1 */
};

struct records {
	struct record *record;
	size_t n;
	struct json_object *source;	/* what keeps their names, or NULL */
};

/* Add a record about a place.  The pointer is good until the next one. */
struct record *record_add(struct records *records, const char *kind,
			  const struct place *at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

void record_string(struct record *r, const char *field, const char *value);
void record_bool(struct record *r, const char *field, bool value);
void record_number(struct record *r, const char *field, long value);
void record_list(struct record *r, const char *field, const struct strv *v);

/* A string among a record's fields, "" if there is none. */
const char *record_field(const struct record *r, const char *name);

/*
 * Add a finding of @rule about a place.  @subject is what it is about in words
 * of the code ("pages", "struct foo.pages"): it and the function, not the line,
 * make the fingerprint.
 */
struct record *finding_add(struct records *records, const char *rule,
			   const char *severity, const struct place *at,
			   const char *subject, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));

/* Add a step of the path that proves a finding. */
void finding_step(struct record *r, const struct place *at,
		  const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * Say how the bug is mended for certain: the word @old at @at becomes @new.
 * Nothing is said if that word does not stand there in the file of @tree, as
 * where a macro wrote it.  The field "fix" has it.
 */
void finding_fix(struct record *r, const char *tree, const struct place *at,
		 const char *old, const char *new);

/*
 * Give all findings their fingerprints and their paths as fields, and drop
 * what was found twice.  The records must be sorted.
 */
void findings_finish(struct records *records);

/* By file, line, column and kind. */
void records_sort(struct records *records);
void records_free(struct records *records);

/* Free what a record holds, when it is taken out of the list. */
void record_drop(struct record *r);

#endif
