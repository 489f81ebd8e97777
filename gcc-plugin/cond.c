// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditions: see cond.h.
 */
#include "body.h"
#include "cond.h"
#include "ref.h"
#include "source.h"

static condition_ptr leaf(const struct text &text, bool negated)
{
	condition_ptr c = std::make_shared<struct condition>();

	c->op = 0;
	c->negated = negated;
	c->leaf = text;
	return c;
}

condition_ptr condition_leaf(const struct text &text)
{
	return leaf(text, false);
}

condition_ptr condition_join(char op, condition_ptr left, condition_ptr right)
{
	condition_ptr c = leaf({ "", BIND_PRIMARY }, false);

	c->op = op;
	c->left = left;
	c->right = right;
	return c;
}

condition_ptr condition_negate(condition_ptr c)
{
	if (!c->op)
		return leaf(c->leaf, !c->negated);
	return condition_join(c->op == '&' ? '|' : '&',
			      condition_negate(c->left),
			      condition_negate(c->right));
}

struct text condition_text(condition_ptr c)
{
	if (c->op)
		return binary(c->op == '&' ? TRUTH_AND_EXPR : TRUTH_OR_EXPR,
			      condition_text(c->left), condition_text(c->right));
	if (c->negated)
		return { "!" + bracketed(c->leaf, BIND_UNARY), BIND_UNARY };
	return c->leaf;
}

static bool is_boolean(tree value)
{
	return TREE_CODE(TREE_TYPE(value)) == BOOLEAN_TYPE;
}

static bool is_comparison(enum tree_code code)
{
	return TREE_CODE_CLASS(code) == tcc_comparison;
}

bool is_condition(gimple *def)
{
	enum tree_code code = gimple_assign_rhs_code(def);

	if (is_comparison(code))
		return true;
	return is_boolean(gimple_assign_lhs(def)) &&
	       (code == BIT_AND_EXPR || code == BIT_IOR_EXPR ||
		code == BIT_NOT_EXPR || code == BIT_XOR_EXPR ||
		code == TRUTH_AND_EXPR || code == TRUTH_OR_EXPR);
}

/* The name of the constant that @l is compared with, if the source has one. */
static bool compared_name(gimple *stmt, enum tree_code code, const std::string &l,
			  std::string *name)
{
	struct place place = body_place(stmt);
	const char *op = operator_name(code);

	if (!op || !place.exact)
		return false;
	if (source_operand(&place, op, name))
		return true;
	source_to_statement(&place);
	return source_compared(&place, l, op, name);
}

/* Does the source say @text somewhere in the statement? */
static bool is_said(gimple *stmt, const std::string &text)
{
	struct place place = body_place(stmt);

	if (!place.exact)
		return false;
	source_to_statement(&place);
	return source_says(&place, text);
}

/* The compiler swaps operands; the source knows the order. */
static struct text ordered(gimple *stmt, enum tree_code code,
			   const struct text &l, const struct text &r)
{
	enum tree_code mirrored = swap_tree_comparison(code);
	struct text swapped = binary(mirrored, r, l);
	struct place place = body_place(stmt);

	if (!operator_name(mirrored))
		return binary(code, l, r);
	if (place.exact && mirrored != code &&
	    source_has(&place, operator_name(mirrored)))
		return swapped;
	return is_said(stmt, swapped.s) ? swapped : binary(code, l, r);
}

/* It makes "x < 10" into "x <= 9", too: undo that if the source does. */
static bool shifted(gimple *stmt, enum tree_code code, const struct text &l,
		    tree r, struct text *text)
{
	enum tree_code other = code == LE_EXPR ? LT_EXPR :
			       code == GT_EXPR ? GE_EXPR : ERROR_MARK;
	std::string name;

	if (other == ERROR_MARK || !tree_fits_shwi_p(r))
		return false;
	*text = binary(other, l, { std::to_string(tree_to_shwi(r) + 1),
				   BIND_PRIMARY });
	if (is_said(stmt, text->s))
		return true;
	if (!compared_name(stmt, other, l.s, &name))
		return false;
	*text = binary(other, l, { name, BIND_PRIMARY });
	return true;
}

/* Reading several bit-fields at once: "(word & mask) == value". */
static condition_ptr bits_condition(enum tree_code code, tree word,
				    unsigned HOST_WIDE_INT mask,
				    unsigned HOST_WIDE_INT value)
{
	condition_ptr all;

	if (code != EQ_EXPR && code != NE_EXPR)
		return NULL;
	for (const struct bits &bits : bits_of(word, mask)) {
		unsigned HOST_WIDE_INT lowest = bits.mask & -bits.mask;
		unsigned HOST_WIDE_INT want = (value & bits.mask) / lowest;
		struct text field = { bits.text, BIND_POSTFIX };
		condition_ptr c;

		mask &= ~bits.mask;
		if (!want || bits.mask == lowest)
			c = leaf(field, !want);
		else
			c = leaf(binary(EQ_EXPR, field, { std::to_string(want),
					BIND_PRIMARY }), false);
		all = all ? condition_join('&', all, c) : c;
	}
	if (!all || mask)
		return NULL;
	return code == EQ_EXPR ? all : condition_negate(all);
}

/* "@l @code @value" where @l reads bit-fields, or NULL. */
static condition_ptr compare_bits(enum tree_code code, tree l, tree value)
{
	gimple *def = temp_origin(l), *word;
	tree mask;

	if (TREE_CODE(value) != INTEGER_CST || !def || !is_gimple_assign(def) ||
	    gimple_assign_rhs_code(def) != BIT_AND_EXPR)
		return NULL;
	mask = gimple_assign_rhs2(def);
	word = temp_definition(gimple_assign_rhs1(def));
	if (TREE_CODE(mask) != INTEGER_CST || !word ||
	    !gimple_assign_single_p(word) ||
	    TREE_CODE(gimple_assign_rhs1(word)) != BIT_FIELD_REF)
		return NULL;
	return bits_condition(code, gimple_assign_rhs1(word),
			      wi::to_wide(mask).to_uhwi(),
			      wi::to_wide(value).to_uhwi());
}

static condition_ptr compare_constant(gimple *stmt, enum tree_code code, tree l,
				      tree r)
{
	struct text left = expr(l), text;
	std::string name;

	if (compared_name(stmt, code, left.s, &name))
		return leaf(binary(code, left, { name, BIND_PRIMARY }), false);
	if (shifted(stmt, code, left, r, &text))
		return leaf(text, false);
	if (code != EQ_EXPR && code != NE_EXPR)
		return NULL;
	if (integer_zerop(r))
		return code == NE_EXPR ? condition_of(l) :
		       condition_negate(condition_of(l));
	if (is_boolean(l) && integer_onep(r))
		return code == EQ_EXPR ? condition_of(l) :
		       condition_negate(condition_of(l));
	return NULL;
}

static condition_ptr compare(gimple *stmt, enum tree_code code, tree l, tree r)
{
	condition_ptr c;

	if (TREE_CODE(r) == INTEGER_CST) {
		c = compare_bits(code, l, r);
		if (!c)
			c = compare_constant(stmt, code, l, r);
	}
	return c ? c : leaf(ordered(stmt, code, expr(l), expr(r)), false);
}

condition_ptr condition_of_branch(gimple *stmt)
{
	return compare(stmt, gimple_cond_code(stmt), gimple_cond_lhs(stmt),
		       gimple_cond_rhs(stmt));
}

static bool says_bit_or(gimple *def)
{
	struct place place = body_place(def);

	return !place.exact || source_has(&place, "|");
}

static condition_ptr condition_of_definition(gimple *def, tree value)
{
	enum tree_code code = gimple_assign_rhs_code(def);
	tree first = gimple_assign_rhs1(def);

	if (is_comparison(code))
		return compare(def, code, first, gimple_assign_rhs2(def));
	if (CONVERT_EXPR_CODE_P(code))
		return condition_of(first);
	if (code == SSA_NAME || code == VAR_DECL)
		return temp_find(first) ? condition_of(first) :
		       leaf(expr(value), false);
	if (is_condition(def)) {
		if (code == BIT_NOT_EXPR || code == BIT_XOR_EXPR)
			return condition_negate(condition_of(first));
		return condition_join(code == BIT_AND_EXPR ||
				      code == TRUTH_AND_EXPR ? '&' : '|',
				      condition_of(first),
				      condition_of(gimple_assign_rhs2(def)));
	}
	/* "a || b" of simple integers; any bit of them will do. */
	if (code == BIT_IOR_EXPR && !says_bit_or(def))
		return condition_join('|', condition_of(first),
				      condition_of(gimple_assign_rhs2(def)));
	if (code == BIT_AND_EXPR) {
		condition_ptr bits = compare_bits(NE_EXPR, value,
						  integer_zero_node);

		if (bits)
			return bits;
	}
	return leaf(expr(value), false);
}

condition_ptr condition_of(tree value)
{
	gimple *def = temp_definition(value);

	if (def && is_gimple_assign(def))
		return condition_of_definition(def, value);
	if (def && is_gimple_call(def) && call_is_transparent(def))
		return condition_of(gimple_call_arg(def, 0));
	return leaf(expr(value), false);
}

/* The temporary whose truth is that of @value, past all that keeps it. */
static tree truth_source(tree value, bool *negated)
{
	gimple *def;

	while ((def = temp_definition(value))) {
		enum tree_code code;

		if (is_gimple_call(def) && call_is_transparent(def)) {
			value = gimple_call_arg(def, 0);
			continue;
		}
		if (!is_gimple_assign(def))
			return NULL_TREE;
		code = gimple_assign_rhs_code(def);
		if (code == EQ_EXPR || code == NE_EXPR) {
			if (!integer_zerop(gimple_assign_rhs2(def)))
				return NULL_TREE;
			*negated ^= code == EQ_EXPR;
		} else if (code == BIT_NOT_EXPR && is_boolean(value)) {
			*negated = !*negated;
		} else if (!gimple_assign_single_p(def) &&
			   !gimple_assign_cast_p(def)) {
			return NULL_TREE;
		}
		value = gimple_assign_rhs1(def);
	}
	return value;
}

tree condition_decision(gimple *stmt, bool *negated)
{
	enum tree_code code = gimple_cond_code(stmt);
	struct temp *temp;
	tree value;

	if ((code != EQ_EXPR && code != NE_EXPR) ||
	    !integer_zerop(gimple_cond_rhs(stmt)))
		return NULL_TREE;
	*negated = code == EQ_EXPR;
	value = truth_source(gimple_cond_lhs(stmt), negated);
	temp = value ? temp_find(value) : NULL;
	if (!temp || temp->kept || temp->definitions.size() < 2)
		return NULL_TREE;
	return value;
}
