/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Conditions: put together from what the front end made of them.
 */
#ifndef DIOPIN_COND_H
#define DIOPIN_COND_H

#include "expr.h"

/* "left && right" or "left || right", or @leaf alone, which may be negated. */
struct condition {
	char op;		/* '&', '|', or 0 for a leaf */
	bool negated;		/* of a leaf */
	struct text leaf;
	std::shared_ptr<struct condition> left, right;
};

typedef std::shared_ptr<struct condition> condition_ptr;

/* What the branch @stmt tests, or whether @value is not zero. */
condition_ptr condition_of_branch(gimple *stmt);
condition_ptr condition_of(tree value);

/* One that cannot be taken apart. */
condition_ptr condition_leaf(const struct text &text);

condition_ptr condition_negate(condition_ptr condition);
condition_ptr condition_join(char op, condition_ptr left, condition_ptr right);

struct text condition_text(condition_ptr condition);

/* Does the definition @def make a truth value of others? */
bool is_condition(gimple *def);

/*
 * If the branch @stmt tests nothing but a temporary with several definitions,
 * return it, and in @negated whether the true edge is for zero.
 */
tree condition_decision(gimple *stmt, bool *negated);

/*
 * Find the text of a temporary with several definitions, "a ? b : c", and make
 * it the temporary's name.  False if the definitions are no such decision; the
 * temporary is then kept.
 */
bool decide(tree temp);

#endif
