// SPDX-License-Identifier: GPL-2.0-only
/*
 * misses-ubuf: a question that knows one of two kinds of user memory decides
 * over dirtying.
 */
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "api.h"
#include "rule.h"

#define RULE "misses-ubuf"

/* Has the tree the other kind?  ITER_UBUF came with 6.0: include/linux/uio.h */
static bool has_ubuf(const struct tree *tree)
{
	return tree->version >= 6;
}

/* Does a condition know only iovecs? */
static bool misses_ubuf(const char *condition)
{
	static const char *const others[] = {
		"user_backed_iter", "iter_is_ubuf", "iov_iter_extract_will_pin",
	};

	if (!expr_mentions(condition, "iter_is_iovec"))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
		if (expr_mentions(condition, others[i]))
			return false;
	}
	return true;
}

/* The only question of the function that knows too little is the one to put. */
static void say_fix(const struct survey *survey, const struct place *at,
		    struct record *r)
{
	struct range range = facts_of_file(&survey->facts, call, nr_calls,
					   at->file);
	const struct call *asks = NULL;

	for (size_t i = range.begin; i < range.end; i++) {
		const struct call *c = &survey->facts.call[i];

		if (strcmp(c->name, "iter_is_iovec") ||
		    strcmp(c->at.in, at->in))
			continue;
		if (asks)
			return;
		asks = c;
	}
	if (asks)
		finding_fix(r, survey->tree.dir, &asks->at, asks->name,
			    "user_backed_iter");
}

/* The flags that decide over dirtying are among the records already. */
static void look_at_flags(const struct survey *survey, struct records *records)
{
	size_t n = records->n;

	for (size_t i = 0; i < n; i++) {
		const struct record flag = records->record[i];
		struct place at = {
			.file = flag.file, .in = flag.function,
			.line = flag.line, .col = flag.col,
			.engines = flag.engines,
		};
		const char *name;
		struct record *r;

		if (strcmp(flag.kind, dirty_flag_rule.name) ||
		    !misses_ubuf(record_field(&flag, "predicate")))
			continue;
		name = record_field(&flag, "name");
		r = finding_add(records, RULE, "error", &at, name,
				"%s is not set for a read into a single user "
				"buffer (ITER_UBUF), whose pages then stay "
				"clean", name);
		finding_step(r, &at, "%s is set if %s", name,
			     record_field(&flag, "predicate"));
		say_fix(survey, &at, r);
	}
}

static void look_at_call(const struct survey *survey, const struct call *c,
			 struct records *records)
{
	struct guards g = guards_at(&survey->facts, &c->at);
	bool missed = false;

	for (size_t i = 0; i < g.n; i++)
		missed |= g.guard[i].when && g.guard[i].encloses &&
			misses_ubuf(g.guard[i].condition);
	guards_free(&g);
	if (missed) {
		struct record *r;

		r = finding_add(records, RULE, "error", &c->at, c->name,
				"%s() does not dirty the pages of a single "
				"user buffer (ITER_UBUF)", c->name);
		finding_step(r, &c->at, "only iter_is_iovec() is asked before "
			     "%s()", c->name);
		say_fix(survey, &c->at, r);
	}
}

static void find(const struct survey *survey, struct records *records)
{
	if (!has_ubuf(&survey->tree))
		return;
	look_at_flags(survey, records);
	for (size_t i = 0; i < survey->facts.nr_calls; i++) {
		const struct call *c = &survey->facts.call[i];

		if (api_has_role(c->name, ROLE_DIRTY))
			look_at_call(survey, c, records);
	}
}

const struct rule misses_ubuf_rule = {
	.name = RULE,
	.summary = "iter_is_iovec() decides over dirtying and misses ITER_UBUF",
	.explain =
"Since 6.0 user memory comes as ITER_IOVEC or, if it is one buffer, as\n"
"ITER_UBUF.  iter_is_iovec() knows the first only: where it decides whether\n"
"the pages of a read get dirtied, a plain read() leaves them clean, and what\n"
"was read is lost when they are reclaimed.\n"
"\n"
"Example:\n"
"	dio->should_dirty = iter_is_iovec(iter);\n"
"\n"
"Fix: user_backed_iter(iter).\n"
"\n"
"Limits: the flags are those of dirty-flag, with its limits.  Trees before\n"
"6.0 have no ITER_UBUF, and nothing is said.\n",
	.finds = true,
	.find = find,
};
