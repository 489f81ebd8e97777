// SPDX-License-Identifier: GPL-2.0-only
/*
 * ".name = value" in initialisers: tables of functions, flags set at birth.
 */
#include "span.h"
#include "text.h"
#include "types.h"
#include "walk.h"

static void walk_list(struct expression *list, struct symbol *type,
		      const char *object, struct members *members);

static struct symbol *element_of(struct symbol *type)
{
	struct symbol *core = type_core(type);

	return core && core->type == SYM_ARRAY ? core->ctype.base_type : type;
}

/* The type of a member that a struct, or an anonymous one in it, has. */
static struct symbol *member_type(struct symbol *type, struct ident *name)
{
	struct expression object = { .type = EXPR_TYPE, .symbol = type };
	struct expression member = {
		.type = EXPR_DEREF, .deref = &object, .member = name,
	};

	return type_of(&member);
}

static void walk_member(struct expression *e, struct symbol *type,
			const char *object, struct members *members)
{
	struct expression *value = e->ident_expression;

	if (!value)
		return;
	if (value->type == EXPR_INITIALIZER || value->type == EXPR_IDENTIFIER ||
	    value->type == EXPR_INDEX) {
		walk_list(value, member_type(type, e->expr_ident), object,
			  members);
		return;
	}
	if (!span_is_written(TOKEN_OF(e)))
		return;
	*array_add(&members->member, &members->nr_members) = (struct member){
		.token = TOKEN_OF(e), .type = type_text(type), .object = object,
		.name = text_word(show_ident(e->expr_ident)),
		.value = text_of(value),
	};
}

static void walk_list(struct expression *e, struct symbol *type,
		      const char *object, struct members *members)
{
	struct expression *part;

	switch (e->type) {
	case EXPR_INITIALIZER:
		FOR_EACH_PTR(e->expr_list, part) {
			walk_list(part, part->type == EXPR_IDENTIFIER ?
				  type : element_of(type), object, members);
		} END_FOR_EACH_PTR(part);
		break;
	case EXPR_INDEX:
		if (e->idx_expression)
			walk_list(e->idx_expression, type, object, members);
		break;
	case EXPR_IDENTIFIER:
		walk_member(e, type, object, members);
		break;
	default:
		break;
	}
}

void walk_initialiser(struct symbol *object, struct members *members)
{
	if (object->initializer && object->ident)
		walk_list(object->initializer, object,
			  text_word(show_ident(object->ident)), members);
}
