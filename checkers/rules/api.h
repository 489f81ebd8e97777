/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the kernel's page-holding interfaces do, as data.
 *
 * One table (api.c) feeds the choice of candidate files, the rules and the
 * manual.  A name that ends in '*' stands for its whole family.  Functions
 * that nobody listed are recognised by what they do with these.
 */
#ifndef DIOPIN_API_H
#define DIOPIN_API_H

#include <stdbool.h>
#include <stddef.h>

enum role {
	ROLE_ACQUIRE = 1 << 0,		/* takes hold of an iterator's pages */
	ROLE_RELEASE = 1 << 1,		/* lets go of a hold */
	ROLE_DIRTY = 1 << 2,		/* marks pages dirty */
	ROLE_USER_BACKED = 1 << 3,	/* tells whether an iterator is user-backed */
	ROLE_LEGACY = 1 << 4,		/* entry of fs/direct-io.c */
	ROLE_SELECT = 1 << 5,		/* a file that names it is a candidate */
	ROLE_PIN = 1 << 6,		/* takes hold of pages by user address */
	ROLE_SELECT_FLOW = 1 << 7,	/* a file that names it is a candidate
					 * for engines that know the flow */
	ROLE_BORROW = 1 << 8,		/* uses pages, and keeps nothing */
	ROLE_MOVE = 1 << 9,		/* takes a hold over, or a new one */
	ROLE_FREE = 1 << 10,		/* frees what pages are listed in */
	ROLE_LIST = 1 << 11,		/* makes something to find pages by */
	ROLE_SHARE = 1 << 12,		/* takes another hold on a page */
	ROLE_END = 1 << 13,		/* has a bio's completion called */
};

enum hold {
	HOLD_NONE,
	HOLD_REF,		/* a reference: FOLL_GET */
	HOLD_EXTRACT,		/* a pin if user-backed, else nothing */
	HOLD_FLAGGED,		/* whatever it is, the bio remembers it */
	HOLD_PIN,		/* a pin: FOLL_PIN */
};

struct api {
	const char *name;
	unsigned int roles;
	enum hold hold;		/* taken; of a release: let go */
	int iter_arg;		/* argument numbers count from 0; -1: none */
	int pages_arg;		/* where the pages, bio or list go */
	int dirty_arg;		/* dirties only if this is true; -1: always */
	int count_arg;		/* how many pages are asked for; 0: none says */
	int flags_arg;		/* FOLL_ flags; 0: none */
	bool dirty_sleeps;	/* dirtying takes the page lock */
	bool generic;		/* offered by the library to every subsystem */
	const char *since;	/* version of the kernel, NULL: before 5.10 */
	const char *source;	/* where in the tree this is stated */
};

/* The row for a function's name, or NULL. */
const struct api *api_find(const char *name);
bool api_has_role(const char *name, unsigned int roles);

/* True for the names whose calls the lexical witness counts. */
bool api_is_counted(const char *name);

/* The whole table. */
const struct api *api_table(size_t *n);

/*
 * Where a call chain begins, and what that says of the pages acquired on it.
 * @type is the struct whose @member names the function, NULL for "any".  With
 * @member NULL, @name is the function itself.
 */
struct entry_point {
	const char *type;
	const char *member;
	const char *name;
	const char *class;
};

const struct entry_point *entry_find_function(const char *name);
const struct entry_point *entry_find_member(const char *type,
					    const char *member);

/* The classes of an acquire, the first that fits wins. */
extern const char *const class_order[];
extern const size_t nr_classes;

/* Its place in class_order; nr_classes if it is none. */
size_t class_rank(const char *class);

/* Class told by a struct that a function handles or a function it calls. */
const char *class_of_type(const char *type);
const char *class_of_callee(const char *name);

#endif
