// SPDX-License-Identifier: GPL-2.0-only
/*
 * Temporaries that stand for "a ? b : c", "a && b" or "a || b".
 *
 * Such a temporary has a definition on each way through a small region of the
 * control-flow graph.  From the block where the ways part, the decisions are
 * put together again.
 */
#include "body.h"
#include "cond.h"
#include "source.h"

#define DEPTH_LIMIT 10

struct region {
	std::map<basic_block, gimple *> values;	/* blocks that define it */
	std::set<basic_block> blocks;
	basic_block entry;
};

/* A condition and where each of its edges leads. */
struct choice {
	condition_ptr condition;
	basic_block yes, no;
};

static bool is_value(const struct region *region, basic_block bb)
{
	return region->values.count(bb);
}

/* Is there a way into one of @blocks past @entry? */
static bool has_side_entry(const std::set<basic_block> &blocks,
			   basic_block entry)
{
	for (basic_block bb : blocks) {
		edge_iterator ei;
		edge e;

		FOR_EACH_EDGE(e, ei, bb->preds) {
			if (bb != entry && !blocks.count(e->src))
				return true;
		}
	}
	return false;
}

/* Does every definition lie behind @from, and all between them too? */
static bool leads_to_all(const struct region *region, basic_block from)
{
	std::vector<basic_block> todo = { from };
	std::set<basic_block> seen;
	size_t values = 0;

	while (!todo.empty()) {
		basic_block bb = todo.back();
		edge_iterator ei;
		edge e;

		todo.pop_back();
		if (!seen.insert(bb).second)
			continue;
		if (is_value(region, bb)) {
			values++;
			continue;
		}
		FOR_EACH_EDGE(e, ei, bb->succs)
			todo.push_back(e->dest);
	}
	return values == region->values.size() && !has_side_entry(seen, from);
}

static bool leads_inside(const struct region *region, basic_block bb)
{
	edge_iterator ei;
	edge e;

	FOR_EACH_EDGE(e, ei, bb->succs) {
		if (!region->blocks.count(e->dest))
			return false;
	}
	return true;
}

/* Grow the region upwards by blocks that lead nowhere else. */
static bool find_entry(struct region *region)
{
	std::vector<basic_block> todo;

	for (const auto &value : region->values) {
		region->blocks.insert(value.first);
		todo.push_back(value.first);
	}
	while (!todo.empty()) {
		basic_block bb = todo.back();
		edge_iterator ei;
		edge e;

		todo.pop_back();
		FOR_EACH_EDGE(e, ei, bb->preds) {
			if (e->src == ENTRY_BLOCK_PTR_FOR_FN(cfun) ||
			    region->blocks.count(e->src) ||
			    !leads_inside(region, e->src))
				continue;
			region->blocks.insert(e->src);
			if (leads_to_all(region, e->src)) {
				region->entry = e->src;
				return true;
			}
			todo.push_back(e->src);
		}
	}
	return false;
}

static basic_block skip_empty(const struct region *region, basic_block bb)
{
	while (!is_value(region, bb) && single_succ_p(bb))
		bb = single_succ(bb);
	return bb;
}

/* Take in @inner, the choice on one edge, if it shares the other edge. */
static bool merge(struct choice *c, const struct choice &inner, bool on_yes)
{
	basic_block *edge = on_yes ? &c->yes : &c->no;
	basic_block other = on_yes ? c->no : c->yes;
	bool same_side = (on_yes ? inner.no : inner.yes) == other;
	condition_ptr condition = inner.condition;

	if (!same_side && (on_yes ? inner.yes : inner.no) != other)
		return false;
	if (!same_side)
		condition = condition_negate(condition);
	c->condition = condition_join(on_yes ? '&' : '|', c->condition,
				      condition);
	*edge = same_side == on_yes ? inner.yes : inner.no;
	return true;
}

static bool choose(const struct region *region, basic_block bb, int depth,
		   struct choice *c)
{
	gimple *last = last_statement(bb);
	edge yes, no;
	bool merged = true;

	if (depth > DEPTH_LIMIT || !last || gimple_code(last) != GIMPLE_COND)
		return false;
	extract_true_false_edges_from_block(bb, &yes, &no);
	c->condition = condition_of_branch(last);
	c->yes = skip_empty(region, yes->dest);
	c->no = skip_empty(region, no->dest);
	while (merged) {
		struct choice inner;

		merged = false;
		if (!is_value(region, c->yes)) {
			if (!choose(region, c->yes, depth + 1, &inner))
				return false;
			merged = merge(c, inner, true);
		}
		if (!merged && !is_value(region, c->no)) {
			if (!choose(region, c->no, depth + 1, &inner))
				return false;
			merged = merge(c, inner, false);
		}
	}
	return true;
}

/* What is chosen at @bb, which is reached if the choice was @when. */
static bool chosen(const struct region *region, basic_block bb, bool when,
		   int depth, struct text *text);

static bool constant_is(const struct region *region, basic_block bb, bool one)
{
	tree value;

	if (!is_value(region, bb) ||
	    !gimple_assign_single_p(region->values.at(bb)))
		return false;
	value = gimple_assign_rhs1(region->values.at(bb));
	return one ? integer_onep(value) : integer_zerop(value);
}

static bool choice_text(const struct region *region, basic_block bb, int depth,
			struct text *text)
{
	struct choice c;
	struct text yes, no;

	if (!choose(region, bb, depth, &c))
		return false;
	if (constant_is(region, c.yes, true) && constant_is(region, c.no, false)) {
		*text = condition_text(c.condition);
		return true;
	}
	if (constant_is(region, c.yes, false) && constant_is(region, c.no, true)) {
		*text = condition_text(condition_negate(c.condition));
		return true;
	}
	if (!chosen(region, c.yes, true, depth + 1, &yes) ||
	    !chosen(region, c.no, false, depth + 1, &no))
		return false;
	*text = { bracketed(condition_text(c.condition), BIND_OR) + " ? " +
		  bracketed(yes, BIND_CHOICE) + " : " +
		  bracketed(no, BIND_CHOICE), BIND_CHOICE };
	return true;
}

static bool chosen(const struct region *region, basic_block bb, bool when,
		   int depth, struct text *text)
{
	gimple *def;
	struct place place;
	std::string name;

	if (depth > DEPTH_LIMIT)
		return false;
	if (!is_value(region, bb))
		return choice_text(region, bb, depth, text);
	def = region->values.at(bb);
	place = body_place(def);
	*text = definition(def);
	if (gimple_assign_single_p(def) && place.exact &&
	    TREE_CODE(gimple_assign_rhs1(def)) == INTEGER_CST &&
	    source_choice(&place, when, &name))
		*text = { name, BIND_BIT_OR };
	return true;
}

bool decide(tree t)
{
	struct temp *temp = temp_find(t);
	struct region region;
	struct text text;

	temp->kept = true;	/* should it be part of its own definition */
	for (gimple *def : temp->definitions)
		region.values[gimple_bb(def)] = def;
	if (region.values.size() != temp->definitions.size() ||
	    !find_entry(&region) ||
	    !choice_text(&region, region.entry, 0, &text))
		return false;
	temp->kept = false;
	temp->name = text.s;
	temp->bind = text.bind;
	return true;
}
