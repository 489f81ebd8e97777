// SPDX-License-Identifier: GPL-2.0-only
/*
 * Types by lookup: see types.h.
 */
#include "types.h"

#include "constant.h"
#include "text.h"

/* typeof() and typedefs of a broken file could name each other for ever. */
#define MAX_DEPTH 64

/* What stands behind names, typeof() and __auto_type. */
static struct symbol *resolve(struct symbol *type, int depth)
{
	while (type && depth++ < MAX_DEPTH) {
		struct symbol *base = type->ctype.base_type;

		switch (type->type) {
		case SYM_NODE:
			type = base == &autotype_ctype ?
				type_of(type->initializer) : base;
			break;
		case SYM_TYPEOF: case SYM_TYPEOF_UNQUAL:
			type = type->initializer ?
				type_of(type->initializer) : base;
			break;
		case SYM_BITFIELD:
			type = base;
			break;
		default:
			return type;
		}
	}
	return NULL;
}

struct symbol *type_core(struct symbol *type)
{
	return resolve(type, 0);
}

static bool points(const struct symbol *core)
{
	return core && (core->type == SYM_PTR || core->type == SYM_ARRAY);
}

static bool has_members(const struct symbol *core)
{
	return core && (core->type == SYM_STRUCT || core->type == SYM_UNION);
}

/* A member by name; those of anonymous structs count as the outer one's. */
static struct symbol *find_member(struct symbol *type, struct ident *name)
{
	struct symbol *core = type_core(type), *member;

	if (!has_members(core))
		return NULL;
	FOR_EACH_PTR(core->symbol_list, member) {
		struct symbol *found;

		if (member->ident == name)
			return member;
		found = member->ident ? NULL : find_member(member, name);
		if (found)
			return found;
	} END_FOR_EACH_PTR(member);
	return NULL;
}

static struct symbol *pointer_to(struct symbol *type)
{
	struct symbol *pointer;

	if (!type)
		return NULL;
	pointer = alloc_symbol(type->pos, SYM_PTR);
	pointer->ctype.base_type = type;
	return pointer;
}

static struct symbol *pointed_to(struct symbol *type)
{
	struct symbol *core = type_core(type);

	if (core && core->type == SYM_FN)
		return core;
	return points(core) ? core->ctype.base_type : NULL;
}

static struct symbol *type_of_prefix(struct expression *e)
{
	switch (e->op) {
	case '&':
		return pointer_to(type_of(e->unop));
	case '*':
		return pointed_to(type_of(e->unop));
	case '!':
		return &int_ctype;
	default:
		return type_of(e->unop);
	}
}

/* Narrow integers are computed as int. */
static struct symbol *promoted(struct symbol *type)
{
	struct symbol *core = type_core(type);

	return core && core->bit_size > 0 && core->bit_size < 32 ? &int_ctype :
		type;
}

/* Pointer arithmetic, or the wider of the two; of two as wide, the unsigned. */
static struct symbol *type_of_binary(struct expression *e)
{
	struct symbol *left = type_of(e->left), *right = type_of(e->right);
	struct symbol *l = type_core(left), *r = type_core(right);

	if (points(l))
		return e->op == '-' && points(r) ? &long_ctype : left;
	if (points(r) || !l)
		return right;
	if (!r || e->op == SPECIAL_LEFTSHIFT || e->op == SPECIAL_RIGHTSHIFT)
		return promoted(left);
	if (r->bit_size > l->bit_size ||
	    (r->bit_size == l->bit_size && r->ctype.modifiers & MOD_UNSIGNED))
		left = right;
	return promoted(left);
}

static struct symbol *type_of_call(struct expression *e)
{
	struct expression *chosen = constant_choice(e);
	struct symbol *fn = type_core(type_of(e->fn));

	if (chosen)
		return type_of(chosen);
	if (fn && fn->type == SYM_PTR)
		fn = type_core(fn->ctype.base_type);
	return fn && fn->type == SYM_FN ? fn->ctype.base_type : NULL;
}

/* NULL has no type of its own in "c ? p : NULL". */
static struct symbol *type_of_conditional(struct expression *e)
{
	struct expression *first = e->cond_true ? e->cond_true : e->conditional;
	struct symbol *type = type_of(first);
	struct symbol *target = type_core(pointed_to(type));

	return !type || target == &void_ctype ? type_of(e->cond_false) : type;
}

struct expression *type_choice(struct expression *generic)
{
	const char *wanted = type_text(type_of(generic->control));

	for (struct type_expression *t = generic->map; t; t = t->next) {
		if (type_text(t->type) == wanted)
			return t->expr;
	}
	return generic->def;
}

struct symbol *type_of(struct expression *e)
{
	if (!e)
		return NULL;
	switch (e->type) {
	case EXPR_SYMBOL:
		return e->symbol;
	case EXPR_DEREF:
		return find_member(type_of(e->deref), e->member);
	case EXPR_PREOP:
		return type_of_prefix(e);
	case EXPR_POSTOP:
		return type_of(e->unop);
	case EXPR_BINOP:
		return type_of_binary(e);
	case EXPR_ASSIGNMENT:
		return type_of(e->left);
	case EXPR_COMMA:
		return type_of(e->right);
	case EXPR_CALL:
		return type_of_call(e);
	case EXPR_CONDITIONAL:
		return type_of_conditional(e);
	case EXPR_STATEMENT:
		return type_of(unit_value_of(e));
	case EXPR_CAST: case EXPR_FORCE_CAST:
		return e->cast_type;
	case EXPR_COMPARE: case EXPR_LOGICAL:
		return &int_ctype;
	case EXPR_SIZEOF: case EXPR_ALIGNOF: case EXPR_OFFSETOF:
		return &ulong_ctype;
	case EXPR_TYPE:
		return e->symbol;
	case EXPR_GENERIC:
		return type_of(type_choice(e));
	case EXPR_STRING:
		return pointer_to(&char_ctype);
	default:
		return e->ctype;
	}
}

/* "struct bio", or the name a typedef gave to a struct without one. */
static const char *struct_name(struct symbol *core)
{
	const char *kind = core->type == SYM_STRUCT ? "struct" :
			   core->type == SYM_UNION ? "union" : "enum";

	if (!core->ident)
		return kind;
	if (lookup_symbol(core->ident, NS_STRUCT) != core)
		return text_word(show_ident(core->ident));
	return text_format("%s %s", kind, show_ident(core->ident));
}

static const char *base_name(struct symbol *core)
{
	const char *name;

	switch (core->type) {
	case SYM_STRUCT: case SYM_UNION: case SYM_ENUM:
		return struct_name(core);
	case SYM_RESTRICT: case SYM_FOULED:
		return core->ident ? text_word(show_ident(core->ident)) : "int";
	default:
		name = core == &bool_ctype ? "bool" : builtin_typename(core);
		return name ? name : "";
	}
}

static const char *array_suffix(struct symbol *array)
{
	long long size;

	if (!array->array_size || !constant_value(array->array_size, &size))
		return "[]";
	return text_format("[%lld]", size);
}

static const char *function_suffix(struct symbol *fn)
{
	const char *args = "";
	struct symbol *arg;

	FOR_EACH_PTR(fn->arguments, arg) {
		args = text_format("%s%s%s", args, *args ? ", " : "",
				   type_text(arg));
	} END_FOR_EACH_PTR(arg);
	return text_format("(%s)", args);
}

/* Does token @i name a type that is just @core under another name? */
static bool names_type(int i, struct symbol *core)
{
	const struct token *t = unit_token(i);
	struct symbol *type = token_type(t) == TOKEN_IDENT ?
		lookup_symbol(t->ident, NS_TYPEDEF) : NULL;

	return type && type->type == SYM_NODE && type_core(type) == core;
}

/*
 * Sparse forgets "ssize_t".  A parameter begins with its type, any other
 * declaration has it before the declarator.  NULL if neither is a typedef.
 */
static const char *typedef_name(struct symbol *declared, struct symbol *core)
{
	int at = TOKEN_OF(declared);

	if (declared->type != SYM_NODE || !at || core->type != SYM_BASETYPE)
		return NULL;
	while (unit_is_word(at, "const"))
		at++;
	for (int i = at; i >= at - 1; i--) {
		if (names_type(i, core))
			return text_word(show_ident(unit_token(i)->ident));
	}
	return NULL;
}

/* What is around the name, from the name outwards, as C has it. */
static const char *declaration_text(struct symbol *type,
				    struct symbol *declared)
{
	struct symbol *core = type_core(type);
	const char *around = "", *base = NULL;

	for (int depth = 0; core && depth < MAX_DEPTH; depth++) {
		if (core->type == SYM_PTR)
			around = text_format("*%s", around);
		else if (core->type == SYM_ARRAY || core->type == SYM_FN)
			around = text_format(*around == '*' ? "(%s)%s" : "%s%s",
					     around, core->type == SYM_FN ?
					     function_suffix(core) :
					     array_suffix(core));
		else
			break;
		core = type_core(core->ctype.base_type);
	}
	if (!core)
		return "";
	if (declared)
		base = typedef_name(declared, core);
	if (!base)
		base = base_name(core);
	return *around ? text_format("%s %s", base, around) : base;
}

const char *type_text(struct symbol *type)
{
	return declaration_text(type, type);
}

const char *type_text_returned(struct symbol *function)
{
	struct symbol *core = type_core(function);

	return declaration_text(core ? core->ctype.base_type : NULL, function);
}

/* The member that an expression is, points at or points into. */
static struct expression *find_dereference(struct expression *e)
{
	for (e = text_strip(e); e; e = text_strip(e)) {
		if (e->type == EXPR_PREOP && (e->op == '&' || e->op == '*'))
			e = e->unop;
		else if (e->type == EXPR_BINOP && (e->op == '+' || e->op == '-'))
			e = e->left;
		else if (e->type == EXPR_STATEMENT)
			e = unit_value_of(e);
		else
			break;
	}
	return e && e->type == EXPR_DEREF ? e : NULL;
}

const char *type_owner(struct expression *e)
{
	for (e = find_dereference(e); e; e = find_dereference(e->deref)) {
		struct symbol *core = type_core(type_of(e->deref));

		if (!has_members(core))
			return NULL;
		if (core->ident)
			return struct_name(core);
	}
	return NULL;
}
