// SPDX-License-Identifier: GPL-2.0-only
/*
 * What becomes of pages that a function is given: see fate.h.
 */
#include "fate.h"

#include <stdlib.h>
#include <string.h>

#include "container.h"

/* Functions called by functions: farther down everything is unknown. */
#define MAX_DEPTH 4

struct outcome_of {
	enum fate fate;
	const struct api *release;
};

static struct outcome_of ask(const struct survey *survey,
			     const struct call *call, size_t arg,
			     const char *path, int depth);

const struct function *function_called(const struct survey *survey,
				       const char *file, const char *name)
{
	const struct function *f = facts_function(&survey->facts, file, name);

	if (!f || strcmp(f->at.in, name))
		return NULL;
	if (strcmp(f->at.file, file) &&
	    survey_is_static(survey, f->at.file, name))
		return NULL;
	return f;
}

static void worse(struct outcome_of *o, struct outcome_of other)
{
	/* To let go is certain, to keep is a guess. */
	if (o->fate == FATE_RELEASED || other.fate == FATE_KEPT)
		return;
	*o = other;
}

static void ask_event(const struct survey *survey, const struct names *names,
		      const struct event *e, int depth, struct outcome_of *o)
{
	if (e->is_call) {
		for (size_t i = 0; i < e->call.nr_args; i++) {
			const char *path = names_match(names,
						       e->call.arg[i].expr);

			if (path)
				worse(o, ask(survey, &e->call, i, path, depth));
		}
		return;
	}
	if (names_match(names, e->set.right) &&
	    !*names_match(names, e->set.right) &&
	    !names_match(names, e->set.left))
		worse(o, (struct outcome_of){ FATE_MOVED, NULL });
}

static struct outcome_of ask_function(const struct survey *survey,
				      const struct function *f, size_t param,
				      const char *path, int depth)
{
	const struct flow *flow = facts_flow(&survey->facts, f->at.file,
					     f->at.in);
	struct outcome_of o = { FATE_KEPT, NULL };
	struct names names;
	char *root;

	if (!flow || param >= f->nr_params || depth > MAX_DEPTH)
		return (struct outcome_of){ FATE_MOVED, NULL };
	root = xasprintf("%s%s", f->param[param].name, path);
	names = names_of(&survey->facts, flow, root);
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++)
			ask_event(survey, &names, &b->event[k], depth + 1, &o);
		if (b->end == END_RETURN && names_match(&names, b->value))
			worse(&o, (struct outcome_of){ FATE_MOVED, NULL });
	}
	names_free(&names);
	free(root);
	return o;
}

static struct outcome_of ask_api(const struct api *api, size_t arg,
				 const char *path)
{
	struct outcome_of o = { FATE_KEPT, NULL };

	if (api->roles & ROLE_MOVE)
		o.fate = FATE_MOVED;
	if ((api->roles & ROLE_RELEASE) && (int)arg == api->pages_arg && !*path) {
		o.fate = FATE_RELEASED;
		o.release = api;
	}
	return o;
}

static struct outcome_of ask(const struct survey *survey,
			     const struct call *call, size_t arg,
			     const char *path, int depth)
{
	const struct api *api = api_find(call->name);
	const struct function *f;
	struct outcome_of o;
	char *inner;

	if (api)
		return ask_api(api, arg, path);
	if (is_lens(call->name))
		return (struct outcome_of){ FATE_KEPT, NULL };
	f = function_called(survey, call->at.file, call->name);
	if (!f)
		return (struct outcome_of){ FATE_MOVED, NULL };
	/* "&req->foo" is a pointer where it arrives. */
	if (starts_with(call->arg[arg].expr, "& ") && starts_with(path, " . "))
		inner = xasprintf(" -> %s", path + 3);
	else
		inner = xstrdup(path);
	o = ask_function(survey, f, arg, inner, depth);
	free(inner);
	return o;
}

enum fate fate_of_argument(const struct survey *survey, const struct call *call,
			   size_t arg, const char *path)
{
	return ask(survey, call, arg, path, 0).fate;
}

const struct api *release_of_argument(const struct survey *survey,
				      const struct call *call, size_t arg,
				      const char *path)
{
	return ask(survey, call, arg, path, 0).release;
}
