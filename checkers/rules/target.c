// SPDX-License-Identifier: GPL-2.0-only
/*
 * The functions that a call may mean: see target.h.
 */
#include "target.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "fate.h"

static size_t dir_length(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash ? slash + 1 - file : 0;
}

bool is_neighbour(const char *file, const char *other)
{
	size_t n = dir_length(file);

	return n == dir_length(other) && !strncmp(file, other, n);
}

void add_near_name(struct strv *names, const char *file, const char *name)
{
	char *near = xasprintf("%.*s%s", (int)dir_length(file), file, name);

	if (dir_length(file))
		strv_add(names, near);
	free(near);
}

/* "member" of "x->ops->member"; NULL if it is no name. */
static const char *name_called(const struct call *call)
{
	const char *last = strrchr(call->name, ' ');

	last = last ? last + 1 : call->name;
	return expr_is_name(last) ? last : NULL;
}

/* Gives @tell each use that puts a function into a member of that name. */
static void each_member(const struct survey *survey, const struct call *call,
			const char *member,
			void (*tell)(const struct use *use, void *arg),
			void *arg)
{
	const struct graph *g = &survey->graph;

	for (size_t i = 0; i < g->nr_uses; i++) {
		const struct use *u = &g->use[i];

		if (u->kind == USE_MEMBER && !strcmp(u->member, member) &&
		    is_neighbour(u->at.file, call->at.file))
			tell(u, arg);
	}
}

struct telling {
	const struct survey *survey;
	void (*tell)(const struct function *f, void *arg);
	void *arg;
	struct strv *unseen;
};

static void tell_function(const struct use *u, void *arg)
{
	const struct telling *t = arg;
	const struct function *f = function_called(t->survey, u->at.file,
						   u->name);

	if (f && t->tell)
		t->tell(f, t->arg);
	if (!f && t->unseen)
		add_near_name(t->unseen, u->at.file, u->name);
}

void each_target(const struct survey *survey, const struct call *call,
		 void (*tell)(const struct function *f, void *arg), void *arg)
{
	struct telling t = { .survey = survey, .tell = tell, .arg = arg };
	const char *name = name_called(call);
	const struct function *f;

	if (name && name != call->name) {
		each_member(survey, call, name, tell_function, &t);
	} else if (name) {
		f = function_called(survey, call->at.file, name);
		if (f)
			tell(f, arg);
	}
}

void add_unseen(const struct survey *survey, const struct call *call,
		struct strv *names)
{
	struct telling t = { .survey = survey, .unseen = names };
	const char *name = name_called(call);

	if (!name)
		return;
	if (name != call->name || !function_called(survey, call->at.file, name))
		add_near_name(names, call->at.file, name);
	if (name != call->name)
		each_member(survey, call, name, tell_function, &t);
}
