// SPDX-License-Identifier: GPL-2.0-only
/*
 * The table of shapes, and what they ask of the facts: see extract.h.
 */
#include "extract.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "../rules/api.h"

static const struct shape *const shapes[] = {
	&borrow_shape,
	&lend_shape,
	&local_shape,
	&carried_shape,
	&apart_shape,
	&request_shape,
	&object_shape,
	&bio_shape,
	&kept_shape,
};

const struct shape *shape_at(size_t i)
{
	return i < ARRAY_SIZE(shapes) ? shapes[i] : NULL;
}

static void pool_files(struct extract *x, const struct strv *files)
{
	struct strv fresh = { 0 };

	for (size_t i = 0; i < files->n; i++) {
		if (!strv_has(&x->pooled, files->item[i])) {
			strv_add(&x->pooled, files->item[i]);
			strv_add(&fresh, files->item[i]);
		}
	}
	if (fresh.n && read_facts_of(x->survey.tree.dir, &fresh, &x->pool))
		x->survey.engine_failed = true;
	strv_free(&fresh);
}

void pool_file(struct extract *x, const char *file)
{
	struct strv one = { 0 };

	strv_add(&one, file);
	pool_files(x, &one);
	strv_free(&one);
}

void files_with(const struct extract *x, const char *name, struct strv *files)
{
	struct strv words = { 0 }, unreadable = { 0 };

	strv_add(&words, name);
	select_files(&x->survey.tree, &words, files, &unreadable);
	strv_free(&words);
	strv_free(&unreadable);
}

bool pool_function(struct extract *x, const char *name)
{
	struct strv files = { 0 }, sources = { 0 };

	if (facts_function(&x->pool, "", name))
		return true;
	files_with(x, name, &files);
	for (size_t i = 0; i < files.n; i++) {
		if (ends_with(files.item[i], ".c"))
			strv_add(&sources, files.item[i]);
	}
	/* What half of the kernel names lets go of no array of ours. */
	if (sources.n <= 20)
		pool_files(x, &sources);
	strv_free(&files);
	strv_free(&sources);
	return facts_function(&x->pool, "", name);
}

bool is_private(const struct extract *x, const struct plan *plan,
		const char *name)
{
	struct strv files = { 0 };
	bool private = true;

	if (survey_is_static(&x->survey, plan->files.item[0], name))
		return true;
	files_with(x, name, &files);
	for (size_t i = 0; i < files.n; i++)
		private &= ends_with(files.item[i], ".h") ||
			strv_has(&plan->files, files.item[i]);
	strv_free(&files);
	return private;
}

/* The lines of a function, as one string. */
static char *function_text(const struct extract *x, const struct function *f)
{
	char *path = xasprintf("%s/%s", x->survey.tree.dir, f->at.file);
	char *text = read_whole_file(path, NULL), *start = text, *end, *copy;

	for (int line = 1; start && line < f->at.line; line++)
		start = strchr(start, '\n') ? strchr(start, '\n') + 1 : NULL;
	end = start;
	for (int line = f->at.line; end && line < f->end_line; line++)
		end = strchr(end, '\n') ? strchr(end, '\n') + 1 : NULL;
	copy = start ? xstrndup(start, end ? (size_t)(end - start) :
				strlen(start)) : xstrdup("");
	free(text);
	free(path);
	return copy;
}

/* Is it a word of the text other than the name of a member? */
static bool is_named(const char *text, const char *name)
{
	struct expr e = expr_parse(text);
	bool named = false;

	for (size_t i = 0; i < e.n; i++) {
		const char *before = i ? e.token[i - 1].text : "";

		named |= !strcmp(e.token[i].text, name) &&
			strcmp(before, ".") && strcmp(before, "->");
	}
	expr_free(&e);
	return named;
}

const char *unused_name(const struct extract *x, const struct place *function,
			const char *const *names)
{
	const struct function *f = facts_function(&x->pool, function->file,
						  function->in);
	char *text = f ? function_text(x, f) : xstrdup("");

	while (names[1] && is_named(text, names[0]))
		names++;
	free(text);
	return names[0];
}

char *names_add(char *list, const char *name)
{
	char *longer = list ? xasprintf("%s,\n\t%s", list, name) :
		xstrdup(name);

	free(list);
	return longer;
}

static size_t type_length(const char *type)
{
	size_t n = strlen(type);

	while (n && type[n - 1] == ' ')
		n--;
	return n;
}

bool is_type(const char *type, const char *other)
{
	size_t n = type_length(type);

	return n == type_length(other) && !strncmp(type, other, n);
}

int param_of_type(const struct function *f, const char *type)
{
	for (size_t i = 0; i < f->nr_params; i++) {
		if (starts_with(f->param[i].type, type))
			return i;
	}
	return -1;
}

const char *type_of_local(const struct facts *facts, const struct place *in,
			  const char *name)
{
	const struct function *f = facts_function(facts, in->file, in->in);
	struct range r = facts_of_file(facts, declaration, nr_declarations,
				       in->file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct declaration *d = &facts->declaration[i];

		if (!strcmp(d->at.in, in->in) && !strcmp(d->name, name))
			return d->type;
	}
	for (size_t i = 0; f && i < f->nr_params; i++) {
		if (!strcmp(f->param[i].name, name))
			return f->param[i].type;
	}
	return "";
}

char *struct_name(const char *type)
{
	size_t n = strlen("struct "), len;

	if (!starts_with(type, "struct "))
		return NULL;
	len = strcspn(type + n, " ");
	return is_type(type + n + len, " *") ? xstrndup(type + n, len) : NULL;
}

bool defines_struct(const struct extract *x, const char *file,
		    const char *name)
{
	char *path = xasprintf("%s/%s", x->survey.tree.dir, file);
	char *text = read_whole_file(path, NULL);
	char *head = xasprintf("\nstruct %s {", name);
	bool there = text && strstr(text, head);

	free(head);
	free(text);
	free(path);
	return there;
}

size_t count_calls(const struct facts *facts, const char *file,
		   const char *function, const char *name)
{
	struct range r = facts_of_file(facts, call, nr_calls, file);
	size_t n = 0;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		n += !strcmp(c->name, name) &&
			(!function || !strcmp(c->at.in, function));
	}
	return n;
}

static bool is_within(const struct place *at, const struct arm *arm)
{
	if (at->line < arm->line || at->line > arm->end_line)
		return false;
	return (at->line > arm->line || at->col >= arm->col) &&
		(at->line < arm->end_line || at->col <= arm->end_col);
}

/* Is the condition true only if what @name says is? */
static bool implies(const char *condition, const char *name)
{
	return expr_mentions(condition, name) && !strstr(condition, "||") &&
		!strchr(condition, '!') && !strchr(condition, '?');
}

bool stands_under(const struct facts *facts, const struct place *at,
		  const char *name)
{
	struct range r = facts_of_file(facts, branch, nr_branches, at->file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct branch *b = &facts->branch[i];

		if (strcmp(b->at.in, at->in) || !implies(b->condition, name))
			continue;
		for (size_t k = 0; k < b->nr_arms; k++) {
			if (b->arm[k].when && is_within(at, &b->arm[k]))
				return true;
		}
	}
	return false;
}

bool puts_reference(const struct call *call)
{
	const struct api *api = api_find(call->name);

	return api && (api->roles & ROLE_RELEASE) && api->hold == HOLD_REF;
}

bool puts_array(const struct facts *facts, const struct function *f,
		bool *frees)
{
	struct range r = facts_of_file(facts, call, nr_calls, f->at.file);
	char *element;
	bool puts = false, other = false;

	*frees = false;
	if (!f->nr_params || !is_type(f->param[0].type, "struct page * *"))
		return false;
	element = xasprintf("%s [", f->param[0].name);
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (strcmp(c->at.in, f->at.in))
			continue;
		if (!strcmp(c->name, "put_page") &&
		    starts_with(call_arg(c, 0), element))
			puts = true;
		else if (api_has_role(c->name, ROLE_FREE) &&
			 !strcmp(call_arg(c, 0), f->param[0].name))
			*frees = true;
		else if (!api_has_role(c->name, ROLE_DIRTY))
			other = true;
	}
	free(element);
	return puts && !other;
}
