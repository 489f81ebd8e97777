// SPDX-License-Identifier: GPL-2.0-only
/*
 * The flow of control of a function: see flow.h.
 *
 * It is the compiler's graph but for two things.  All ways to return meet in
 * one block, behind a temporary that holds the value: here each returns its
 * own.  A decision that was made into a temporary only to be tested again is
 * tested once.
 */
#include "body.h"
#include "flow.h"
#include "out.h"
#include "source.h"
#include "type.h"

/* Blocks that are followed straight on; a loop may be empty. */
#define WAY_LIMIT 100

static struct {
	flow_blocks *blocks;
	int next_id;
} flow;

static void add_edge(struct flow_block *block, basic_block to)
{
	block->edges.push_back({ false, "", to->index });
}

static bool has_events(basic_block bb)
{
	gimple_stmt_iterator at = gsi_start_bb(bb);

	for (; !gsi_end_p(at); gsi_next(&at)) {
		if (is_event(gsi_stmt(at)))
			return true;
	}
	return false;
}

static void add_events(struct flow_block *block, basic_block bb)
{
	gimple_stmt_iterator at = gsi_start_bb(bb);

	for (; !gsi_end_p(at); gsi_next(&at)) {
		if (is_event(gsi_stmt(at)))
			block->events.push_back(gsi_stmt(at));
	}
}

/* The last definition of @temp in @bb, or NULL. */
static gimple *definition_in(tree temp, basic_block bb)
{
	gimple *last = NULL;

	for (gimple *def : temp_find(temp)->definitions) {
		if (gimple_bb(def) == bb)
			last = def;
	}
	return last;
}

/*
 * Conditions
 */

/* End @block by testing @c; "&&" and "||" take blocks of their own. */
static void add_test(struct flow_block *block, condition_ptr c, int yes, int no,
		     const struct place *at)
{
	while (c->op) {
		int id = flow.next_id++;

		add_test(&(*flow.blocks)[id], c->right, yes, no, at);
		if (c->op == '&')
			yes = id;
		else
			no = id;
		c = c->left;
	}
	block->end = "test";
	block->at = *at;
	block->has_value = true;
	block->value = c->leaf.s;
	block->edges.push_back({ true, "true", c->negated ? no : yes });
	block->edges.push_back({ true, "false", c->negated ? yes : no });
}

static void end_in_test(struct flow_block *block, basic_block bb,
			condition_ptr c)
{
	gimple *last = last_statement(bb);
	struct place at = body_place(last);
	edge yes, no;

	source_to_condition(&at);
	extract_true_false_edges_from_block(bb, &yes, &no);
	add_test(block, c, yes->dest->index, no->dest->index, &at);
}

static condition_ptr condition_of_value(gimple *def)
{
	if (gimple_assign_single_p(def) || gimple_assign_cast_p(def))
		return condition_of(gimple_assign_rhs1(def));
	return condition_leaf(definition(def));
}

/*
 * If @bb gives a value to a temporary that the next block only tests, end
 * @block by what the value decides.
 */
static bool end_in_decision(struct flow_block *block, basic_block bb)
{
	basic_block next = bb;
	gimple *last, *def;
	bool negated;
	int steps = 0;
	tree temp;

	do {
		next = single_succ(next);
		if (next == EXIT_BLOCK_PTR_FOR_FN(cfun) || has_events(next) ||
		    ++steps > WAY_LIMIT)
			return false;
	} while (single_succ_p(next));
	last = last_statement(next);
	if (!last || gimple_code(last) != GIMPLE_COND)
		return false;
	temp = condition_decision(last, &negated);
	def = temp ? definition_in(temp, bb) : NULL;
	if (!def)
		return false;
	if (gimple_assign_single_p(def) &&
	    TREE_CODE(gimple_assign_rhs1(def)) == INTEGER_CST) {
		edge yes, no;
		bool zero = integer_zerop(gimple_assign_rhs1(def));

		extract_true_false_edges_from_block(next, &yes, &no);
		block->end = "next";
		add_edge(block, zero == negated ? yes->dest : no->dest);
		return true;
	}
	end_in_test(block, next, negated ?
		    condition_negate(condition_of_value(def)) :
		    condition_of_value(def));
	return true;
}

/*
 * Returns
 */

static greturn *return_in(basic_block bb)
{
	gimple *last = last_statement(bb);

	return last && gimple_code(last) == GIMPLE_RETURN ?
	       as_a<greturn *>(last) : NULL;
}

/* The return that @bb comes to straight on, and the blocks on the way. */
static greturn *way_to_return(basic_block bb, std::vector<basic_block> *way)
{
	while (!return_in(bb)) {
		if (!single_succ_p(bb) || way->size() > WAY_LIMIT)
			return NULL;
		bb = single_succ(bb);
		if (bb == EXIT_BLOCK_PTR_FOR_FN(cfun))
			return NULL;
		way->push_back(bb);
	}
	return return_in(bb);
}

static void set_returned(struct flow_block *block, gimple *def)
{
	std::string name;
	bool moved;

	block->at = body_place(def);
	moved = source_to_return(&block->at);
	block->has_value = true;
	if (moved && gimple_assign_single_p(def) &&
	    TREE_CODE(gimple_assign_rhs1(def)) == INTEGER_CST &&
	    source_value(&block->at, &name))
		block->value = name;
	else
		block->value = definition(def).s;
}

/* "return;": the edge knows where it stood. */
static bool returns_nothing(basic_block bb, struct place *at)
{
	return place_of(single_succ_edge(bb)->goto_locus, at) &&
	       source_has(at, "return");
}

/* End @block by a return, if @bb comes to one straight on. */
static bool end_in_return(struct flow_block *block, basic_block bb)
{
	std::vector<basic_block> way;
	greturn *stmt = way_to_return(bb, &way);
	tree value = stmt ? gimple_return_retval(stmt) : NULL_TREE;
	bool is_temp = value && temp_find(value);
	gimple *def = is_temp ? definition_in(value, bb) : NULL;

	if (!stmt)
		return false;
	for (basic_block next : way) {
		if (is_temp && definition_in(value, next))
			return false;
	}
	if (def)
		set_returned(block, def);
	else if (!way.empty() && (value || !returns_nothing(bb, &block->at)))
		return false;
	else if (way.empty() &&
		 !place_of(cfun->function_end_locus, &block->at))
		block->at = *body_function_place();
	if (!def && value) {
		block->has_value = true;
		block->value = expr_text(value);
	}
	block->end = "return";
	for (basic_block next : way)
		add_events(block, next);
	return true;
}

/* What is returned is no variable of the source unless a way needs it. */
static void keep_returned(void)
{
	basic_block bb;

	FOR_EACH_BB_FN(bb, cfun) {
		greturn *stmt = return_in(bb);
		tree value = stmt ? gimple_return_retval(stmt) : NULL_TREE;
		struct temp *temp = value ? temp_find(value) : NULL;
		bool straight = true;

		if (!temp)
			continue;
		for (gimple *def : temp->definitions) {
			std::vector<basic_block> way;

			straight = straight &&
				   way_to_return(gimple_bb(def), &way);
		}
		temp->kept = !straight;
	}
}

/*
 * All else
 */

static void end_in_switch(struct flow_block *block, gswitch *stmt)
{
	block->end = "select";
	block->at = body_place(stmt);
	block->has_value = true;
	block->value = expr_text(gimple_switch_index(stmt));
	for (unsigned int i = 0; i < gimple_switch_num_labels(stmt); i++) {
		tree label = gimple_switch_label(stmt, i);
		tree low = CASE_LOW(label), high = CASE_HIGH(label);
		int to = label_to_block(cfun, CASE_LABEL(label))->index;
		struct place at;
		std::string value;

		if (low && (high || !place_of(
			    DECL_SOURCE_LOCATION(CASE_LABEL(label)), &at) ||
			    !source_case(&at, &value)))
			value = expr_text(low);
		if (high)
			value += " ... " + expr_text(high);
		block->edges.push_back({ low != NULL_TREE, value, to });
	}
}

/* A computed goto, or an asm that jumps: a way to each label. */
static void end_in_jump(struct flow_block *block, basic_block bb, gimple *last)
{
	edge_iterator ei;
	edge e;

	block->end = "select";
	block->at = body_place(last);
	block->has_value = true;
	block->value = gimple_code(last) == GIMPLE_GOTO ?
		       expr_text(gimple_goto_dest(last)) : "asm goto";
	FOR_EACH_EDGE(e, ei, bb->succs) {
		tree label = gimple_block_label(e->dest);
		bool named = !(e->flags & EDGE_FALLTHRU) && decl_name(label);

		block->edges.push_back({ named, named ? decl_name(label) : "",
					 e->dest->index });
	}
}

static edge ordinary_edge(basic_block bb)
{
	edge_iterator ei;
	edge e;

	FOR_EACH_EDGE(e, ei, bb->succs) {
		if (!(e->flags & EDGE_ABNORMAL))
			return e;
	}
	return NULL;
}

static void build_block(basic_block bb)
{
	struct flow_block *block = &(*flow.blocks)[bb->index];
	gimple *last = last_statement(bb);
	edge e = ordinary_edge(bb);

	add_events(block, bb);
	if (last && gimple_code(last) == GIMPLE_COND) {
		end_in_test(block, bb, condition_of_branch(last));
	} else if (last && gimple_code(last) == GIMPLE_SWITCH) {
		end_in_switch(block, as_a<gswitch *>(last));
	} else if (last && (gimple_code(last) == GIMPLE_GOTO ||
			    (gimple_code(last) == GIMPLE_ASM &&
			     EDGE_COUNT(bb->succs) > 1))) {
		end_in_jump(block, bb, last);
	} else if (!e) {
		block->end = "stop";
	} else if (!end_in_return(block, bb) &&
		   !(single_succ_p(bb) && end_in_decision(block, bb))) {
		block->end = "next";
		add_edge(block, e->dest);
	}
}

/* Drop the blocks that nothing leads to any more. */
static void prune(flow_blocks *blocks, int entry)
{
	std::vector<int> todo = { entry };
	std::set<int> seen;
	flow_blocks::iterator at;

	while (!todo.empty()) {
		int id = todo.back();

		todo.pop_back();
		if (!seen.insert(id).second)
			continue;
		for (const struct flow_edge &e : (*blocks)[id].edges)
			todo.push_back(e.to);
	}
	for (at = blocks->begin(); at != blocks->end(); )
		at = seen.count(at->first) ? std::next(at) : blocks->erase(at);
}

/* The blocks of the open body; the first is @entry. */
static void build(flow_blocks *blocks, int *entry)
{
	basic_block bb;

	flow.blocks = blocks;
	flow.next_id = last_basic_block_for_fn(cfun);
	keep_returned();
	FOR_EACH_BB_FN(bb, cfun)
		build_block(bb);
	*entry = single_succ(ENTRY_BLOCK_PTR_FOR_FN(cfun))->index;
	prune(blocks, *entry);
}

static void write_edges(const struct flow_block *block)
{
	for (const struct flow_edge &e : block->edges) {
		if (!strcmp(block->end, "select")) {
			out_start("case");
			if (e.has_value)
				out_text("value", e.value);
			out_number("to", e.to);
			out_end();
		} else {
			out_number(e.has_value ? e.value.c_str() : "to", e.to);
		}
	}
}

static void write_block(int id, const struct flow_block *block)
{
	bool has_place = strcmp(block->end, "next") && strcmp(block->end, "stop");

	out_start("block");
	out_number("id", id);
	for (gimple *event : block->events)
		event_write(event);
	if (has_place)
		place_spot(block->end, &block->at);
	else
		out_start(block->end);
	if (block->has_value)
		out_text(strcmp(block->end, "test") ? "value" : "condition",
			 block->value);
	write_edges(block);
	out_end();
	out_end();
}

void flow_write(const char *function)
{
	flow_blocks blocks;
	int entry;

	build(&blocks, &entry);
	place_start("flow", body_function_place());
	out_text("in", function);
	write_block(entry, &blocks[entry]);
	for (const auto &block : blocks) {
		if (block.first != entry)
			write_block(block.first, &block.second);
	}
	out_end();
}
