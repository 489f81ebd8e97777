// SPDX-License-Identifier: GPL-2.0-only
/*
 * The table of rules.
 */
#include "rule.h"
#include "fate.h"
#include "ledger.h"
#include "truth.h"

#include <string.h>

static const struct rule *const rules[] = {
	&acquire_rule,
	&dirty_flag_rule,
	&dirty_release_rule,
	&legacy_user_rule,
	&leak_on_error_rule,
	&short_extraction_rule,
	&double_release_rule,
	&put_on_pinned_rule,
	&unpin_on_ref_rule,
	&unpin_unguarded_rule,
	&missing_dirty_rule,
	&dirty_wrong_direction_rule,
	&flag_not_carried_rule,
	&dirty_kernel_pages_rule,
	&direction_inverted_rule,
	&will_pin_wrong_iter_rule,
	&zero_page_rule,
	&dirty_in_atomic_rule,
	&unguarded_set_dirty_rule,
	&misses_ubuf_rule,
	&escapes_rule,
	&coverage_rule,
};

const struct rule *rule_at(size_t i)
{
	return i < ARRAY_SIZE(rules) ? rules[i] : NULL;
}

const struct rule *rule_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		if (!strcmp(rules[i]->name, name))
			return rules[i];
	}
	return NULL;
}

/* Who witnessed a record, in its field "engines". */
static void name_witnesses(const struct facts *facts, struct record *r)
{
	struct strv names = { 0 };

	for (size_t i = 0; i < facts->engines.n; i++) {
		if (r->engines & 1u << i)
			strv_add(&names, facts->engines.item[i]);
	}
	if (names.n)
		record_list(r, "engines", &names);
	strv_free(&names);
}

/* Forget what rules found out of other facts than those of this survey. */
static void look_at(const struct survey *survey)
{
	static unsigned long joined;

	if (survey->joined == joined)
		return;
	joined = survey->joined;
	ledger_forget();
	fate_forget();
	truth_forget();
}

static void run(const struct survey *survey, bool findings,
		struct records *records)
{
	look_at(survey);
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		if (findings || !rules[i]->finds)
			rules[i]->find(survey, records);
	}
	records_sort(records);
	findings_finish(records);
	for (size_t i = 0; i < records->n; i++)
		name_witnesses(&survey->facts, &records->record[i]);
}

void rules_run(const struct survey *survey, struct records *records)
{
	run(survey, true, records);
}

void rules_take_inventory(const struct survey *survey,
			  struct records *records)
{
	run(survey, false, records);
}

void rules_open_names(const struct survey *survey, bool findings,
		      struct strv *names)
{
	look_at(survey);
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		if (rules[i]->open_names && rules[i]->finds == findings)
			rules[i]->open_names(survey, names);
	}
}

void rules_near_names(const struct survey *survey, struct strv *names)
{
	look_at(survey);
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		if (rules[i]->near_names)
			rules[i]->near_names(survey, names);
	}
}
