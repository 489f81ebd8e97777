/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Keys: how what pages are kept in is known across functions.
 *
 * A member of a struct is "struct foo.pages", or, by the whole way to it from a
 * variable of known type, "struct foo.req.pages"; what is a function's own,
 * "file:function:name".  A container has several keys; two are the same if they
 * share one.
 */
#ifndef DIOPIN_KEY_H
#define DIOPIN_KEY_H

#include "../facts/facts.h"

/* "struct foo" of "const struct foo *", "" if it is no struct.  The caller
 * frees it. */
char *struct_of(const char *type);

/*
 * Add all keys of the container @root in a function.  What a local is set from
 * or stored in are names of it as well; @owner is the struct whose member the
 * expression is, as the engine says, or "".
 */
void keys_of(struct strv *keys, const struct facts *facts,
	     const struct flow *flow, const char *root, const char *owner);

/* Add single ones: of a local, of the last member, of the way to it. */
void key_add_local(struct strv *keys, const struct place *at,
		   const char *name);
void key_add_member(struct strv *keys, const char *owner, const char *root);
void key_add_way(struct strv *keys, const struct facts *facts,
		 const struct place *at, const char *root);

/* Add the ways to @root, or, if that is a local, to what it is set from. */
void key_add_ways(struct strv *keys, const struct facts *facts,
		  const struct flow *flow, const char *root);

#endif
