// SPDX-License-Identifier: GPL-2.0-only
/*
 * What becomes of pages that a function is given: see fate.h.
 */
#include "fate.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../join/flow.h"
#include "../lex/expr.h"
#include "container.h"

struct outcome_of {
	enum fate fate;
	const struct call *release;
	bool dirties;
	bool shares;			/* it keeps them with a hold of its own */
	bool lists;			/* it leaves a way to find them again */
};

/* What was found out about a function's parameter, for the next who asks. */
struct answer {
	const struct function *function;
	size_t param;
	char *path;
	struct outcome_of outcome;
};

static void *answers;			/* a tree of struct answer */

static struct outcome_of ask(const struct survey *survey,
			     const struct call *call, size_t arg,
			     const char *path);

static int compare_answers(const void *a, const void *b)
{
	const struct answer *p = a, *q = b;

	if (p->function != q->function)
		return p->function < q->function ? -1 : 1;
	if (p->param != q->param)
		return p->param < q->param ? -1 : 1;
	return strcmp(p->path, q->path);
}

static void free_answer(void *answer)
{
	free(((struct answer *)answer)->path);
	free(answer);
}

void fate_forget(void)
{
	tdestroy(answers, free_answer);
	answers = NULL;
}

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

bool returns_only_errors(const struct survey *survey, const struct call *call)
{
	const struct function *f = function_called(survey, call->at.file,
						   call->name);
	const struct flow *flow = f ? facts_flow(&survey->facts, f->at.file,
						 f->at.in) : NULL;
	size_t returns = 0;

	for (size_t i = 0; flow && i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		if (b->end != END_RETURN)
			continue;
		if (sign_of_constant(b->value) != SIGN_NEG)
			return false;
		returns++;
	}
	return returns;
}

static void worse(struct outcome_of *o, struct outcome_of other)
{
	o->dirties |= other.dirties;
	o->shares |= other.shares;
	o->lists |= other.lists;
	/* To let go is certain, to keep is a guess. */
	if (o->fate == FATE_RELEASED || other.fate == FATE_KEPT)
		return;
	o->fate = other.fate;
	o->release = other.release;
}

static void ask_event(const struct survey *survey, const struct names *names,
		      const struct event *e, struct outcome_of *o)
{
	if (e->is_call) {
		for (size_t i = 0; i < e->call.nr_args; i++) {
			const char *path = names_match(names,
						       e->call.arg[i].expr);

			if (!path)
				continue;
			worse(o, ask(survey, &e->call, i, path));
			o->lists |= *e->call.result &&
				!expr_is_name(e->call.result);
		}
		return;
	}
	if (names_match(names, e->set.right) &&
	    !*names_match(names, e->set.right) &&
	    !names_match(names, e->set.left))
		worse(o, (struct outcome_of){ .fate = FATE_MOVED });
}

/*
 * Does the function take another hold on them, whatever it is given?  It may
 * ask whether there are any.
 */
static bool takes_own(const struct survey *survey, const struct names *names,
		      const struct event *e)
{
	struct guards g;
	bool own = e->is_call && e->call.nr_args &&
		api_has_role(e->call.name, ROLE_SHARE) &&
		names_match(names, e->call.arg[0].expr);

	if (!own)
		return false;
	g = guards_at(&survey->facts, &e->call.at);
	for (size_t i = 0; i < g.n && own; i++) {
		struct condition c = condition_parse(g.guard[i].condition);

		own = !g.guard[i].encloses || names_match(names, c.left);
		condition_free(&c);
	}
	guards_free(&g);
	return own;
}

/* What it keeps is another hold than that of its caller. */
static void share(struct outcome_of *o)
{
	o->shares = true;
	if (o->fate == FATE_MOVED)
		o->fate = FATE_KEPT;
}

static void read_function(const struct survey *survey, struct answer *a,
			  const struct flow *flow)
{
	bool own = false;
	char *root = xasprintf("%s%s", a->function->param[a->param].name,
			       a->path);
	struct names names = names_of(&survey->facts, flow, root);

	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			ask_event(survey, &names, &b->event[k], &a->outcome);
			own |= takes_own(survey, &names, &b->event[k]);
		}
		if (b->end == END_RETURN && names_match(&names, b->value))
			worse(&a->outcome,
			      (struct outcome_of){ .fate = FATE_MOVED });
	}
	if (own)
		share(&a->outcome);
	names_free(&names);
	free(root);
}

static struct outcome_of ask_function(const struct survey *survey,
				      const struct function *f, size_t param,
				      const char *path)
{
	const struct flow *flow = facts_flow(&survey->facts, f->at.file,
					     f->at.in);
	struct answer key = { .function = f, .param = param };
	struct answer *a, **found;

	if (!flow || param >= f->nr_params)
		return (struct outcome_of){ .fate = FATE_MOVED };
	key.path = (char *)path;
	found = tfind(&key, &answers, compare_answers);
	if (found)
		return (*found)->outcome;
	/* Who calls itself learns nothing new from that. */
	a = xcalloc(1, sizeof(*a));
	*a = key;
	a->path = xstrdup(path);
	if (!tsearch(a, &answers, compare_answers))
		die(EXIT_INCOMPLETE, "out of memory");
	read_function(survey, a, flow);
	return a->outcome;
}

static struct outcome_of ask_api(const struct api *api,
				 const struct call *call, size_t arg,
				 const char *path)
{
	struct outcome_of o = {
		.fate = FATE_KEPT, .lists = api->roles & ROLE_LIST,
	};

	if (api->roles & ROLE_MOVE)
		o.fate = FATE_MOVED;
	if ((api->roles & ROLE_DIRTY) && (int)arg == api->pages_arg && !*path)
		o.dirties = api->dirty_arg < 0 ||
			!expr_is_false(call_arg(call, api->dirty_arg));
	if ((api->roles & ROLE_RELEASE) && (int)arg == api->pages_arg && !*path) {
		o.fate = FATE_RELEASED;
		o.release = call;
	}
	return o;
}

static struct outcome_of ask(const struct survey *survey,
			     const struct call *call, size_t arg,
			     const char *path)
{
	const struct api *api = api_find(call->name);
	const struct function *f;
	struct outcome_of o;
	char *inner;

	if (api)
		return ask_api(api, call, arg, path);
	if (is_lens(call->name))
		return (struct outcome_of){ .fate = FATE_KEPT };
	f = function_called(survey, call->at.file, call->name);
	if (!f)
		return (struct outcome_of){ .fate = FATE_MOVED };
	/* "&req->foo" is a pointer where it arrives. */
	if (starts_with(call->arg[arg].expr, "& ") && starts_with(path, " . "))
		inner = xasprintf(" -> %s", path + 3);
	else
		inner = xstrdup(path);
	o = ask_function(survey, f, arg, inner);
	free(inner);
	return o;
}

enum fate fate_of_argument(const struct survey *survey, const struct call *call,
			   size_t arg, const char *path)
{
	return ask(survey, call, arg, path).fate;
}

bool shares_argument(const struct survey *survey, const struct call *call,
		     size_t arg, const char *path)
{
	return ask(survey, call, arg, path).shares;
}

bool lists_argument(const struct survey *survey, const struct call *call,
		    size_t arg, const char *path)
{
	return ask(survey, call, arg, path).lists;
}

const struct call *release_of_argument(const struct survey *survey,
				       const struct call *call, size_t arg,
				       const char *path)
{
	return ask(survey, call, arg, path).release;
}

bool dirties_argument(const struct survey *survey, const struct call *call,
		      size_t arg, const char *path)
{
	return ask(survey, call, arg, path).dirties;
}
