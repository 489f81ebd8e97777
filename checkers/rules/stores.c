// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where pages are stored: see stores.h.
 */
#include "stores.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "api.h"
#include "container.h"
#include "key.h"
#include "target.h"

/* Functions that store a page, argument 1, in argument 0. */
static const char *const storers[] = {
	"sg_set_page", "sg_assign_page", "bvec_set_page",
};

/* Through how many calls and lists are pages followed to where they stay? */
#define MAX_CALLS 4

/* Looking for where one function stores what is named @names there. */
struct storing {
	const struct survey *survey;
	const struct flow *flow;
	struct names names;
	struct stored *to;
	const struct call *call;	/* that hands them on ... */
	size_t arg;			/* ... as this argument */
	int depth;
};

static void look(const struct survey *survey, const struct flow *flow,
		 const char *root, struct stored *to, int depth);

static void look_into(const struct function *f, void *arg)
{
	const struct storing *s = arg;
	const struct flow *flow = facts_flow(&s->survey->facts, f->at.file,
					     f->at.in);

	if (flow && s->arg < f->nr_params)
		look(s->survey, flow, f->param[s->arg].name, s->to,
		     s->depth + 1);
}

/* What leads there is a parameter: the callers keep it, if all are here. */
static void look_at_callers(struct storing *s, const char *param)
{
	const struct facts *facts = &s->survey->facts;
	const struct place *at = &s->flow->at;
	int k = param_index(facts_function(facts, at->file, at->in), param);
	struct range r = facts_of_file(facts, call, nr_calls, at->file);

	if (k < 0 || !survey_is_static(s->survey, at->file, at->in))
		return;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];
		const struct flow *flow;
		char *root;

		if (strcmp(c->name, at->in) || (size_t)k >= c->nr_args)
			continue;
		flow = facts_flow(facts, c->at.file, c->at.in);
		root = root_of(c->arg[k].expr);
		if (flow && *root) {
			keys_of(s->to->keys, facts, flow, root,
				c->arg[k].owner);
			look(s->survey, flow, root, s->to, s->depth + 1);
		}
		free(root);
	}
}

static void look_at_store(struct storing *s, const char *to, const char *owner)
{
	const struct facts *facts = &s->survey->facts;
	char *root = root_of(to);

	key_add_member(s->to->keys, owner, root);
	key_add_ways(s->to->keys, facts, s->flow, root);
	/* A list of the function's own: where does that go? */
	if (expr_is_name(root) && s->depth < MAX_CALLS &&
	    !strv_has(&s->names.root, root) &&
	    is_own_variable(facts, &s->flow->at, root))
		look(s->survey, s->flow, root, s->to, s->depth + 1);
	if (expr_is_name(root) && s->depth < MAX_CALLS)
		look_at_callers(s, root);
	free(root);
}

static void look_at_call(struct storing *s, const struct call *c)
{
	bool stores = c->nr_args > 1 &&
		is_one_of(c->name, storers);

	for (size_t i = 0; i < c->nr_args; i++) {
		const char *path = names_match(&s->names, c->arg[i].expr);

		if (!path || *path)
			continue;
		if (stores && i == 1)
			look_at_store(s, c->arg[0].expr, c->arg[0].owner);
		if (stores || api_find(c->name) || is_lens(c->name) ||
		    s->depth == MAX_CALLS)
			continue;
		s->call = c;
		s->arg = i;
		each_target(s->survey, c, look_into, s);
		add_unseen(s->survey, c, s->to->unseen);
	}
}

static void look(const struct survey *survey, const struct flow *flow,
		 const char *root, struct stored *to, int depth)
{
	struct storing s = {
		.survey = survey, .flow = flow, .to = to, .depth = depth,
		.names = names_of(&survey->facts, flow, root),
	};

	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct event *e = &b->event[k];
			const char *path;

			if (e->is_call) {
				look_at_call(&s, &e->call);
				continue;
			}
			path = names_match(&s.names, e->set.right);
			if (path && !*path)
				look_at_store(&s, e->set.left, e->set.owner);
		}
	}
	names_free(&s.names);
}

void stores_of(const struct survey *survey, const struct flow *flow,
	       const char *root, bool elsewhere, struct stored *to)
{
	look(survey, flow, root, to, elsewhere ? 0 : MAX_CALLS);
}
