/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A rule: facts in, records out.
 *
 * To add one, write one file that fills a struct rule, and name it in the
 * table of rules.c.
 */
#ifndef DIOPIN_RULE_H
#define DIOPIN_RULE_H

#include "../join/survey.h"
#include "record.h"

struct rule {
	const char *name;	/* also the kind or rule of its records */
	const char *summary;	/* one line */
	const char *explain;	/* what, example, limits: "diopin explain" */
	bool finds;		/* its records are findings, not inventory */

	void (*find)(const struct survey *survey, struct records *records);

	/* Names whose users the rule must see as well; may be NULL. */
	void (*open_names)(const struct survey *survey, struct strv *names);

	/* The same within one directory, as "dir/name"; may be NULL. */
	void (*near_names)(const struct survey *survey, struct strv *names);
};

extern const struct rule acquire_rule;
extern const struct rule dirty_flag_rule;
extern const struct rule dirty_release_rule;
extern const struct rule legacy_user_rule;
extern const struct rule leak_on_error_rule;
extern const struct rule short_extraction_rule;
extern const struct rule double_release_rule;
extern const struct rule direction_inverted_rule;
extern const struct rule will_pin_wrong_iter_rule;
extern const struct rule zero_page_rule;
extern const struct rule dirty_in_atomic_rule;
extern const struct rule unguarded_set_dirty_rule;
extern const struct rule put_on_pinned_rule;
extern const struct rule unpin_on_ref_rule;
extern const struct rule unpin_unguarded_rule;
extern const struct rule missing_dirty_rule;
extern const struct rule dirty_wrong_direction_rule;
extern const struct rule flag_not_carried_rule;
extern const struct rule dirty_kernel_pages_rule;
extern const struct rule misses_ubuf_rule;
extern const struct rule escapes_rule;
extern const struct rule coverage_rule;

const struct rule *rule_at(size_t i);
const struct rule *rule_find(const char *name);

/* Run all rules; the records come sorted. */
void rules_run(const struct survey *survey, struct records *records);

/* Run those of the inventory only. */
void rules_take_inventory(const struct survey *survey,
			  struct records *records);

/* What the rules of findings, or else those of the inventory, ask to see
 * besides; for struct survey_options. */
void rules_open_names(const struct survey *survey, bool findings,
		      struct strv *names);
void rules_near_names(const struct survey *survey, struct strv *names);

#endif
