// SPDX-License-Identifier: GPL-2.0-only
/*
 * Calls and assignments as facts.
 */
#include "body.h"
#include "flow.h"
#include "out.h"
#include "source.h"
#include "type.h"

/* Holes between members that are cleared when a variable begins. */
static bool clears_padding(gimple *stmt)
{
	tree lhs = gimple_assign_lhs(stmt);

	return TREE_CODE(lhs) == MEM_REF &&
	       TREE_CODE(TREE_OPERAND(lhs, 0)) == ADDR_EXPR &&
	       TREE_CODE(gimple_assign_rhs1(stmt)) == CONSTRUCTOR;
}

bool is_event(gimple *stmt)
{
	tree lhs = gimple_get_lhs(stmt);
	struct temp *temp = lhs ? temp_find(lhs) : NULL;

	if (gimple_clobber_p(stmt))
		return false;
	if (is_gimple_call(stmt))
		return !call_is_noise(stmt);
	if (!is_gimple_assign(stmt) || clears_padding(stmt))
		return false;
	return !temp || temp->kept;
}

static void write_argument(gimple *call, unsigned int i)
{
	tree arg = gimple_call_arg(call, i), type = call_parameter(call, i);
	std::string value, owner = member_owner(arg);
	bool constant = constant_value(arg, &value);

	out_start("arg");
	out_text("expr", call_argument(call, i));
	out_text("type", constant && type ? type_declaration(type, "") :
		 type_of_argument(arg));
	if (constant)
		out_text("value", value);
	if (!owner.empty())
		out_text("owner", owner);
	out_end();
}

static void write_call(gimple *call)
{
	struct place place = body_place(call);
	gimple *receiver = body_receiver(call);

	place_spot("call", &place);
	out_text("name", call_name(call));
	if (receiver)
		out_text("result", expr_text(gimple_get_lhs(receiver)));
	for (unsigned int i = 0; i < gimple_call_num_args(call); i++)
		write_argument(call, i);
	out_end();
}

/* The operation whose result @stmt stores, NULL if it stores none. */
static gimple *stored_operation(gimple *stmt)
{
	gimple *def = stmt;

	if (gimple_assign_rhs_class(stmt) != GIMPLE_BINARY_RHS)
		def = temp_origin(gimple_assign_rhs1(stmt));
	if (!def || !is_gimple_assign(def) ||
	    gimple_assign_rhs_class(def) != GIMPLE_BINARY_RHS)
		return NULL;
	return def;
}

/* "left + x" less "left + ". */
static bool strip_left(const std::string &whole, const std::string &left,
		       char op, std::string *right)
{
	std::string start = left + " " + op + " ";

	if (whole.compare(0, start.size(), start))
		return false;
	*right = whole.substr(start.size());
	return true;
}

/* What the source has right of "op=" at @place. */
static bool compound_right(gimple *stmt, const struct place *place,
			   const std::string &left, char op, std::string *right)
{
	gimple *sum = stored_operation(stmt);
	const char *name;

	if (source_operand(place, std::string(1, op).c_str(), right))
		return true;
	if (!sum)
		return false;
	name = operator_name(gimple_assign_rhs_code(sum));
	if (!name || *name != op ||
	    gimple_assign_rhs_code(sum) == POINTER_PLUS_EXPR)
		return strip_left(definition(sum).s, left, op, right);
	if (expr_text(gimple_assign_rhs1(sum)) == left)
		*right = right_operand(sum).s;
	else if (expr_text(gimple_assign_rhs2(sum)) == left)
		*right = expr_text(gimple_assign_rhs1(sum));
	else
		return false;
	return true;
}

/* "x |= y", "x++": true and the operator and what is right of it. */
static bool compound(gimple *stmt, const struct place *place,
		     const std::string &left, std::string *op,
		     std::string *right)
{
	static const char *const operators[] = {
		"+=", "-=", "|=", "&=", "^=", "*=", "/=", "%=", "<<=", ">>=",
	};

	*right = "1";
	*op = "+=";
	if (source_has(place, "++"))
		return true;
	*op = "-=";
	if (source_has(place, "--"))
		return true;
	for (const char *name : operators) {
		*op = name;
		if (source_has(place, name))
			return compound_right(stmt, place, left, *name, right);
	}
	return false;
}

static void write_assignment(gimple *stmt)
{
	tree lhs = gimple_assign_lhs(stmt);
	std::string left = expr_text(lhs), op, right, owner = member_owner(lhs);
	struct place place = body_place(stmt);

	if (!place.exact || !compound(stmt, &place, left, &op, &right)) {
		op = "=";
		right = definition(stmt).s;
	}
	if (place.exact && DECL_P(lhs) && decl_name(lhs) &&
	    source_has(&place, decl_name(lhs))) {
		std::string name;

		source_to_initialiser(&place);
		if (constant_value(gimple_assign_rhs1(stmt), &name) &&
		    source_has(&place, "=") && source_value(&place, &name))
			right = name;
	}
	place_spot("assignment", &place);
	out_text("left", left);
	out_text("op", op);
	out_text("right", right);
	if (!owner.empty())
		out_text("owner", owner);
	out_end();
}

void event_write(gimple *stmt)
{
	gimple *def;

	if (is_gimple_call(stmt)) {
		write_call(stmt);
		return;
	}
	/* "x = f()" was told with the call. */
	def = gimple_assign_rhs_class(stmt) == GIMPLE_BINARY_RHS ? NULL :
	      temp_origin(gimple_assign_rhs1(stmt));
	if (!def || !is_gimple_call(def) || body_receiver(def) != stmt)
		write_assignment(stmt);
}
