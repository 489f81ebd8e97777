// SPDX-License-Identifier: GPL-2.0-only
/*
 * The should-dirty series: nobody dirties again when a direct read completes.
 *
 * bio_check_pages_dirty() becomes a release, and the flags that said when to
 * call it go.  They are known by what they do: see the rule dirty-flag.  Safe
 * only if claim 4 of the audit is true of the tree.
 */
#include <stdlib.h>
#include <string.h>

#include "../audit/audit.h"
#include "../audit/predicate.h"
#include "../audit/release_guard.h"
#include "../lex/expr.h"
#include "../rules/rule.h"
#include "should_dirty.h"

#define CHECK "bio_check_pages_dirty"
#define RELEASE "bio_release_pages"

static int nothing_to_do(const struct should_dirty *w, const char *why)
{
	warn("%s %s: there is nothing to convert", w->series->tree->dir, why);
	return EXIT_USAGE;
}

static int find_functions(struct should_dirty *w)
{
	const struct facts *facts = &w->survey.facts;
	const struct function *release = facts_function(facts, "", RELEASE);

	w->check = facts_function(facts, "", CHECK);
	if (!w->check)
		return nothing_to_do(w, "has no " CHECK "()");
	if (!release || !release_guard(facts, release, &w->guard) || !w->guard)
		return nothing_to_do(w, "has no " RELEASE "() that states a "
				     "condition on the bio");
	return 0;
}

char *guard_of(const struct should_dirty *w, const char *bio)
{
	const struct function *f = facts_function(&w->survey.facts, "",
						  RELEASE);

	return expr_rename(w->guard, f->param[0].name, bio);
}

static void find_files(struct should_dirty *w)
{
	const struct facts *facts = &w->survey.facts;

	for (size_t i = 0; i < facts->nr_calls; i++) {
		if (!strcmp(facts->call[i].name, CHECK))
			strv_add(&w->using, facts->call[i].at.file);
	}
	strv_sort_unique(&w->using);
	for (size_t i = 0; i < w->survey.nr_files; i++) {
		const char *path = w->survey.file[i].path;
		char *full = xasprintf("%s/%s", w->series->tree->dir, path);
		char *text = read_whole_file(full, NULL);

		if (text && expr_mentions(text, CHECK))
			strv_add(&w->files, path);
		free(text);
		free(full);
	}
	strv_sort_unique(&w->files);
}

/* A sentence in lines of at most 75 columns; the caller frees it. */
static char *fill(const char *text)
{
	char *out = xstrdup(text);
	char *line = out, *blank = NULL;

	for (char *p = out; *p; p++) {
		if (*p == ' ') {
			if (p - line > 75 && blank) {
				*blank = '\n';
				line = blank + 1;
			}
			blank = p;
		}
	}
	if (strlen(line) > 75 && blank)
		*blank = '\n';
	return out;
}

/* What a reader must know before taking it; the caller frees it. */
static char *doubt_text(const struct should_dirty *w, bool evidence)
{
	const struct series *series = w->series;
	char *sentence, *text;

	if (!series->doubt)
		return xstrdup("");
	sentence = fill(series->doubt);
	text = xasprintf("Not safe on this tree, and so for discussion only:\n"
			 "%s.%s%s\n", sentence, evidence ? "\n\n" : "",
			 evidence ? series->evidence : "");
	free(sentence);
	return text;
}

/* Flags of the file that said something else; the caller frees it. */
static char *difference_text(const struct should_dirty *w, const char *file)
{
	struct strv lines = { 0 };
	char *joined, *text;

	for (size_t i = 0; i < w->flags.n; i++) {
		const struct dirty_flag *flag = &w->flags.flag[i];
		char *words;

		if (flag->copied || strcmp(flag->carrier.file, file))
			continue;
		if (!flag_is_exact(&w->survey, flag, &words) &&
		    !strv_has(&lines, words))
			strv_add(&lines, words);
		free(words);
	}
	joined = strv_join(&lines, "\n  ");
	text = lines.n ? xasprintf("\nThis changes whose pages are dirtied, "
				   "for\n\n  %s\n", joined) : xstrdup("");
	free(joined);
	strv_free(&lines);
	return text;
}

static void commit_file(struct should_dirty *w, const char *file,
			const char *smpl)
{
	char *differs = difference_text(w, file);
	char *prefix = subject_prefix(w->series, file);
	char *guard = guard_of(w, "bio");
	char *doubt = doubt_text(w, false);
	const char *const values[] = {
		"PREFIX", prefix, "WHERE", file, "GUARD", guard,
		"DIFFERS", differs, "DOUBT", doubt, "SMPL", smpl, NULL
	};
	char *message = template_read("should-dirty-file.msg", values);

	repo_commit(w->series, message);
	free(message);
	free(doubt);
	free(guard);
	free(prefix);
	free(differs);
}

static int convert_file(struct should_dirty *w, const char *file)
{
	char *smpl = template_smpl("should-dirty-use.cocci", "");
	struct strv one = { 0 };
	int status = 0;

	strv_add(&one, file);
	if (!repo_convert(w->series, smpl, &one)) {
		warn("the calls in %s could not be converted", file);
		status = EXIT_INCOMPLETE;
	} else {
		flags_ask_bio(w, file, &smpl);
		/* Not after removals: their neighbours would be moved. */
		repo_layout(w->series);
		flags_remove(w, file, &smpl);
		commit_file(w, file, smpl);
	}
	strv_free(&one);
	free(smpl);
	return status;
}

static char *series_prefix(const struct should_dirty *w)
{
	return subject_prefix(w->series, w->check->at.file);
}

static int remove_function(struct should_dirty *w)
{
	char *smpl = template_smpl("should-dirty-remove.cocci", "");
	char *prefix = series_prefix(w);
	const char *const values[] = {
		"PREFIX", prefix, "SMPL", smpl, NULL
	};
	char *message = template_read("should-dirty-remove.msg", values);
	int status = 0;

	if (!repo_convert(w->series, smpl, &w->files)) {
		warn(CHECK "() could not be removed");
		status = EXIT_INCOMPLETE;
	} else {
		repo_commit(w->series, message);
	}
	free(message);
	free(prefix);
	free(smpl);
	return status;
}

/* Comments may still name the function; code may not. */
static int check_result(const struct should_dirty *w)
{
	struct facts after;
	int status;

	facts_init(&after);
	status = read_facts_of(w->series->repo, &w->files, &after);
	for (size_t i = 0; i < after.nr_calls && !status; i++) {
		if (strcmp(after.call[i].name, CHECK))
			continue;
		warn("%s:%d: the call of " CHECK "() could not be converted",
		     after.call[i].at.file, after.call[i].at.line);
		status = -1;
	}
	if (!status && facts_function(&after, "", CHECK)) {
		warn(CHECK "() could not be removed");
		status = -1;
	}
	facts_free(&after);
	return status ? EXIT_INCOMPLETE : 0;
}

/* Lines of @file that still name the function: comments, as all calls went. */
static void find_comments(const struct should_dirty *w, const char *file,
			  struct strv *found)
{
	char *path = xasprintf("%s/%s", w->series->repo, file);
	char *text = read_whole_file(path, NULL), *line = text;

	for (int n = 1; line && *line; n++) {
		char *end = line + strcspn(line, "\n");
		char *place = xasprintf("  %s:%d", file, n);
		bool last = !*end;

		*end = '\0';
		if (expr_mentions(line, CHECK))
			strv_add(found, place);
		free(place);
		line = last ? end : end + 1;
	}
	free(text);
	free(path);
}

/* What a person has to look at; the caller frees it. */
static char *left_text(const struct should_dirty *w)
{
	char *flags = strv_join(&w->left, "\n"), *comments, *text;
	struct strv places = { 0 };

	for (size_t i = 0; i < w->series->files.n; i++)
		find_comments(w, w->series->files.item[i], &places);
	comments = strv_join(&places, "\n");
	text = xasprintf("%s%s%s%s",
			 w->left.n ? "Flags that something else still asks:\n\n" :
			 "No flag in these files.", flags,
			 places.n ? "\n\nComments that name " CHECK
			 "() still, by lines after the series:\n\n" : "",
			 comments);
	strv_free(&places);
	free(comments);
	free(flags);
	return text;
}

static void publish(struct should_dirty *w)
{
	char *prefix = series_prefix(w);
	char *sites = strv_join(&w->using, "\n  ");
	char *guard = guard_of(w, "bio");
	char *doubt = doubt_text(w, true);
	char *base = series_base(w->series);
	char *left = left_text(w);
	const char *const values[] = {
		"PREFIX", prefix, "SITES", sites, "GUARD", guard,
		"DOUBT", doubt, "LEFT", left,
		"COMPILED", series_compiled_text(w->series), NULL
	};
	char *text = template_read("should-dirty-cover.msg", values);
	char *cover = xasprintf("%s%s", text, base);

	repo_publish(w->series, cover);
	free(cover);
	free(text);
	free(left);
	free(base);
	free(doubt);
	free(guard);
	free(sites);
	free(prefix);
}

static void open_names(const struct survey *survey, bool findings,
		       struct strv *names)
{
	rules_open_names(survey, findings, names);
	predicate_claim.open_names(survey, names);
}

/* As the inventory sees the tree, where the flags are and what they ask. */
static int begin(struct should_dirty *w)
{
	struct survey_options options = {
		.tree = w->series->tree->dir,
		.open_names = open_names,
	};

	strv_add(&options.words, RELEASE);
	strv_add(&options.words, CHECK);
	strv_add(&options.words, "bio_set_pages_dirty");
	survey_run(&w->survey, &options);
	strv_free(&options.words);
	if (!survey_is_complete(&w->survey)) {
		tell_incomplete(&w->survey, "dirties pages");
		return EXIT_INCOMPLETE;
	}
	dirty_flags_find(&w->survey, &w->flags);
	return find_functions(w);
}

static void end(struct should_dirty *w)
{
	free(w->guard);
	strv_free(&w->files);
	strv_free(&w->using);
	strv_free(&w->left);
	dirty_flags_free(&w->flags);
	survey_free(&w->survey);
}

static int make(struct series *series)
{
	struct should_dirty w = { .series = series };
	int status = begin(&w);

	if (!status) {
		find_files(&w);
		repo_create(series, &w.files);
	}
	for (size_t i = 0; i < w.using.n && !status; i++)
		status = convert_file(&w, w.using.item[i]);
	status = status ? status : remove_function(&w);
	status = status ? status : check_result(&w);
	status = status ? status : series_must_compile(series);
	if (!status)
		publish(&w);
	end(&w);
	return status;
}

static int list(struct series *series)
{
	struct should_dirty w = { .series = series };
	int status = begin(&w);

	for (size_t i = 0; i < w.survey.facts.nr_calls && !status; i++) {
		const struct call *c = &w.survey.facts.call[i];

		if (!strcmp(c->name, CHECK))
			printf("%s:%d: %s(): in the series, pages may be "
			       "dirtied again\n", c->at.file, c->at.line,
			       c->at.in);
	}
	end(&w);
	return status;
}

const struct series_kind should_dirty_series = {
	.name = "should-dirty",
	.summary = "nobody dirties again when a direct read completes",
	.claim = 4,
	.make = make,
	.list = list,
};
