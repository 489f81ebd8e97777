// SPDX-License-Identifier: GPL-2.0-only
/*
 * Keys of containers: see key.h.
 */
#include "key.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "container.h"

/* Structs that carry pages for everybody: a member of them says nothing. */
static const char *const common[] = {
	"struct bio_vec", "struct scatterlist", "struct page", "struct folio",
	"struct sg_table", "struct skb_frag", "struct bio", "struct iov_iter",
	"struct pipe_buffer", "struct page_frag", "struct sk_buff",
};

static void add_key(struct strv *keys, const char *owner, const char *member)
{
	char *key;

	if (strncmp(owner, "struct ", 7) ||
	    is_one_of(owner, common))
		return;
	key = xasprintf("%s.%s", owner, member);
	if (!strv_has(keys, key))
		strv_add(keys, key);
	free(key);
}

char *struct_of(const char *type)
{
	const char *s = strstr(type, "struct ");
	size_t n = s ? 7 + strcspn(s + 7, " *") : 0;

	return xstrndup(s ? s : "", n);
}

void key_add_local(struct strv *keys, const struct place *at, const char *name)
{
	char *key = xasprintf("%s:%s:%s", at->file, at->in, name);

	strv_add(keys, key);
	free(key);
}

/*
 * The way from a variable of known type: "struct foo.req.pages" of
 * "p -> req . pages".
 */
void key_add_way(struct strv *keys, const struct facts *facts,
		    const struct place *at, const char *root)
{
	size_t n = strcspn(root, " "), len = 0;
	char *base = xstrndup(root, n), *owner, *way = xstrdup(root + n);

	for (const char *p = root + n; *p; p += strcspn(p, " ")) {
		p += strspn(p, " ");
		if (*p == '-' || *p == '.')
			continue;
		if (len)
			way[len++] = '.';
		memmove(way + len, p, strcspn(p, " "));
		len += strcspn(p, " ");
	}
	way[len] = '\0';
	if (len) {
		owner = struct_of(type_of(facts, at, base));
		add_key(keys, owner, way);
		free(owner);
	}
	free(way);
	free(base);
}

void key_add_member(struct strv *keys, const char *owner,
			    const char *root)
{
	const char *member = strrchr(root, ' ');

	if (*owner && member)
		add_key(keys, owner, member + 1);
}

/* "req->sgt.sgl", a member of what everybody uses, is known as "req->sgt". */
static void add_carrier(struct strv *keys, const struct facts *facts,
			const struct place *at, const char *root)
{
	static const char *const carried[] = { "sgl", "bv_page" };
	const char *member = strrchr(root, ' ');
	char *carrier;

	if (!member || !is_one_of(member + 1, carried))
		return;
	while (member > root && strchr(" .->", member[-1]))
		member--;
	carrier = xstrndup(root, member - root);
	key_add_way(keys, facts, at, carrier);
	free(carrier);
}

/*
 * All keys of a container.  What a local is set from or stored in are names
 * of it as well; @owner is what the engine says of the expression itself.
 */
void keys_of(struct strv *keys, const struct facts *facts,
	     const struct flow *flow, const char *root, const char *owner)
{
	const struct place *at = &flow->at;
	struct names names = names_of(facts, flow, root);

	key_add_member(keys, owner, root);
	for (size_t i = 0; i < names.root.n; i++) {
		const char *name = names.root.item[i];

		if (expr_is_name(name)) {
			key_add_local(keys, at, name);
		} else {
			key_add_way(keys, facts, at, name);
			add_carrier(keys, facts, at, name);
		}
	}
	names_free(&names);
}

/*
 * The ways to what pages are stored in.  A list is walked with a local:
 * "sg = req->sg" before "sg_set_page(sg, page)".
 */
void key_add_ways(struct strv *keys, const struct facts *facts,
		     const struct flow *flow, const char *root)
{
	struct names names;

	if (!expr_is_name(root)) {
		key_add_way(keys, facts, &flow->at, root);
		return;
	}
	names = names_of(facts, flow, root);
	for (size_t i = 0; i < names.root.n; i++) {
		if (!expr_is_name(names.root.item[i]))
			key_add_way(keys, facts, &flow->at, names.root.item[i]);
	}
	names_free(&names);
}
