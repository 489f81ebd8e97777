// SPDX-License-Identifier: GPL-2.0-only
/*
 * The temporaries of a function's body: see body.h.
 */
#include "body.h"
#include "expr.h"
#include "source.h"
#include "type.h"

static struct {
	struct place place;
	std::map<tree, struct temp> temps;
	std::map<gimple *, gimple *> receivers;
	unsigned int names;
} body;

static bool is_temp(tree t)
{
	if (TREE_CODE(t) == SSA_NAME || TREE_CODE(t) == RESULT_DECL)
		return true;
	return VAR_P(t) && !is_global_var(t) &&
	       (!DECL_NAME(t) || (DECL_ARTIFICIAL(t) && DECL_IGNORED_P(t)));
}

struct temp *temp_find(tree expr)
{
	std::map<tree, struct temp>::iterator at = body.temps.find(expr);

	return at == body.temps.end() ? NULL : &at->second;
}

gimple *temp_definition(tree expr)
{
	struct temp *temp = temp_find(expr);

	if (!temp || temp->kept || temp->definitions.size() != 1)
		return NULL;
	return temp->definitions[0];
}

gimple *temp_origin(tree expr)
{
	gimple *def = temp_definition(expr);

	while (def && (gimple_assign_single_p(def) ||
		       gimple_assign_cast_p(def))) {
		gimple *next = temp_definition(gimple_assign_rhs1(def));

		if (!next)
			break;
		def = next;
	}
	return def;
}

const std::string &temp_name(tree expr)
{
	struct temp *temp = temp_find(expr);

	if (temp->name.empty())
		temp->name = "tmp" + std::to_string(++body.names);
	temp->bind = BIND_PRIMARY;
	return temp->name;
}

bool call_is_transparent(gimple *call)
{
	return gimple_call_builtin_p(call, BUILT_IN_EXPECT) ||
	       gimple_call_builtin_p(call, BUILT_IN_EXPECT_WITH_PROBABILITY);
}

bool call_is_noise(gimple *call)
{
	static const char *const noise[] = {
		"__builtin_constant_p", "__builtin_object_size",
		"__builtin_dynamic_object_size", "__builtin_unreachable",
		"__builtin_prefetch", "__builtin_clear_padding",
		"__builtin_return_address", "__builtin_frame_address",
	};
	tree decl = gimple_call_fndecl(call);

	if (gimple_call_internal_p(call) || call_is_transparent(call))
		return true;
	for (const char *name : noise) {
		if (decl && DECL_NAME(decl) && !strcmp(decl_name(decl), name))
			return true;
	}
	return false;
}

static tree count_use(tree *at, int *walk_subtrees, void *addressed)
{
	if (TREE_CODE(*at) == ADDR_EXPR) {
		tree base = get_base_address(TREE_OPERAND(*at, 0));

		if (base && DECL_P(base) && is_temp(base))
			body.temps[base].kept = true;
	}
	if (is_temp(*at))
		body.temps[*at].uses++;
	if (TYPE_P(*at))
		*walk_subtrees = 0;
	(void)addressed;
	return NULL_TREE;
}

static void define(tree lhs, gimple *stmt)
{
	body.temps[lhs].definitions.push_back(stmt);
}

/* One that is put together of parts has no definition to put back. */
static void define_part(tree lhs)
{
	tree base = get_base_address(lhs);

	if (base && DECL_P(base) && is_temp(base))
		body.temps[base].kept = true;
}

static void count_statement(gimple *stmt)
{
	tree lhs = gimple_get_lhs(stmt);

	if (is_gimple_debug(stmt) || gimple_clobber_p(stmt))
		return;
	if (lhs && is_temp(lhs))
		define(lhs, stmt);
	else if (lhs)
		define_part(lhs);
	for (unsigned int i = 0; i < gimple_num_ops(stmt); i++) {
		tree op = gimple_op(stmt, i);

		if (op && !(op == lhs && is_temp(lhs)))
			walk_tree(&op, count_use, NULL, NULL);
	}
}

/*
 * "x = f()" is two statements if it takes a conversion: note which of them
 * stores what the other gets.
 */
static void find_receiver(gimple *stmt)
{
	tree lhs = gimple_get_lhs(stmt), value;
	gimple *def;

	if (!lhs || gimple_clobber_p(stmt) ||
	    (is_temp(lhs) && !temp_find(lhs)->kept))
		return;
	if (is_gimple_call(stmt)) {
		body.receivers[stmt] = stmt;
		return;
	}
	if (!gimple_assign_single_p(stmt) && !gimple_assign_cast_p(stmt))
		return;
	for (value = gimple_assign_rhs1(stmt); (def = temp_definition(value));
	     value = gimple_assign_rhs1(def)) {
		if (temp_find(value)->uses != 1)
			return;
		if (is_gimple_call(def) && !call_is_noise(def))
			body.receivers[def] = stmt;
		if (!gimple_assign_single_p(def) && !gimple_assign_cast_p(def))
			return;
	}
}

/*
 * What "x++" was before: a temporary that is used again after x was stored.
 * Its text would be taken for the new value, so it gets the operator with it.
 */
static void find_increment(gimple *stmt)
{
	gimple *sum = stmt, *load;
	tree old;

	if (!is_gimple_assign(stmt) || is_temp(gimple_assign_lhs(stmt)))
		return;
	if (gimple_assign_rhs_class(stmt) != GIMPLE_BINARY_RHS)
		sum = temp_origin(gimple_assign_rhs1(stmt));
	if (!sum || !is_gimple_assign(sum) ||
	    gimple_assign_rhs_class(sum) != GIMPLE_BINARY_RHS)
		return;
	old = gimple_assign_rhs1(sum);
	load = temp_definition(old);
	if (!load || !gimple_assign_single_p(load) ||
	    temp_find(old)->uses < 2 ||
	    !operand_equal_p(gimple_assign_rhs1(load),
			     gimple_assign_lhs(stmt), 0))
		return;
	temp_find(old)->name = expr_text(gimple_assign_lhs(stmt)) +
		(increment_is_down(sum) ? "--" : "++");
	temp_find(old)->bind = BIND_POSTFIX;
}

static void each_statement(void (*visit)(gimple *))
{
	basic_block bb;

	FOR_EACH_BB_FN(bb, cfun) {
		gimple_stmt_iterator at = gsi_start_bb(bb);

		for (; !gsi_end_p(at); gsi_next(&at))
			visit(gsi_stmt(at));
	}
}

void body_open(tree function)
{
	place_of(DECL_SOURCE_LOCATION(function), &body.place);
	body.names = 0;
	each_statement(count_statement);
	each_statement(find_receiver);
	each_statement(find_increment);
}

void body_close(void)
{
	body.temps.clear();
	body.receivers.clear();
}

gimple *body_receiver(gimple *call)
{
	std::map<gimple *, gimple *>::iterator at = body.receivers.find(call);

	return at == body.receivers.end() ? NULL : at->second;
}

/* The compiler gives arguments the place of the call that they are for. */
static void find_nested(gimple *call, struct place *place)
{
	tree decl = gimple_call_fndecl(call);
	const char *name = decl ? decl_name(decl) : NULL;

	if (name && !source_has(place, name))
		source_to_nested(place, name);
}

struct place body_place(gimple *stmt)
{
	struct place place;

	if (place_of(gimple_location(stmt), &place) && place.file &&
	    !strcmp(place.path, body.place.path)) {
		if (is_gimple_call(stmt))
			find_nested(stmt, &place);
		return place;
	}
	place = body.place;
	place.exact = false;
	return place;
}

const struct place *body_function_place(void)
{
	return &body.place;
}
