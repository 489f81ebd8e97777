// SPDX-License-Identifier: GPL-2.0-only
/*
 * escapes: pages taken from an iterator that go to another owner.
 *
 * Part of the inventory, not a finding: a reference is right there, and a pin
 * would be wrong, as nobody knows when the new owner lets go.
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "container.h"
#include "ledger.h"
#include "rule.h"

/* Interfaces that give pages, or what holds them, to another owner. */
static const struct owner {
	const char *name;
	size_t arg;
	const char *owner;
} owners[] = {
	/* include/linux/skbuff.h, skmsg.h */
	{ "skb_fill_page_desc", 2, "a socket buffer" },
	{ "__skb_fill_page_desc", 2, "a socket buffer" },
	{ "skb_fill_page_desc_noacc", 2, "a socket buffer" },
	{ "__skb_fill_page_desc_noacc", 2, "a socket buffer" },
	{ "__skb_fill_netmem_desc", 2, "a socket buffer" },
	{ "skb_add_rx_frag", 2, "a socket buffer" },
	{ "skb_append_pagefrags", 1, "a socket buffer" },
	{ "sk_msg_page_add", 1, "a socket message" },
	/* include/linux/splice.h */
	{ "add_to_pipe", 1, "a pipe" },
	{ "splice_to_pipe", 1, "a pipe" },
};

static const struct owner *owner_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(owners); i++) {
		if (!strcmp(owners[i].name, name))
			return &owners[i];
	}
	return NULL;
}

static void report(const struct entry *take, const struct call *call,
		   const char *owner, struct records *records)
{
	char *pages = expr_pretty(take->root);
	struct record *r;

	r = record_add(records, escapes_rule.name, &call->at,
		       "%s() gives the pages of %s to %s, which keeps them as "
		       "long as it likes", call->name, pages, owner);
	record_string(r, "api", take->call->name);
	record_string(r, "pages", pages);
	record_string(r, "owner", owner);
	record_number(r, "taken", take->at.line);
	free(pages);
}

static void look_at(const struct survey *survey, const struct entry *take,
		    struct records *records)
{
	struct names names = names_of(&survey->facts, take->flow, take->root);

	for (size_t i = 0; i < take->flow->nr_blocks; i++) {
		const struct block *b = &take->flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct call *c = &b->event[k].call;
			const struct owner *o = NULL;

			if (b->event[k].is_call)
				o = owner_find(c->name);
			if (o && names_match(&names, call_arg(c, o->arg)))
				report(take, c, o->owner, records);
		}
	}
	names_free(&names);
}

static void find(const struct survey *survey, struct records *records)
{
	const struct ledger *l = ledger_of(survey);

	for (size_t i = 0; i < l->nr_takes; i++) {
		if (l->entry[i].api->roles & ROLE_ACQUIRE)
			look_at(survey, &l->entry[i], records);
	}
}

const struct rule escapes_rule = {
	.name = "escapes",
	.summary = "pages of an iterator that go to another owner",
	.explain =
"Pages that a function takes from an iterator and gives to a socket buffer or\n"
"a pipe.  The new owner keeps them as long as it likes and lets go with\n"
"put_page(): they cannot be pinned instead by a change of this function, which\n"
"is why its acquire is only reported.\n"
"\n"
"Example:\n"
"	iov_iter_get_pages2(from, pages, len, MAX_SKB_FRAGS, &start);\n"
"	skb_fill_page_desc(skb, frag, pages[n], start, size);\n"
"\n"
"What to do: nothing by itself.  Whether fork() may take such a page away is\n"
"a question for the protocol: MSG_ZEROCOPY asks users not to write.\n"
"\n"
"Limits: the interface that gives them away is one of those that the kernel\n"
"has for it, called in the function that takes the pages.\n",
	.find = find,
};
