// SPDX-License-Identifier: GPL-2.0-only
/*
 * One conversion of the extract series: its texts, and the trial of it.
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "../rules/api.h"
#include "extract.h"

void plan_value(struct plan *plan, const char *key, const char *value)
{
	strv_add(&plan->values, key);
	strv_add(&plan->values, value);
}

const char *plan_get(const struct plan *plan, const char *key)
{
	for (size_t i = 0; i + 1 < plan->values.n; i += 2) {
		if (!strcmp(plan->values.item[i], key))
			return plan->values.item[i + 1];
	}
	return "";
}

char *plan_text(const struct plan *plan, const char *name)
{
	const char **values = xcalloc(plan->values.n + 1, sizeof(*values));
	char *text;

	for (size_t i = 0; i < plan->values.n; i++)
		values[i] = plan->values.item[i];
	text = template_read(name, values);
	free(values);
	return text;
}

/* Is it a word of any of the files that the facts of @plan are about? */
static bool is_taken(const struct extract *x, const struct plan *plan,
		     const char *name)
{
	bool taken = false;

	for (size_t i = 0; i < plan->files.n && !taken; i++) {
		char *path = xasprintf("%s/%s", x->survey.tree.dir,
				       plan->files.item[i]);
		char *text = read_whole_file(path, NULL);

		taken = text && expr_mentions(text, name);
		free(text);
		free(path);
	}
	return taken;
}

const char *plan_unused_name(const struct extract *x, const struct plan *plan,
			     const char *const *names)
{
	while (names[1] && is_taken(x, plan, names[0]))
		names++;
	return names[0];
}

void plan_begin(struct extract *x, const struct taking *t, struct plan *plan)
{
	static const char *const flags[] = { "is_pinned", "pages_pinned", NULL };

	strv_add(&plan->files, t->call->at.file);
	strv_add(&plan->functions, t->call->at.in);
	plan_value(plan, "API", t->call->name);
	plan_value(plan, "FUNCTION", t->call->at.in);
	plan_value(plan, "FLAG", plan_unused_name(x, plan, flags));
}

void plan_pointer(struct extract *x, const struct taking *t, struct plan *plan)
{
	static const char *const names[] = {
		"pages", "page_array", "extracted", NULL
	};

	plan_value(plan, "POINTER", unused_name(x, &t->call->at, names));
}

void plan_free(struct plan *plan)
{
	strv_free(&plan->files);
	strv_free(&plan->functions);
	strv_free(&plan->values);
	free(plan->smpl);
	free(plan->prefix);
	free(plan);
}

void plan_drop(struct extract *x, struct plan *plan, const char *why)
{
	plan->committed = false;
	for (size_t i = 0; i < x->nr_takings; i++) {
		struct taking *t = &x->taking[i];

		if (t->plan != plan)
			continue;
		t->plan = NULL;
		free(t->why);
		t->why = xstrdup(why);
	}
}

/* Does the function still take references in any way that it had? */
static bool still_takes(const struct extract *x, const struct plan *plan,
			const struct facts *after, const char *function)
{
	const char *file = plan->files.item[0];

	for (size_t i = 0; i < x->nr_takings; i++) {
		const struct call *c = x->taking[i].call;

		if (gets_pages(c->name) && !strcmp(c->at.file, file) &&
		    !strcmp(c->at.in, function) &&
		    count_calls(after, file, function, c->name))
			return true;
	}
	return false;
}

/* Was the acquire itself turned, in each function, and nothing forgotten? */
static char *check_acquires(const struct extract *x, const struct plan *plan,
			    const struct facts *after)
{
	const char *file = plan->files.item[0];

	for (size_t i = 0; i < plan->functions.n; i++) {
		const char *f = plan->functions.item[i];

		if (still_takes(x, plan, after, f) ||
		    !count_calls(after, file, f, EXTRACT))
			return xasprintf("the semantic patch for pages that %s "
					 "does not fit %s()",
					 plan->shape->summary, f);
	}
	return NULL;
}

/* Does every call pass as many arguments as the function has by now? */
static char *check_calls(const struct extract *x, const struct plan *plan,
			 const struct facts *after,
			 const struct function *f)
{
	const struct function *before = facts_function(&x->pool, f->at.file,
						       f->at.in);

	if (!before || before->nr_params == f->nr_params)
		return NULL;
	if (!is_private(x, plan, f->at.in))
		return xasprintf("%s() is also called elsewhere in the tree",
				 f->at.in);
	for (size_t i = 0; i < after->nr_calls; i++) {
		const struct call *c = &after->call[i];

		if (!strcmp(c->name, f->at.in) && c->nr_args != f->nr_params)
			return xasprintf("the call of %s() in %s() does not "
					 "tell whether the pages are pinned",
					 f->at.in, c->at.in);
	}
	return NULL;
}

/* "if (is_pinned) unpin_user_page(pages[i++]);" goes on for pins only. */
static char *check_counting(const struct plan *plan, const struct facts *after)
{
	for (size_t i = 0; i < after->nr_calls; i++) {
		const struct call *c = &after->call[i];
		const struct api *api = api_find(c->name);

		for (size_t k = 0; k < c->nr_args; k++) {
			const char *arg = c->arg[k].expr;

			if (api && (api->roles & ROLE_RELEASE) &&
			    (strstr(arg, "++") || strstr(arg, "--")) &&
			    stands_under(after, &c->at, plan_get(plan, "FLAG")))
				return xasprintf("%s() counts in the call that "
						 "lets go of a page", c->at.in);
		}
	}
	return NULL;
}

static char *check_result(struct extract *x, const struct plan *plan,
			  const struct facts *after)
{
	char *why = check_acquires(x, plan, after);

	for (size_t i = 0; i < after->nr_functions && !why; i++)
		why = check_calls(x, plan, after, &after->function[i]);
	why = why ? why : check_counting(plan, after);
	return why ? why : plan->shape->check(x, plan, after);
}

/* Coccinelle has no words for comments and for blanks between braces. */
static void finish_text(const struct extract *x, const struct plan *plan,
			const struct facts *after)
{
	document_parameter(x, plan, after);
	update_comments(x, plan, after);
	repo_layout(x->series);
}

char *plan_apply(struct extract *x, struct plan *plan)
{
	char *name = xasprintf("extract-%s.cocci", plan->shape->name);
	char *text = plan_text(plan, name);
	struct facts after;
	char *why = NULL;

	free(plan->smpl);
	plan->smpl = xstrdup(smpl_body(text));
	for (size_t i = 0; i < plan->files.n; i++)
		pool_file(x, plan->files.item[i]);
	facts_init(&after);
	if (!repo_convert(x->series, plan->smpl, &plan->files) ||
	    read_facts_of(x->series->repo, &plan->files, &after))
		why = xasprintf("the semantic patch for pages that %s does not "
				"fit %s()", plan->shape->summary,
				plan->functions.item[0]);
	why = why ? why : check_result(x, plan, &after);
	if (why)
		repo_take_back(x->series);
	else
		finish_text(x, plan, &after);
	facts_free(&after);
	free(text);
	free(name);
	return why;
}
