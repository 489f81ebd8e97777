/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The claims that started the conversion, held against a tree.
 *
 * A mail made seven claims about who dirties the pages of direct I/O.  Each is
 * asked of the tree that is given, never answered from memory: the same claim
 * is true of one kernel and false of the next.
 *
 * To add a claim, write one file with a struct claim_check and name it in the
 * table of audit.c.
 */
#ifndef DIOPIN_AUDIT_H
#define DIOPIN_AUDIT_H

#include "../join/survey.h"
#include "../rules/record.h"

#define NR_CLAIMS 7

enum holds {
	HOLDS_NOT,
	HOLDS_PARTLY,
	HOLDS,
};

/* A line of the tree, and what it shows. */
struct evidence {
	struct place at;
	char *why;
};

struct claim {
	int id;				/* 1 to NR_CLAIMS */
	enum holds holds;
	char *sentence;			/* what was found */
	struct evidence *evidence;
	size_t nr_evidence;
};

struct claim_check {
	const char *statement;		/* in the mail's words */

	/* Names whose users must be seen; NULL at the end. */
	const char *const *words;

	/* Fill all but the id. */
	void (*ask)(const struct survey *survey, struct claim *claim);

	/* More names, known only when something was seen; may be NULL. */
	void (*open_names)(const struct survey *survey, struct strv *names);
};

extern const struct claim_check legacy_claim;
extern const struct claim_check predicate_claim;
extern const struct claim_check decides_claim;
extern const struct claim_check cleaned_claim;
extern const struct claim_check true_callers_claim;
extern const struct claim_check replacement_claim;
extern const struct claim_check fixed_buffers_claim;

/*
 * Ask one claim of a survey, for which survey_options.words must have had the
 * names of audit_words().  Claims 2 and 7 want audit_open_names(), too.  The
 * claim is the caller's, to be freed with claim_free(); its places belong to
 * the survey.
 */
void audit_ask(const struct survey *survey, int id, struct claim *claim);
void claim_free(struct claim *claim);

/* The names whose users claim @id must see, added to @words. */
void audit_words(int id, struct strv *words);

/*
 * What claims want to see that is known only when something was seen; for
 * struct survey_options.
 */
void audit_open_names(const struct survey *survey, bool findings,
		      struct strv *names);

/* Ask claims @first to @last: a record of kind "claim" each, in their order. */
void audit_run(const struct survey *survey, int first, int last,
	       struct records *records);

/* For claims: what was found, and what shows it. */
void claim_say(struct claim *claim, enum holds holds, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void claim_show(struct claim *claim, const struct place *at,
		const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* The text of a record's field, NULL if there is none; it stays the record's. */
const char *record_text(const struct record *r, const char *field);

#endif
