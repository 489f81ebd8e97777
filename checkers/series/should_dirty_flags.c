// SPDX-License-Identifier: GPL-2.0-only
/*
 * The should-dirty series: how flags go from a file.
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "should_dirty.h"

static char *result_path(const struct should_dirty *w, const char *file)
{
	return xasprintf("%s/%s", w->series->repo, file);
}

/* spatch leaves the comment behind a declaration where the line was. */
static void cut_comment(const struct should_dirty *w, const char *file,
			const char *name)
{
	char *path = result_path(w, file);
	char *text = read_whole_file(path, NULL);
	char *decl = xasprintf(" %s;", name);
	char *at = text ? strstr(text, decl) : NULL;

	for (; at; at = strstr(at, decl)) {
		size_t line = strcspn(at, "\n");

		at += strlen(decl);
		line -= strlen(decl);
		if (starts_with(at + strspn(at, " \t"), "/*") &&
		    starts_with(at + line - 2, "*/"))
			memmove(at, at + line, strlen(at + line) + 1);
	}
	if (text)
		write_whole_file(path, text, strlen(text));
	free(decl);
	free(text);
	free(path);
}

static bool result_mentions(const struct should_dirty *w, const char *file,
			    const char *name)
{
	char *path = result_path(w, file);
	char *text = read_whole_file(path, NULL);
	bool found = !text || expr_mentions(text, name);

	free(text);
	free(path);
	return found;
}

/* A template about one flag; the caller frees it. */
static char *flag_text(const struct should_dirty *w, const struct carrier *c,
		       const char *name)
{
	char *guard = guard_of(w, "b");
	const char *const values[] = {
		"NAME", c->name, "FUNCTION", c->in ? c->in : "",
		"GUARD", guard, NULL
	};
	char *text = template_read(name, values);

	free(guard);
	return text;
}

/* Run it over the file; what changed anything is added to @smpl. */
static bool apply(struct should_dirty *w, const char *file, const char *text,
		  char **smpl)
{
	struct strv one = { 0 };
	char *path = result_path(w, file);
	char *before = read_whole_file(path, NULL), *after, *longer;
	bool changed;

	strv_add(&one, file);
	changed = !repo_spatch(w->series, smpl_body(text), &one);
	after = read_whole_file(path, NULL);
	changed = changed && before && after && strcmp(before, after);
	if (changed) {
		longer = xasprintf("%s\n%s", *smpl, smpl_body(text));
		free(*smpl);
		*smpl = longer;
	}
	free(after);
	free(before);
	free(path);
	strv_free(&one);
	return changed;
}

/* Does a call that spatch could not read pass what is no parameter now? */
static bool any_call_lost(const struct should_dirty *w, const char *file,
			  const struct carrier *c)
{
	const struct function *f = facts_function(&w->survey.facts, file,
						  c->in);
	char *path = result_path(w, file);
	char *text = read_whole_file(path, NULL);
	struct expr e = expr_parse(text ? text : "");
	bool lost = false;

	for (size_t i = 0; i < e.n && !lost; i++) {
		size_t args = 1;
		int depth = 0;

		if (!e.token[i].called || strcmp(e.token[i].text, c->in))
			continue;
		for (size_t k = i + 1; k < e.n; k++) {
			const char *t = e.token[k].text;

			depth += !strcmp(t, "(");
			depth -= !strcmp(t, ")");
			args += depth == 1 && !strcmp(t, ",");
			if (!depth)
				break;
		}
		lost = f && args == f->nr_params;
	}
	expr_free(&e);
	free(text);
	free(path);
	return lost;
}

/*
 * Remove one flag from the file.  It stays as it was if somebody still asks
 * it afterwards; else what did it is added to @smpl.
 */
static bool remove_flag(struct should_dirty *w, const char *file,
			const struct carrier *c, char **smpl)
{
	bool param = c->scope == SCOPE_PARAM;
	char *path = result_path(w, file);
	size_t len = 0;
	char *before = read_whole_file(path, &len);
	char *text = flag_text(w, c, param ? "should-dirty-param.cocci" :
			       "should-dirty-flag.cocci");
	char *longer = xstrdup(*smpl);
	bool gone;

	cut_comment(w, file, c->name);
	gone = apply(w, file, text, &longer) &&
		!result_mentions(w, file, c->name) &&
		!(param && any_call_lost(w, file, c));
	if (gone) {
		free(*smpl);
		*smpl = longer;
	} else {
		write_whole_file(path, before, len);
		free(longer);
	}
	free(text);
	free(before);
	free(path);
	return gone;
}

void flags_ask_bio(struct should_dirty *w, const char *file, char **smpl)
{
	for (size_t i = 0; i < w->flags.n; i++) {
		const struct carrier *c = &w->flags.flag[i].carrier;
		char *text;

		if (strcmp(c->file, file))
			continue;
		text = flag_text(w, c, "should-dirty-ask.cocci");
		apply(w, file, text, smpl);
		free(text);
	}
}

/*
 * Is that name in the file also that of what is no such flag?  The semantic
 * patches know flags by their names.
 */
static bool means_more(struct should_dirty *w, const char *file,
		       const char *name)
{
	struct puts puts;
	bool more = false;

	puts_find(&w->survey.facts, &puts);
	for (size_t i = 0; i < puts.n && !more; i++) {
		struct carrier c;
		bool known = false;

		if (strcmp(puts.put[i].at.file, file) ||
		    !carrier_of_put(&w->survey.facts, &puts.put[i], &c) ||
		    strcmp(c.name, name))
			continue;
		for (size_t k = 0; k < w->flags.n && !known; k++)
			known = carrier_equal(&c, &w->flags.flag[k].carrier);
		more = !known;
	}
	puts_free(&puts);
	return more;
}

/* Flags that come from others go first, so until no more of them goes. */
void flags_remove(struct should_dirty *w, const char *file, char **smpl)
{
	bool again = true;

	while (again) {
		again = false;
		for (size_t i = 0; i < w->flags.n; i++) {
			const struct carrier *c = &w->flags.flag[i].carrier;

			if (!strcmp(c->file, file) &&
			    result_mentions(w, file, c->name) &&
			    !means_more(w, file, c->name))
				again |= remove_flag(w, file, c, smpl);
		}
	}
	for (size_t i = 0; i < w->flags.n; i++) {
		const struct carrier *c = &w->flags.flag[i].carrier;
		char *line = xasprintf("  %s: %s", file, c->name);

		if (!strcmp(c->file, file) &&
		    result_mentions(w, file, c->name) &&
		    !strv_has(&w->left, line))
			strv_add(&w->left, line);
		free(line);
	}
}
