// SPDX-License-Identifier: GPL-2.0-only
/*
 * The mark-dirty series: bio_release_pages() loses its second argument.
 *
 * Who passes anything but false calls bio_set_pages_dirty() first, under the
 * condition under which bio_release_pages() does anything at all; that
 * condition is read off the tree.  The last patch removes the argument.
 */
#include <stdlib.h>
#include <string.h>

#include "../audit/release_guard.h"
#include "../join/survey.h"
#include "../lex/expr.h"
#include "series.h"

#define RELEASE "bio_release_pages"
#define DIRTY "bio_set_pages_dirty"

struct work {
	struct series *series;
	struct survey survey;
	const struct function *release;	/* its definition */
	char *guard;			/* in terms of its first parameter */
	struct strv files;		/* that name it */
	struct strv asking;		/* files with calls that may pass true */
	size_t nr_asking;		/* such calls */
	size_t nr_calls;		/* all calls */
};

static bool is_release_call(const struct call *c)
{
	return !strcmp(c->name, RELEASE);
}

static bool asks_for_dirtying(const struct call *c)
{
	return is_release_call(c) && c->nr_args == 2 &&
		!expr_is_false(c->arg[1].expr);
}

/* The definition with its two parameters; a sentence if there is none. */
static int find_definition(struct work *w)
{
	w->release = facts_function(&w->survey.facts, "", RELEASE);
	if (!w->release) {
		warn("%s has no " RELEASE "(): there is nothing to convert",
		     w->series->tree->dir);
		return EXIT_USAGE;
	}
	if (w->release->nr_params != 2) {
		warn(RELEASE "() of %s:%d has no mark_dirty argument: there is "
		     "nothing left to do", w->release->at.file,
		     w->release->at.line);
		return EXIT_USAGE;
	}
	if (!facts_function(&w->survey.facts, "", DIRTY)) {
		warn("%s has no " DIRTY "() to dirty pages with",
		     w->series->tree->dir);
		return EXIT_USAGE;
	}
	return 0;
}

/* Under which condition does the release do anything? */
static int find_guard(struct work *w)
{
	if (!release_guard(&w->survey.facts, w->release, &w->guard)) {
		warn("cannot tell what " RELEASE "() of %s:%d does",
		     w->release->at.file, w->release->at.line);
		return EXIT_USAGE;
	}
	if (!w->guard) {
		warn(RELEASE "() of %s:%d states no condition on the bio, so "
		     "when to dirty cannot be told", w->release->at.file,
		     w->release->at.line);
		return EXIT_USAGE;
	}
	return 0;
}

static int find_calls(struct work *w)
{
	const struct facts *facts = &w->survey.facts;

	for (size_t i = 0; i < w->survey.nr_files; i++)
		strv_add(&w->files, w->survey.file[i].path);
	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];

		w->nr_calls += is_release_call(c);
		if (!asks_for_dirtying(c))
			continue;
		if (!*c->at.in) {
			warn("%s:%d: the call stands in a macro, which cannot "
			     "be converted", c->at.file, c->at.line);
			return EXIT_INCOMPLETE;
		}
		w->nr_asking++;
		strv_add(&w->asking, c->at.file);
	}
	strv_sort_unique(&w->files);
	strv_sort_unique(&w->asking);
	return 0;
}

/* "f(), g() and h()": the functions of @file that ask, "" for NULL: all. */
static char *asking_functions(const struct work *w, const char *file)
{
	const struct facts *facts = &w->survey.facts;
	struct strv names = { 0 };
	char *list = xstrdup("");

	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];

		if (asks_for_dirtying(c) && !strcmp(c->at.file, file) &&
		    !strv_has(&names, c->at.in))
			strv_add(&names, c->at.in);
	}
	for (size_t i = 0; i < names.n; i++) {
		const char *glue = !i ? "" : i + 1 < names.n ? ", " : " and ";
		char *longer = xasprintf("%s%s%s()", list, glue, names.item[i]);

		free(list);
		list = longer;
	}
	strv_free(&names);
	return list;
}

/* One line a place, for the cover letter. */
static char *asking_sites(const struct work *w)
{
	char *list = xstrdup("");

	for (size_t i = 0; i < w->asking.n; i++) {
		const char *file = w->asking.item[i];
		char *functions = asking_functions(w, file);
		char *longer = xasprintf("%s%s  %s: %s", list, i ? "\n" : "",
					 file, functions);

		free(functions);
		free(list);
		list = longer;
	}
	return list;
}

/* The semantic patch of the first steps, with the tree's condition in it. */
static char *guard_smpl(const struct work *w)
{
	char *guard = expr_rename(w->guard, w->release->param[0].name, "b");
	char *smpl = template_smpl("mark-dirty-guard.cocci", guard);

	free(guard);
	return smpl;
}

/* "block: dirty pages before ... in f()", or the file if that is too long. */
static char *guard_message(const struct work *w, const char *file,
			   const char *smpl)
{
	char *prefix = subject_prefix(w->series, file);
	char *count = xasprintf("%zu", w->nr_asking);
	char *where = asking_functions(w, file);
	char *guard = expr_rename(w->guard, w->release->param[0].name, "bio");
	char *message = NULL;

	for (int attempt = 0; attempt < 2; attempt++) {
		const char *const values[] = {
			"PREFIX", prefix, "COUNT", count,
			"WHERE", attempt ? strrchr(file, '/') + 1 : where,
			"GUARD", guard, "SMPL", smpl, NULL
		};

		free(message);
		message = template_read("mark-dirty-guard.msg", values);
		if (strcspn(message, "\n") <= 75)
			break;
	}
	free(guard);
	free(where);
	free(count);
	free(prefix);
	return message;
}

static int convert_file(struct work *w, const char *file, const char *smpl)
{
	struct strv one = { 0 };
	char *message;
	int status = 0;

	strv_add(&one, file);
	if (!repo_convert(w->series, smpl, &one)) {
		warn("the calls in %s could not be converted", file);
		status = EXIT_INCOMPLETE;
	} else {
		repo_layout(w->series);
		message = guard_message(w, file, smpl);
		repo_commit(w->series, message);
		free(message);
	}
	strv_free(&one);
	return status;
}

static int convert_files(struct work *w)
{
	char *smpl = guard_smpl(w);
	int status = 0;

	for (size_t i = 0; i < w->asking.n && !status; i++)
		status = convert_file(w, w->asking.item[i], smpl);
	free(smpl);
	return status;
}

/* The whole is a matter of who dirties the pages of a bio. */
static char *series_prefix(const struct work *w)
{
	const struct function *f = facts_function(&w->survey.facts, "", DIRTY);

	return subject_prefix(w->series, f->at.file);
}

static int remove_argument(struct work *w)
{
	char *smpl = template_smpl("mark-dirty-remove.cocci", "");
	char *count = xasprintf("%zu", w->nr_calls);
	char *prefix = series_prefix(w);
	char *message;
	const char *const values[] = {
		"PREFIX", prefix, "CALLS", count,
		"SMPL", smpl, NULL
	};
	int status = 0;

	if (!repo_convert(w->series, smpl, &w->files)) {
		warn("the argument of " RELEASE "() could not be removed");
		status = EXIT_INCOMPLETE;
	} else {
		message = template_read("mark-dirty-remove.msg", values);
		repo_commit(w->series, message);
		free(message);
	}
	free(prefix);
	free(count);
	free(smpl);
	return status;
}

/* Look at the result with the engine that found the calls: none may be left
 * with two arguments, and none may be lost. */
static int check_result(const struct work *w)
{
	struct facts after;
	size_t calls = 0, left = 0;
	int status;

	facts_init(&after);
	status = read_facts_of(w->series->repo, &w->files, &after);
	for (size_t i = 0; i < after.nr_calls; i++) {
		calls += is_release_call(&after.call[i]);
		left += is_release_call(&after.call[i]) &&
			after.call[i].nr_args != 1;
	}
	if (!status && (left || calls != w->nr_calls)) {
		warn("%zu of %zu calls of " RELEASE "() were not converted",
		     left + (calls < w->nr_calls ? w->nr_calls - calls : 0),
		     w->nr_calls);
		status = -1;
	}
	facts_free(&after);
	return status ? EXIT_INCOMPLETE : 0;
}

static char *cover_letter(const struct work *w)
{
	char *asking = xasprintf("%zu", w->nr_asking);
	char *calls = xasprintf("%zu", w->nr_calls);
	char *sites = asking_sites(w);
	char *guard = expr_rename(w->guard, w->release->param[0].name, "bio");
	char *base = series_base(w->series);
	char *prefix = series_prefix(w);
	const char *const values[] = {
		"PREFIX", prefix, "COUNT", asking, "CALLS", calls,
		"SITES", sites, "GUARD", guard,
		"COMPILED", series_compiled_text(w->series),
		"LEFT",
		"Nothing in this tree.  Code outside of it that passes the argument\n"
		"stops compiling and is to be converted in the same way.", NULL
	};
	char *text = template_read("mark-dirty-cover.msg", values);
	char *cover = xasprintf("%s%s", text, base);

	free(text);
	free(prefix);
	free(base);
	free(guard);
	free(sites);
	free(calls);
	free(asking);
	return cover;
}

static int survey_release(struct work *w)
{
	struct survey_options options = {
		.tree = w->series->tree->dir,
	};

	strv_add(&options.words, RELEASE);
	strv_add(&options.words, DIRTY);
	survey_run(&w->survey, &options);
	strv_free(&options.words);
	if (survey_is_complete(&w->survey))
		return 0;
	tell_incomplete(&w->survey, "calls " RELEASE "()");
	return EXIT_INCOMPLETE;
}

static int make(struct series *series)
{
	struct work w = { .series = series };
	int status = survey_release(&w);
	char *cover;

	status = status ? status : find_definition(&w);
	status = status ? status : find_guard(&w);
	status = status ? status : find_calls(&w);
	if (!status) {
		repo_create(series, &w.files);
		status = convert_files(&w);
	}
	status = status ? status : remove_argument(&w);
	status = status ? status : check_result(&w);
	status = status ? status : series_must_compile(series);
	if (!status) {
		cover = cover_letter(&w);
		repo_publish(series, cover);
		free(cover);
	}
	free(w.guard);
	strv_free(&w.files);
	strv_free(&w.asking);
	survey_free(&w.survey);
	return status;
}

/* All calls that may pass true are converted, or there is no series. */
static int list(struct series *series)
{
	struct work w = { .series = series };
	int status = survey_release(&w);

	status = status ? status : find_definition(&w);
	status = status ? status : find_guard(&w);
	status = status ? status : find_calls(&w);
	for (size_t i = 0; i < w.survey.facts.nr_calls && !status; i++) {
		const struct call *c = &w.survey.facts.call[i];

		if (asks_for_dirtying(c))
			printf("%s:%d: %s(): in the series, " RELEASE "() may "
			       "be asked to dirty the pages\n", c->at.file,
			       c->at.line, c->at.in);
	}
	free(w.guard);
	strv_free(&w.files);
	strv_free(&w.asking);
	survey_free(&w.survey);
	return status;
}

const struct series_kind mark_dirty_series = {
	.name = "mark-dirty",
	.summary = "bio_release_pages() loses its mark_dirty argument",
	.make = make,
	.list = list,
};
