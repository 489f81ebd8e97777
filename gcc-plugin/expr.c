// SPDX-License-Identifier: GPL-2.0-only
/*
 * Expressions as C text: see expr.h.
 */
#include "body.h"
#include "cond.h"
#include "expr.h"
#include "ref.h"
#include "source.h"
#include "type.h"

/* An expression that is longer or deeper than this is cut short. */
#define LENGTH_LIMIT 1000
#define DEPTH_LIMIT 60

static int depth;

std::string bracketed(const struct text &text, enum binding bind)
{
	return text.bind < bind ? "(" + text.s + ")" : text.s;
}

std::string expr_text(tree t)
{
	return expr(t).s;
}

bool constant_value(tree value, std::string *decimal)
{
	gimple *def;

	while ((def = temp_definition(value)) &&
	       (gimple_assign_single_p(def) || gimple_assign_cast_p(def)))
		value = gimple_assign_rhs1(def);
	if (TREE_CODE(value) != INTEGER_CST)
		return false;
	if (tree_fits_shwi_p(value))
		*decimal = std::to_string(tree_to_shwi(value));
	else if (tree_fits_uhwi_p(value))
		*decimal = std::to_string(tree_to_uhwi(value));
	else
		return false;
	return true;
}

/* A constant of an enumerated type has a name, if it is one of its. */
static const char *enumerator(tree value)
{
	tree list = TREE_CODE(TREE_TYPE(value)) == ENUMERAL_TYPE ?
		    TYPE_VALUES(TREE_TYPE(value)) : NULL_TREE;

	for (; list; list = TREE_CHAIN(list)) {
		tree known = TREE_VALUE(list);

		if (TREE_CODE(known) == CONST_DECL)
			known = DECL_INITIAL(known);
		if (known && tree_int_cst_equal(known, value))
			return IDENTIFIER_POINTER(TREE_PURPOSE(list));
	}
	return NULL;
}

static struct text integer(tree value)
{
	const char *name = enumerator(value);
	std::string decimal;

	if (name)
		return { name, BIND_PRIMARY };
	if (TREE_CODE(TREE_TYPE(value)) == BOOLEAN_TYPE)
		return { integer_zerop(value) ? "false" : "true", BIND_PRIMARY };
	if (POINTER_TYPE_P(TREE_TYPE(value)) && integer_zerop(value))
		return { "NULL", BIND_PRIMARY };
	if (!constant_value(value, &decimal))
		decimal = "0";
	return { decimal, decimal[0] == '-' ? BIND_UNARY : BIND_PRIMARY };
}

static struct text string(tree value)
{
	std::string s = "\"";

	for (int i = 0; i < TREE_STRING_LENGTH(value); i++) {
		char c = TREE_STRING_POINTER(value)[i];

		if (!c)
			break;
		if (c == '\n')
			s += "\\n";
		else if (c == '\t')
			s += "\\t";
		else if (c == '"' || c == '\\')
			s += std::string("\\") + c;
		else
			s += c;
	}
	return { s + "\"", BIND_PRIMARY };
}

/* A variable, or the value that a temporary stands for. */
static struct text variable(tree t)
{
	struct temp *temp = temp_find(t);
	gimple *def = temp_definition(t);

	if (temp && !temp->name.empty())
		return { temp->name, temp->bind };
	if (def)
		return definition(def);
	if (temp && !temp->kept && decide(t))
		return { temp->name, temp->bind };
	if (temp)
		return { temp_name(t), BIND_PRIMARY };
	if (TREE_CODE(t) == SSA_NAME)
		t = SSA_NAME_VAR(t);
	return { t && decl_name(t) ? decl_name(t) : "tmp", BIND_PRIMARY };
}

static struct text plain_expr(tree t)
{
	switch (TREE_CODE(t)) {
	case INTEGER_CST:
		return integer(t);
	case STRING_CST:
		return string(t);
	case ADDR_EXPR:
		return address_of(TREE_OPERAND(t, 0));
	case SSA_NAME:
	case VAR_DECL:
	case PARM_DECL:
	case RESULT_DECL:
	case FUNCTION_DECL:
	case LABEL_DECL:
	case CONST_DECL:
		return variable(t);
	case CONSTRUCTOR:
		return { "{}", BIND_PRIMARY };
	case REAL_CST:
		return { "0.0", BIND_PRIMARY };
	default:
		return reference(t);
	}
}

struct text expr(tree t)
{
	struct text text = { "...", BIND_PRIMARY };

	if (depth < DEPTH_LIMIT) {
		depth++;
		text = plain_expr(t);
		depth--;
	}
	if (text.s.size() > LENGTH_LIMIT)
		text = { "...", BIND_PRIMARY };
	return text;
}

static const struct {
	enum tree_code code;
	const char *name;
	enum binding bind;
} operators[] = {
	{ PLUS_EXPR, "+", BIND_SUM },
	{ POINTER_PLUS_EXPR, "+", BIND_SUM },
	{ MINUS_EXPR, "-", BIND_SUM },
	{ POINTER_DIFF_EXPR, "-", BIND_SUM },
	{ MULT_EXPR, "*", BIND_PRODUCT },
	{ TRUNC_DIV_EXPR, "/", BIND_PRODUCT },
	{ EXACT_DIV_EXPR, "/", BIND_PRODUCT },
	{ TRUNC_MOD_EXPR, "%", BIND_PRODUCT },
	{ LSHIFT_EXPR, "<<", BIND_SHIFT },
	{ RSHIFT_EXPR, ">>", BIND_SHIFT },
	{ LT_EXPR, "<", BIND_LESS },
	{ LE_EXPR, "<=", BIND_LESS },
	{ GT_EXPR, ">", BIND_LESS },
	{ GE_EXPR, ">=", BIND_LESS },
	{ EQ_EXPR, "==", BIND_EQUAL },
	{ NE_EXPR, "!=", BIND_EQUAL },
	{ BIT_AND_EXPR, "&", BIND_BIT_AND },
	{ BIT_XOR_EXPR, "^", BIND_BIT_XOR },
	{ BIT_IOR_EXPR, "|", BIND_BIT_OR },
	{ TRUTH_AND_EXPR, "&&", BIND_AND },
	{ TRUTH_OR_EXPR, "||", BIND_OR },
};

const char *operator_name(enum tree_code code)
{
	for (const auto &op : operators) {
		if (op.code == code)
			return op.name;
	}
	return NULL;
}

struct text binary(enum tree_code code, const struct text &l,
		   const struct text &r)
{
	for (const auto &op : operators) {
		enum binding tighter = (enum binding)(op.bind + 1);

		if (op.code == code)
			return { bracketed(l, op.bind) + " " + op.name + " " +
				 bracketed(r, tighter), op.bind };
	}
	return { l.s, l.bind };
}

/* The name that the source has for the constant right of @op in @stmt. */
static bool operand_name(gimple *stmt, const char *op, struct text *text)
{
	struct place place = body_place(stmt);
	std::string name;

	if (!place.exact || (!source_operand(&place, op, &name) &&
			     !source_compared(&place, expr_text(
				gimple_assign_rhs1(stmt)), op, &name)))
		return false;
	*text = { name, name.find(' ') == std::string::npos ?
			BIND_PRIMARY : BIND_COMMA };
	return true;
}

/* A mask is better read as what it leaves out. */
static struct text mask(tree value)
{
	HOST_WIDE_INT n = wi::to_widest(value).to_shwi();

	if (TYPE_PRECISION(TREE_TYPE(value)) <= HOST_BITS_PER_WIDE_INT)
		n = sext_hwi(n, TYPE_PRECISION(TREE_TYPE(value)));
	if (n >= 0 || n == -1)
		return expr(value);
	return { "~" + std::to_string(~n), BIND_UNARY };
}

struct text right_operand(gimple *stmt)
{
	tree right = gimple_assign_rhs2(stmt);
	const char *op = operator_name(gimple_assign_rhs_code(stmt));
	struct text text;

	if (!op || TREE_CODE(right) != INTEGER_CST)
		return expr(right);
	if (operand_name(stmt, op, &text))
		return text;
	if (gimple_assign_rhs_code(stmt) == BIT_AND_EXPR)
		return mask(right);
	return expr(right);
}

/* Adding a negative constant is subtracting; unsigned ones wrap. */
static struct text sum(gimple *def)
{
	tree right = gimple_assign_rhs2(def);
	struct text l = expr(gimple_assign_rhs1(def)), r;
	HOST_WIDE_INT n = 0;

	if (TREE_CODE(right) == INTEGER_CST && tree_fits_uhwi_p(right))
		n = sext_hwi(tree_to_uhwi(right),
			     TYPE_PRECISION(TREE_TYPE(right)));
	else if (TREE_CODE(right) == INTEGER_CST && tree_fits_shwi_p(right))
		n = tree_to_shwi(right);
	if (n >= 0)
		return binary(PLUS_EXPR, l, right_operand(def));
	if (!operand_name(def, "-", &r))
		r = { std::to_string(-n), BIND_PRIMARY };
	return binary(MINUS_EXPR, l, r);
}

/* "a > b ? a : b", which the compiler knows as one operation. */
static struct text smaller_or_larger(gimple *def)
{
	struct text l = expr(gimple_assign_rhs1(def));
	struct text r = expr(gimple_assign_rhs2(def));
	enum tree_code code = gimple_assign_rhs_code(def) == MAX_EXPR ?
			      GT_EXPR : LT_EXPR;

	return { binary(code, l, r).s + " ? " + bracketed(l, BIND_CHOICE) +
		 " : " + bracketed(r, BIND_CHOICE), BIND_CHOICE };
}

static struct text binary_definition(gimple *def)
{
	enum tree_code code = gimple_assign_rhs_code(def);
	struct text l;

	if (code == POINTER_PLUS_EXPR)
		return pointer_sum(def);
	if (is_condition(def))
		return condition_text(condition_of(gimple_assign_lhs(def)));
	if (code == PLUS_EXPR)
		return sum(def);
	if (code == MIN_EXPR || code == MAX_EXPR)
		return smaller_or_larger(def);
	l = expr(gimple_assign_rhs1(def));
	/* The difference of two pointers, in elements. */
	if (code == EXACT_DIV_EXPR)
		return l;
	return binary(code, l, right_operand(def));
}

static struct text unary_definition(gimple *def)
{
	struct text value = expr(gimple_assign_rhs1(def));

	switch (gimple_assign_rhs_code(def)) {
	case NEGATE_EXPR:
		return { "-" + bracketed(value, BIND_UNARY), BIND_UNARY };
	case BIT_NOT_EXPR:
		if (is_condition(def))
			return condition_text(
				condition_of(gimple_assign_lhs(def)));
		return { "~" + bracketed(value, BIND_UNARY), BIND_UNARY };
	case ABS_EXPR:
		return { "abs(" + value.s + ")", BIND_POSTFIX };
	default:	/* a conversion */
		return value;
	}
}

static struct text call(gimple *stmt)
{
	std::string s;

	if (call_is_transparent(stmt))
		return condition_text(condition_of(gimple_call_arg(stmt, 0)));
	s = call_name(stmt) + "(";
	for (unsigned int i = 0; i < gimple_call_num_args(stmt); i++)
		s += (i ? ", " : "") + call_argument(stmt, i);
	return { s + ")", BIND_POSTFIX };
}

struct text definition(gimple *def)
{
	if (is_gimple_call(def))
		return call(def);
	if (!is_gimple_assign(def))
		return { "asm", BIND_PRIMARY };
	switch (gimple_assign_rhs_class(def)) {
	case GIMPLE_BINARY_RHS:
		return binary_definition(def);
	case GIMPLE_UNARY_RHS:
		return unary_definition(def);
	default:
		return assigned_value(def, gimple_assign_rhs1(def));
	}
}

struct text assigned_value(gimple *stmt, tree value)
{
	struct place place = body_place(stmt);
	std::string name;

	if (TREE_CODE(value) == INTEGER_CST && place.exact &&
	    source_has(&place, "=") && source_value(&place, &name))
		return { name, BIND_COMMA };
	return expr(value);
}

std::string call_name(gimple *stmt)
{
	tree decl = gimple_call_fndecl(stmt);
	const char *name = decl ? decl_name(decl) : NULL;

	if (gimple_call_internal_p(stmt))
		return internal_fn_name(gimple_call_internal_fn(stmt));
	if (!name)
		return bracketed(expr(gimple_call_fn(stmt)), BIND_POSTFIX);
	/* "memcpy" and the like are macros for these. */
	if (!strncmp(name, "__builtin_mem", 13) ||
	    !strncmp(name, "__builtin_str", 13))
		return name + strlen("__builtin_");
	return name;
}

tree call_parameter(gimple *stmt, unsigned int i)
{
	tree type = gimple_call_fntype(stmt);
	tree list = type ? TYPE_ARG_TYPES(type) : NULL_TREE;

	while (list && i--)
		list = TREE_CHAIN(list);
	return list && !VOID_TYPE_P(TREE_VALUE(list)) ? TREE_VALUE(list) :
	       NULL_TREE;
}

std::string call_argument(gimple *stmt, unsigned int i)
{
	tree arg = gimple_call_arg(stmt, i), type = call_parameter(stmt, i);
	struct place place = body_place(stmt);
	std::string value, name;

	if (constant_value(arg, &value) && place.exact &&
	    source_argument(&place, i, &name))
		return name;
	/* A bool is passed as an int. */
	if (type && TREE_CODE(type) == BOOLEAN_TYPE && !value.empty())
		return value == "0" ? "false" : "true";
	return bracketed(expr(arg), BIND_ASSIGN);
}

bool increment_is_down(gimple *stmt)
{
	tree step = gimple_assign_rhs2(stmt);

	if (gimple_assign_rhs_code(stmt) == MINUS_EXPR)
		return true;
	return TREE_CODE(step) == INTEGER_CST &&
	       wi::to_wide(step).to_shwi() < 0;
}
