// SPDX-License-Identifier: GPL-2.0-only
/*
 * Types and declarations as C text: see type.h.
 */
#include "body.h"
#include "type.h"

const char *decl_name(tree decl)
{
	tree name = DECL_NAME(decl);

	return name ? IDENTIFIER_POINTER(name) : NULL;
}

/* As people write them, not as the compiler does. */
static std::string basic_name(const std::string &name)
{
	static const char *const names[][2] = {
		{ "long int", "long" },
		{ "long unsigned int", "unsigned long" },
		{ "short int", "short" },
		{ "short unsigned int", "unsigned short" },
		{ "long long int", "long long" },
		{ "long long unsigned int", "unsigned long long" },
		{ "_Bool", "bool" },
	};

	for (const auto &pair : names) {
		if (name == pair[0])
			return pair[1];
	}
	return name;
}

static tree typedef_name(tree type)
{
	tree name = TYPE_NAME(type);

	return name && TREE_CODE(name) == TYPE_DECL ? DECL_NAME(name) : NULL_TREE;
}

static std::string tag_name(tree type)
{
	const char *kind = TREE_CODE(type) == UNION_TYPE ? "union " :
			   TREE_CODE(type) == ENUMERAL_TYPE ? "enum " :
			   "struct ";
	tree name = TYPE_NAME(type);

	if (!name)
		return std::string(kind) + "{}";
	return std::string(kind) + IDENTIFIER_POINTER(name);
}

static std::string plain_name(tree type)
{
	tree name = typedef_name(type);

	if (name)
		return basic_name(IDENTIFIER_POINTER(name));
	switch (TREE_CODE(type)) {
	case RECORD_TYPE:
	case UNION_TYPE:
	case ENUMERAL_TYPE:
		return tag_name(type);
	case INTEGER_TYPE:	/* that of a bit-field */
		return TYPE_UNSIGNED(type) ? "unsigned int" : "int";
	case BOOLEAN_TYPE:
		return "bool";
	default:
		return "void";
	}
}

static std::string parameter_list(tree function)
{
	std::string list;

	for (tree arg = TYPE_ARG_TYPES(function); arg; arg = TREE_CHAIN(arg)) {
		if (VOID_TYPE_P(TREE_VALUE(arg)))
			return list.empty() ? "(void)" : "(" + list + ")";
		list += list.empty() ? "" : ", ";
		list += type_declaration(TREE_VALUE(arg), "");
	}
	return list.empty() ? "()" : "(" + list + ", ...)";
}

static std::string array_bounds(tree type)
{
	tree domain = TYPE_DOMAIN(type);
	tree max = domain ? TYPE_MAX_VALUE(domain) : NULL_TREE;

	if (!max || !tree_fits_shwi_p(max))
		return "[]";
	return "[" + std::to_string(tree_to_shwi(max) + 1) + "]";
}

std::string type_declaration(tree type, const std::string &name)
{
	std::string quals;

	if (TYPE_READONLY(type) && TREE_CODE(type) != ARRAY_TYPE)
		quals = "const ";
	if (!typedef_name(type)) {
		switch (TREE_CODE(type)) {
		case POINTER_TYPE: {
			tree to = TREE_TYPE(type);
			std::string inner = "*" + quals + name;

			if (TREE_CODE(to) == ARRAY_TYPE ||
			    TREE_CODE(to) == FUNCTION_TYPE)
				inner = "(" + inner + ")";
			return type_declaration(to, inner);
		}
		case ARRAY_TYPE:
			return type_declaration(TREE_TYPE(type),
						name + array_bounds(type));
		case FUNCTION_TYPE:
			return type_declaration(TREE_TYPE(type),
						name + parameter_list(type));
		default:
			break;
		}
	}
	return quals + plain_name(type) + (name.empty() ? "" : " " + name);
}

std::string type_of_argument(tree value)
{
	gimple *def;

	while ((def = temp_definition(value)) && is_gimple_assign(def) &&
	       (gimple_assign_single_p(def) || gimple_assign_cast_p(def)))
		value = gimple_assign_rhs1(def);
	if (TREE_CODE(value) == ADDR_EXPR &&
	    TREE_CODE(TREE_TYPE(TREE_OPERAND(value, 0))) == ARRAY_TYPE)
		return type_declaration(TREE_TYPE(TREE_TYPE(
			TREE_OPERAND(value, 0))), "*");
	return type_declaration(TREE_TYPE(value), "");
}

/* What was computed into a temporary, else @expr. */
static tree value_of(tree expr)
{
	gimple *def = temp_definition(expr);

	if (!def || !is_gimple_assign(def))
		return NULL_TREE;
	switch (gimple_assign_rhs_class(def)) {
	case GIMPLE_SINGLE_RHS:
		return gimple_assign_rhs1(def);
	case GIMPLE_UNARY_RHS:
		return CONVERT_EXPR_CODE_P(gimple_assign_rhs_code(def)) ?
		       gimple_assign_rhs1(def) : NULL_TREE;
	case GIMPLE_BINARY_RHS:
		return gimple_assign_rhs_code(def) == POINTER_PLUS_EXPR ?
		       gimple_assign_rhs1(def) : NULL_TREE;
	default:
		return NULL_TREE;
	}
}

/* The struct or union around member @ref that has a name. */
static std::string owner_name(tree ref)
{
	for (;;) {
		tree object = TREE_OPERAND(ref, 0);
		tree type = TYPE_MAIN_VARIANT(TREE_TYPE(object));

		if (TREE_CODE(object) != COMPONENT_REF ||
		    (TYPE_NAME(type) && decl_name(TREE_OPERAND(object, 1))))
			return TYPE_NAME(type) ? plain_name(type) : "";
		ref = object;
	}
}

std::string member_owner(tree expr)
{
	while (expr) {
		switch (TREE_CODE(expr)) {
		case COMPONENT_REF:
			if (decl_name(TREE_OPERAND(expr, 1)))
				return owner_name(expr);
			expr = TREE_OPERAND(expr, 0);
			break;
		case ADDR_EXPR:
		case MEM_REF:
		case ARRAY_REF:
		case BIT_FIELD_REF:
		case VIEW_CONVERT_EXPR:
			expr = TREE_OPERAND(expr, 0);
			break;
		default:
			expr = value_of(expr);
		}
	}
	return "";
}
