// SPDX-License-Identifier: GPL-2.0-only
/*
 * The choice of functions: see choose.h.
 */
#include "choose.h"

#include <string.h>

/*
 * A function of a header matters if it calls one whose name begins so, or
 * tests one of these flags.
 */
static const char *const calls[] = {
	"iov_iter_", "bio_", "__bio_", "folio_", "page_", "put_page",
	"get_page", "pin_user", "unpin_", "get_user_pages", "set_page_dirty",
	"iter_is_", "user_backed_iter",
};

static const char *const flags[] = {
	"IOCB_", "BIO_", "FOLL_", "ITER_",
};

static bool call_matters(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(calls); i++) {
		if (!strncmp(name, calls[i], strlen(calls[i])))
			return true;
	}
	return false;
}

static bool text_matters(const char *text)
{
	for (size_t i = 0; text && i < ARRAY_SIZE(flags); i++) {
		if (strstr(text, flags[i]))
			return true;
	}
	return false;
}

static bool block_matters(const struct block *b)
{
	for (int i = 0; i < b->nr_events; i++) {
		const struct event *e = &b->event[i];

		if (e->op ? text_matters(e->right) : call_matters(e->name))
			return true;
	}
	return (b->end == END_TEST || b->end == END_RETURN) &&
	       text_matters(b->text);
}

static bool matters(const struct function *f)
{
	for (int i = 0; i < f->flow.nr_blocks; i++) {
		if (block_matters(&f->flow.block[i]))
			return true;
	}
	return false;
}

struct queue {
	struct symbol **symbol;
	int nr_symbols;
};

bool choose_is_of_header(const struct symbol *function)
{
	return unit_place(TOKEN_OF(function)).stream != unit_main_stream();
}

static void push(struct queue *q, struct symbol *s)
{
	for (int i = 0; i < q->nr_symbols; i++) {
		if (q->symbol[i] == s)
			return;
	}
	*array_add(&q->symbol, &q->nr_symbols) = s;
}

/* The function that a name in the file stands for, if its body is there. */
static struct symbol *definition(const char *name)
{
	struct ident *ident = built_in_ident(name);
	struct symbol *s = lookup_symbol(ident, NS_SYMBOL);

	if (s && s->definition)
		s = s->definition;
	return unit_body(s) ? s : NULL;
}

static void push_callees(struct queue *q, const struct function *f)
{
	for (int i = 0; i < f->flow.nr_blocks; i++) {
		const struct block *b = &f->flow.block[i];

		for (int k = 0; k < b->nr_events; k++) {
			struct symbol *s = b->event[k].op ? NULL :
				definition(b->event[k].name);

			if (s && choose_is_of_header(s))
				push(q, s);
		}
	}
}

struct functions choose_functions(void)
{
	struct symbol_list *all = unit_functions();
	struct functions chosen = { 0 };
	struct queue q = { 0 };
	struct symbol *s;

	FOR_EACH_PTR(all, s) {
		if (!choose_is_of_header(s))
			push(&q, s);
	} END_FOR_EACH_PTR(s);
	for (int i = 0; i < q.nr_symbols; i++) {
		struct function *f = walk_function(q.symbol[i]);

		if (!choose_is_of_header(q.symbol[i]) || matters(f))
			*array_add(&chosen.function, &chosen.nr_functions) = f;
		push_callees(&q, f);
	}
	free_ptr_list(&all);
	return chosen;
}
