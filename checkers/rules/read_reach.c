// SPDX-License-Identifier: GPL-2.0-only
/*
 * Is an iterator that pages are taken from one that a read fills: see
 * read_reach.h.
 */
#include "read_reach.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "container.h"
#include "fate.h"
#include "target.h"

/* Callers of callers: a read has been seen to pass six. */
#define MAX_CALLERS 8

/* Members of tables that hold what only reads; include/linux/fs.h, netfs.h. */
static const char *const readers[] = { "read_iter", "issue_read" };

struct walk {
	const struct survey *survey;
	struct strv *open;		/* functions whose callers matter; NULL */
};

static const struct use *look_up(const struct walk *w, const struct place *at,
				 const char *iter, int depth);

/*
 * A caller passes the iterator on, or sets one up; then whoever calls says what
 * for.
 */
static const struct use *follow_call(const struct walk *w,
				     const struct call *call, int param,
				     int depth)
{
	const struct use *found;
	char *root;

	if (param < 0)
		return look_up(w, &call->at, "", depth + 1);
	if (expr_is_false(call_arg(call, param)) ||
	    !strcmp(call_arg(call, param), "NULL"))
		return NULL;
	root = root_of(call_arg(call, param));
	found = look_up(w, &call->at, root, depth + 1);
	free(root);
	return found;
}

/* All calls of a name, or through a pointer "-> name". */
static const struct use *follow_calls(const struct walk *w, const char *name,
				      bool pointer, const char *file,
				      int param, int depth)
{
	const struct facts *facts = &w->survey->facts;
	const struct use *found = NULL;
	char *member = xasprintf("-> %s", name);

	for (size_t i = 0; i < facts->nr_calls && !found; i++) {
		const struct call *c = &facts->call[i];

		/* Other places call the same member of other tables. */
		if (pointer ? !ends_with(c->name, member) ||
		    !is_neighbour(c->at.file, file) :
		    strcmp(c->name, name))
			continue;
		if (!pointer && strcmp(c->at.file, file) &&
		    !function_called(w->survey, c->at.file, name))
			continue;
		found = follow_call(w, c, param, depth);
	}
	free(member);
	return found;
}

static const struct use *look_up(const struct walk *w, const struct place *at,
				 const char *iter, int depth)
{
	const struct survey *survey = w->survey;
	const struct function *f = facts_function(&survey->facts, at->file,
						  at->in);
	struct range r = graph_uses(&survey->graph, at->in);
	char *base = base_of(iter);
	int param = param_index(f, base);
	const struct use *found = NULL;

	free(base);
	if (depth == MAX_CALLERS || !*at->in)
		return NULL;
	for (size_t i = r.begin; i < r.end && !found; i++) {
		const struct use *u = &survey->graph.use[i];

		if (u->kind != USE_MEMBER ||
		    !use_may_mean(&survey->graph, u, at->file))
			continue;
		if (is_one_of(u->member, readers))
			found = u;
		else
			found = follow_calls(w, u->member, true, at->file,
					     param, depth);
	}
	if (!found)
		found = follow_calls(w, at->in, false, at->file, param, depth);
	if (w->open && !survey_is_static(survey, at->file, at->in)) {
		char *name = xasprintf("./%s", at->in);

		strv_add(w->open, name);
		free(name);
	}
	return found;
}

/* The iterator that a call of an interface takes from, "" if it is hidden. */
static const char *iter_of(const struct call *call)
{
	const struct api *api = api_find(call->name);

	return api && api->iter_arg >= 0 ? call_arg(call, api->iter_arg) : "";
}

/* The iterator that a wrapper was given, as its caller names it. */
static const char *iter_given(const struct survey *survey,
			      const struct take *take)
{
	const struct function *f = take->wrapper;
	const struct flow *flow = facts_flow(&survey->facts, f->at.file,
					     f->at.in);

	for (size_t i = 0; flow && i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct call *c = &b->event[k].call;
			int param;

			if (!b->event[k].is_call ||
			    api_find(c->name) != take->api)
				continue;
			param = param_index(f, iter_of(c));
			return param < 0 ? "" : call_arg(take->call, param);
		}
	}
	return "";
}

const struct use *reached_for_read(const struct survey *survey,
				   const struct take *take, struct strv *open)
{
	const struct walk w = { survey, open };
	const char *iter = take->wrapper ? iter_given(survey, take) :
		iter_of(take->call);
	char *root = root_of(iter);
	const struct use *found = NULL;

	if (*root)
		found = look_up(&w, &take->call->at, root, 0);
	free(root);
	return found;
}
