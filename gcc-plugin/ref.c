// SPDX-License-Identifier: GPL-2.0-only
/*
 * References to memory as C text: see ref.h.
 */
#include "body.h"
#include "ref.h"
#include "source.h"
#include "type.h"

static bool element_size(tree pointer_type, HOST_WIDE_INT *size)
{
	tree to = TREE_TYPE(pointer_type);

	*size = 1;
	if (VOID_TYPE_P(to) || TREE_CODE(to) == FUNCTION_TYPE)
		return true;
	if (!TYPE_SIZE_UNIT(to) || !tree_fits_shwi_p(TYPE_SIZE_UNIT(to)))
		return false;
	*size = tree_to_shwi(TYPE_SIZE_UNIT(to));
	return *size > 0;
}

/* @bytes as a number of elements of @size: "i" of "i * size". */
static bool elements(tree bytes, HOST_WIDE_INT size, struct text *text)
{
	gimple *def = temp_definition(bytes);

	if (TREE_CODE(bytes) == INTEGER_CST) {
		HOST_WIDE_INT n = wi::to_wide(bytes).to_shwi();

		*text = { std::to_string(n / size),
			  n < 0 ? BIND_UNARY : BIND_PRIMARY };
		return n % size == 0;
	}
	if (size == 1) {
		*text = expr(bytes);
		return true;
	}
	if (!def || !is_gimple_assign(def))
		return false;
	if (gimple_assign_cast_p(def))
		return elements(gimple_assign_rhs1(def), size, text);
	if (gimple_assign_rhs_code(def) == NEGATE_EXPR &&
	    elements(gimple_assign_rhs1(def), size, text)) {
		*text = { "-" + bracketed(*text, BIND_UNARY), BIND_UNARY };
		return true;
	}
	if (gimple_assign_rhs_code(def) != MULT_EXPR ||
	    TREE_CODE(gimple_assign_rhs2(def)) != INTEGER_CST ||
	    wi::to_wide(gimple_assign_rhs2(def)).to_shwi() != size)
		return false;
	*text = expr(gimple_assign_rhs1(def));
	return true;
}

/* Take "p + i" apart; @index is what to put in brackets. */
static bool indexed(tree pointer, struct text *base, struct text *index)
{
	gimple *def = temp_definition(pointer);
	HOST_WIDE_INT size;

	while (def && gimple_assign_cast_p(def))
		def = temp_definition(gimple_assign_rhs1(def));
	if (!def || !is_gimple_assign(def) ||
	    gimple_assign_rhs_code(def) != POINTER_PLUS_EXPR ||
	    !element_size(TREE_TYPE(gimple_assign_lhs(def)), &size) ||
	    !elements(gimple_assign_rhs2(def), size, index))
		return false;
	*base = expr(gimple_assign_rhs1(def));
	return true;
}

struct text pointer_sum(gimple *sum)
{
	tree pointer = gimple_assign_rhs1(sum), bytes = gimple_assign_rhs2(sum);
	struct text base = expr(pointer), index;
	struct place place = body_place(sum);
	std::string element;
	HOST_WIDE_INT size;

	if (!element_size(TREE_TYPE(pointer), &size) ||
	    !elements(bytes, size, &index))
		index = expr(bytes);
	element = "&" + bracketed(base, BIND_POSTFIX) + "[" + index.s + "]";
	if (place.exact && source_says(&place, element))
		return { element, BIND_UNARY };
	if (index.s[0] == '-' && index.bind == BIND_UNARY)
		return binary(MINUS_EXPR, base, { index.s.substr(1),
						  BIND_UNARY });
	return binary(PLUS_EXPR, base, index);
}

/* "(p + i)->" is "p[i].": the object that @pointer points at. */
static struct text pointed_at(tree pointer, bool *is_object)
{
	struct text base, index;

	*is_object = true;
	if (TREE_CODE(pointer) == ADDR_EXPR)
		return expr(TREE_OPERAND(pointer, 0));
	if (indexed(pointer, &base, &index))
		return { bracketed(base, BIND_POSTFIX) + "[" + index.s + "]",
			 BIND_POSTFIX };
	base = expr(pointer);
	if (base.s[0] == '&' && base.bind == BIND_UNARY)
		return { base.s.substr(1), BIND_POSTFIX };
	*is_object = false;
	return base;
}

static struct text memory(tree ref)
{
	tree offset = TREE_OPERAND(ref, 1);
	bool is_object;
	struct text base = pointed_at(TREE_OPERAND(ref, 0), &is_object);
	HOST_WIDE_INT size, n = wi::to_wide(offset).to_shwi();

	if (n == 0)
		return is_object ? base : text { "*" +
			bracketed(base, BIND_UNARY), BIND_UNARY };
	if (!element_size(TREE_TYPE(TREE_OPERAND(ref, 0)), &size) || n % size)
		size = 1;
	return { (is_object ? "(&" + base.s + ")" :
		  bracketed(base, BIND_POSTFIX)) + "[" +
		 std::to_string(n / size) + "]", BIND_POSTFIX };
}

/* The text in front of a member of @object: "p->", "x.". */
static std::string member_prefix(tree object)
{
	bool is_object = true;
	struct text text;

	while (TREE_CODE(object) == COMPONENT_REF &&
	       !decl_name(TREE_OPERAND(object, 1)))
		object = TREE_OPERAND(object, 0);
	if (TREE_CODE(object) == MEM_REF &&
	    integer_zerop(TREE_OPERAND(object, 1)))
		text = pointed_at(TREE_OPERAND(object, 0), &is_object);
	else
		text = expr(object);
	return bracketed(text, BIND_POSTFIX) + (is_object ? "." : "->");
}

/* The fields of @type, and of those it holds, that lie in the given bits. */
static void find_bits(tree type, const std::string &prefix, HOST_WIDE_INT start,
		      HOST_WIDE_INT first, HOST_WIDE_INT size,
		      std::vector<struct bits> *found)
{
	for (tree field = TYPE_FIELDS(type); field; field = DECL_CHAIN(field)) {
		HOST_WIDE_INT at, width;

		if (TREE_CODE(field) != FIELD_DECL || !DECL_SIZE(field) ||
		    !tree_fits_shwi_p(DECL_SIZE(field)) ||
		    !tree_fits_shwi_p(bit_position(field)))
			continue;
		at = start + int_bit_position(field);
		width = tree_to_shwi(DECL_SIZE(field));
		if (at + width <= first || at >= first + size)
			continue;
		if (RECORD_OR_UNION_TYPE_P(TREE_TYPE(field)))
			find_bits(TREE_TYPE(field), decl_name(field) ? prefix +
				  decl_name(field) + "." : prefix,
				  at, first, size, found);
		else if (decl_name(field) && at >= first &&
			 at + width <= first + size && width < 64)
			found->push_back({ prefix + decl_name(field),
				((1ul << width) - 1) << (at - first) });
	}
}

std::vector<struct bits> bits_of(tree word, unsigned HOST_WIDE_INT mask)
{
	tree object = TREE_OPERAND(word, 0);
	std::vector<struct bits> found, whole;

	if (TREE_CODE(word) == BIT_FIELD_REF &&
	    RECORD_OR_UNION_TYPE_P(TREE_TYPE(object)) &&
	    tree_fits_shwi_p(TREE_OPERAND(word, 2)) &&
	    tree_to_shwi(TREE_OPERAND(word, 1)) <= 64)
		find_bits(TREE_TYPE(object), member_prefix(object), 0,
			  tree_to_shwi(TREE_OPERAND(word, 2)),
			  tree_to_shwi(TREE_OPERAND(word, 1)), &found);
	for (const struct bits &bits : found) {
		if (bits.mask & mask && !(bits.mask & ~mask))
			whole.push_back(bits);
	}
	return whole;
}

static struct text word_of_bits(tree ref)
{
	std::vector<struct bits> bits = bits_of(ref, ~0ul);

	if (bits.empty())
		return expr(TREE_OPERAND(ref, 0));
	return { bits[0].text, BIND_POSTFIX };
}

struct text reference(tree ref)
{
	switch (TREE_CODE(ref)) {
	case COMPONENT_REF:
		if (!decl_name(TREE_OPERAND(ref, 1)))
			return expr(TREE_OPERAND(ref, 0));
		return { member_prefix(TREE_OPERAND(ref, 0)) +
			 decl_name(TREE_OPERAND(ref, 1)), BIND_POSTFIX };
	case ARRAY_REF:
		return { bracketed(expr(TREE_OPERAND(ref, 0)), BIND_POSTFIX) +
			 "[" + expr_text(TREE_OPERAND(ref, 1)) + "]",
			 BIND_POSTFIX };
	case MEM_REF:
		return memory(ref);
	case BIT_FIELD_REF:
		return word_of_bits(ref);
	case VIEW_CONVERT_EXPR:
	case REALPART_EXPR:
	case IMAGPART_EXPR:
	CASE_CONVERT:
		return expr(TREE_OPERAND(ref, 0));
	default:
		return { "...", BIND_PRIMARY };
	}
}

struct text address_of(tree object)
{
	struct text text;

	if (TREE_CODE(object) == FUNCTION_DECL || TREE_CODE(object) == STRING_CST)
		return expr(object);
	if (TREE_CODE(object) == ARRAY_REF &&
	    integer_zerop(TREE_OPERAND(object, 1)))
		return expr(TREE_OPERAND(object, 0));
	/* An array, used as a pointer to its first element. */
	if (TREE_CODE(TREE_TYPE(object)) == ARRAY_TYPE)
		return expr(object);
	if (TREE_CODE(object) == LABEL_DECL)
		return { "&&" + expr(object).s, BIND_UNARY };
	text = expr(object);
	if (text.s[0] == '*' && text.bind == BIND_UNARY)
		return { text.s.substr(1), strchr("*&-~!", text.s[1]) ?
			 BIND_UNARY : BIND_POSTFIX };
	return { "&" + bracketed(text, BIND_UNARY), BIND_UNARY };
}
