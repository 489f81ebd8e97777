// SPDX-License-Identifier: GPL-2.0-only
/*
 * When a bio's pages are let go of: see release_guard.h.
 */
#include "release_guard.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "../rules/api.h"

/* The call that does the work: it is handed all, or it lets go itself. */
static const struct call *inner_release(const struct facts *facts,
					const struct function *release)
{
	const char *file = release->at.file;
	struct range r = facts_of_file(facts, call, nr_calls, file);
	const struct call *put = NULL;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (strcmp(c->at.in, release->at.in))
			continue;
		if (release->nr_params == 2 &&
		    !strcmp(call_arg(c, 0), release->param[0].name) &&
		    !strcmp(call_arg(c, 1), release->param[1].name))
			return c;
		if (api_has_role(c->name, ROLE_RELEASE))
			put = c;
	}
	return put;
}

static char *negate(const char *condition)
{
	char *pretty = expr_pretty(condition);
	char *out = xasprintf(strchr(pretty, ' ') ? "!(%s)" : "!%s", pretty);

	/* "!!f(x)" is f(x), and "!f(x, y)" needs no parentheses. */
	if (starts_with(pretty, "!")) {
		free(out);
		out = xstrdup(pretty + 1);
	} else if (strchr(pretty, '(') && ends_with(pretty, ")") &&
		   !strpbrk(pretty, "&|?<>=")) {
		free(out);
		out = xasprintf("!%s", pretty);
	}
	free(pretty);
	return out;
}

const struct call *release_guard(const struct facts *facts,
				 const struct function *release,
				 char **condition)
{
	const struct call *inner = inner_release(facts, release);
	struct guards g;

	*condition = NULL;
	if (!inner)
		return NULL;
	g = guards_at(facts, &inner->at);
	for (size_t i = 0; i < g.n && !*condition; i++) {
		const struct guard *guard = &g.guard[i];

		if (!expr_mentions(guard->condition, release->param[0].name))
			continue;
		*condition = guard->when ? expr_pretty(guard->condition) :
			negate(guard->condition);
	}
	guards_free(&g);
	return inner;
}
