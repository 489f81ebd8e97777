// SPDX-License-Identifier: GPL-2.0-only
/*
 * What decides over a release: see hold_flag.h.
 */
#include "hold_flag.h"

#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../join/flow.h"
#include "../lex/expr.h"
#include "container.h"

/* Words of which one stands in the name of what tells how pages are held. */
static bool names_hold(const char *text)
{
	static const char *const words[] = {
		"pin", "user", "iter_is", "need", "drop", "release", "unref",
	};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		const char *found = strcasestr(text, words[i]);

		/* Where memory lies is no name. */
		if (found && (found < text + 2 || strncmp(found - 2, "__user", 6)))
			return true;
	}
	return false;
}

/* Is a value compared by size in the function of the release? */
static bool is_count(const struct entry *release, const char *value)
{
	const struct flow *flow = release->flow;
	bool count = false;

	for (size_t i = 0; i < flow->nr_blocks && !count; i++) {
		struct condition c;

		if (flow->block[i].end != END_TEST)
			continue;
		c = condition_parse(flow->block[i].value);
		count = strpbrk(c.op, "<>") && (!strcmp(c.left, value) ||
						!strcmp(c.right, value));
		condition_free(&c);
	}
	return count;
}

/* May a value that is tested for its truth tell user pages from others? */
static bool is_flag_value(const struct facts *facts,
			  const struct entry *release, const char *value)
{
	const char *type;
	char *root;
	bool flag;

	while (starts_with(value, "! "))
		value += 2;
	if (is_count(release, value))
		return false;
	if (expr_is_name(value)) {
		type = type_of(facts, &release->at, value);
		return strstr(type, "bool") ||
			(names_hold(value) && !strchr(type, '*'));
	}
	root = root_of(value);
	flag = *root ? !path_from(release->root, root) : names_hold(value);
	free(root);
	return flag;
}

/* May a condition tell user pages from others, rather than whether and how
 * many there are? */
static bool is_flag(const struct facts *facts, const struct entry *release,
		    const char *text)
{
	struct condition c = condition_parse(text);
	bool flag;

	if (strstr(text, " & "))
		flag = true;
	else if (*c.op)
		flag = (expr_is_constant_name(c.right) &&
			strcmp(c.right, "NULL")) ||
			(names_hold(c.left) && !is_count(release, c.left));
	else
		flag = is_flag_value(facts, release, c.left);
	condition_free(&c);
	return flag;
}

/* The block of a release in its flow; the number of blocks if it is none. */
static size_t block_of(const struct entry *release)
{
	const struct flow *flow = release->flow;
	size_t i = 0;

	for (; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			if (b->event[k].is_call &&
			    &b->event[k].call == release->call)
				return i;
		}
	}
	return i;
}

/* Mark what is reached from @at without passing a marked block. */
static void mark_reached(const struct flow *flow, size_t at, bool *reached)
{
	if (reached[at])
		return;
	reached[at] = true;
	for (size_t i = 0; i < flow->block[at].nr_edges; i++)
		mark_reached(flow, flow->block[at].edge[i].to, reached);
}

/*
 * The edge of the test that ends a block by which alone another is reached: 0
 * if it is true, 1 if false, -1 if there is no such.
 */
static int edge_to(const struct flow *flow, size_t test, size_t target)
{
	int edge = -1, ways = 0;

	for (size_t i = 0; i < 2; i++) {
		bool *reached = xcalloc(flow->nr_blocks, sizeof(*reached));

		reached[test] = true;
		mark_reached(flow, flow->block[test].edge[i].to, reached);
		if (reached[target]) {
			edge = i;
			ways++;
		}
		free(reached);
	}
	return ways == 1 ? edge : -1;
}

/* Is a condition a flag by itself, no question and no bit of a word? */
static bool is_plain_flag(const struct facts *facts,
			  const struct entry *release, const char *text)
{
	return !strpbrk(text, "(&|<>=?") && is_flag(facts, release, text);
}

/* The flags that decide over a release. */
struct flags {
	struct flag {
		char *name;	/* of "a -> flags & FOO" that is FOO */
		char *value;	/* what it must be */
		bool variable;	/* of the function, which it may be told by */
	} *flag;
	size_t n;
};

static void flags_free(struct flags *flags)
{
	for (size_t i = 0; i < flags->n; i++) {
		free(flags->flag[i].name);
		free(flags->flag[i].value);
	}
	free(flags->flag);
}

static void add_flag(struct flags *flags, const char *text, bool when)
{
	const char *mask = strstr(text, " & ");
	struct condition c = condition_parse(text);
	const char *name = strrchr(c.left, ' ');
	const char *left = c.left;

	while (starts_with(left, "! "))
		left += 2;
	if (!strcmp(c.op, "!="))
		when = !when;
	if (mask)
		name = mask + strlen(" & ");
	else if (strchr(text, '('))
		name = text;
	else
		name = name ? name + 1 : c.left;
	*array_add(&flags->flag, &flags->n) = (struct flag){
		.name = mask ? xstrndup(name, strcspn(name, " ")) :
			xstrdup(name),
		.variable = expr_is_name(left),
		.value = xasprintf("%s%s", when ? "" : "! ", c.right),
	};
	condition_free(&c);
}

/* Those around a release, and such as "if (!pinned) continue;" before it. */
static struct flags flags_of(const struct facts *facts,
			     const struct entry *release)
{
	const struct flow *flow = release->flow;
	size_t target = block_of(release);
	struct guards g = guards_at(facts, &release->at);
	struct flags flags = { 0 };

	for (size_t i = 0; i < g.n; i++) {
		if (is_flag(facts, release, g.guard[i].condition))
			add_flag(&flags, g.guard[i].condition, g.guard[i].when);
	}
	guards_free(&g);
	for (size_t i = 0; target < flow->nr_blocks && i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];
		int edge;

		if (i == target || b->end != END_TEST || b->nr_edges != 2 ||
		    !is_plain_flag(facts, release, b->value))
			continue;
		edge = edge_to(flow, i, target);
		if (edge >= 0)
			add_flag(&flags, b->value, !edge);
	}
	return flags;
}

bool entry_is_guarded(const struct facts *facts, const struct entry *release)
{
	struct flags flags = flags_of(facts, release);
	bool guarded = flags.n;

	flags_free(&flags);
	return guarded;
}

/* Is a flag another one, or must it be otherwise, than those of @others? */
static bool tells_apart(const struct flag *flag, const struct flags *others)
{
	for (size_t i = 0; i < others->n; i++) {
		if (!strcmp(flag->name, others->flag[i].name))
			return strcmp(flag->value, others->flag[i].value);
	}
	return flag->variable || names_hold(flag->name);
}

/* Is a release given one of the flags, so that the callee may look at it? */
static bool is_given(const struct entry *release, const struct flags *flags)
{
	const struct call *call = release->call;
	bool given = false;

	for (size_t k = 0; k < call->nr_args && !given; k++) {
		char *root = root_of(call->arg[k].expr);
		bool pages = !strcmp(root, release->root);

		for (size_t i = 0; i < flags->n && !pages; i++)
			given |= text_mentions(call->arg[k].expr,
					       flags->flag[i].name);
		free(root);
	}
	return given;
}

bool entries_are_told_apart(const struct facts *facts, const struct entry *a,
			    const struct entry *b)
{
	struct flags flags = flags_of(facts, a), others = flags_of(facts, b);
	bool apart = is_given(a, &others) || is_given(b, &flags);

	for (size_t i = 0; i < flags.n && !apart; i++)
		apart = tells_apart(&flags.flag[i], &others);
	flags_free(&others);
	flags_free(&flags);
	return apart;
}
