// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tables of functions: see member.h.
 */
#include "member.h"
#include "out.h"
#include "source.h"
#include "type.h"

/* The name of the function or object that @value is the address of. */
static std::string target(tree value)
{
	tree object;

	STRIP_NOPS(value);
	if (TREE_CODE(value) != ADDR_EXPR)
		return "";
	object = TREE_OPERAND(value, 0);
	if (!DECL_P(object) || !decl_name(object))
		return "";
	return (TREE_CODE(object) == FUNCTION_DECL ? "" : "&") +
	       std::string(decl_name(object));
}

static void write_member(tree object, tree field, const std::string &value)
{
	struct place place;
	tree function = decl_function_context(object);
	tree type = TYPE_MAIN_VARIANT(DECL_CONTEXT(field));

	if (!place_of(DECL_SOURCE_LOCATION(object), &place) || !place.file)
		return;
	source_to_member(&place, decl_name(field), value);
	place_start("member", &place);
	out_text("in", function ? decl_name(function) : "");
	out_text("type", type_declaration(type, ""));
	out_text("object", decl_name(object) ? decl_name(object) : "");
	out_text("name", decl_name(field));
	out_text("value", value);
	out_end();
}

static void write_members(tree object, tree initialiser)
{
	unsigned HOST_WIDE_INT i;
	tree field, value;

	FOR_EACH_CONSTRUCTOR_ELT(CONSTRUCTOR_ELTS(initialiser), i, field, value) {
		std::string name;

		if (TREE_CODE(value) == CONSTRUCTOR) {
			write_members(object, value);
			continue;
		}
		name = target(value);
		if (!name.empty() && field && TREE_CODE(field) == FIELD_DECL &&
		    decl_name(field))
			write_member(object, field, name);
	}
}

void members_write(tree object)
{
	tree initialiser = DECL_INITIAL(object);

	if (initialiser && TREE_CODE(initialiser) == CONSTRUCTOR)
		write_members(object, initialiser);
}
