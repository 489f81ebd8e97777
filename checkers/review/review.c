// SPDX-License-Identifier: GPL-2.0-only
/*
 * Judging one change after the other: see review.h.
 */
#include "review.h"

#include <stdlib.h>
#include <string.h>

#include "../engine/engine.h"
#include "compare.h"
#include "interest.h"
#include "skeleton.h"

/* Goes from step to step. */
struct walk {
	struct review *review;
	const struct survey_options *options;
	struct base base;		/* of the steps since, if it is open */
	const char *last;		/* tree that the step before led to */
};

/* The first reason counts; there may be none. */
static void not_judged(struct step *s, char *why)
{
	if (!s->patch.failure)
		s->patch.failure = why;
	else
		free(why);
}

/* The skeleton that the trees of this step are laid out on. */
static void follow_base(struct walk *w, const struct step *s,
			const struct changes *c, bool needed)
{
	if (w->base.tree && strcmp(w->last, s->old_tree)) {
		base_close(&w->base);
		w->base = (struct base){ 0 };
	}
	if (!w->base.tree && needed) {
		engines_confine();
		base_open(&w->base, &w->review->repo, s->old_tree);
	}
	w->last = s->new_tree;
	for (size_t i = 0; w->base.tree && i < c->n; i++) {
		if (skeleton_has(c->change[i].old_path))
			strv_add(&w->base.changed, c->change[i].old_path);
		if (skeleton_has(c->change[i].new_path))
			strv_add(&w->base.changed, c->change[i].new_path);
	}
	strv_sort_unique(&w->base.changed);
}

/* Files of the change that an engine could not read, before or after. */
static void tell_unread(struct step *s, const struct judgement *j)
{
	for (size_t i = 0; i < j->nr_files; i++) {
		const struct judged_file *f = &j->file[i];

		if (f->reason)
			not_judged(s, xasprintf("%s was not read: %s", f->path,
						f->reason));
	}
	if (j->failed)
		not_judged(s, xstrdup("an engine failed"));
}

static void judge_step(struct walk *w, struct step *s, size_t nr,
		       const struct changes *c, const struct scope *scope)
{
	struct review *review = w->review;
	struct judgement before, after;
	struct diff diff;

	progress("judging %zu of %zu: %s", nr, review->steps.n, s->patch.title);
	diff_read(&diff, s->patch.diff);
	judge(&before, &w->base, s->old_tree, scope, w->options, review->dict);
	judge(&after, &w->base, s->new_tree, scope, w->options, review->dict);
	tell_unread(s, &before);
	tell_unread(s, &after);
	if (!before.failed && !after.failed)
		compare(&before, &after, c, &diff, nr, &review->records);
	judgement_free(&before);
	judgement_free(&after);
	diff_free(&diff);
}

static void walk_step(struct walk *w, struct step *s, size_t nr)
{
	struct scope scope = { 0 };
	struct changes c;

	changes_read(&c, &w->review->repo, s->old_tree, s->new_tree);
	not_judged(s, find_scope(&w->review->repo, s, &c, &scope));
	follow_base(w, s, &c, scope.files.n);
	if (scope.files.n)
		judge_step(w, s, nr, &c, &scope);
	scope_free(&scope);
	changes_free(&c);
}

void review_run(struct review *review, const struct survey_options *options)
{
	struct walk w = { .review = review, .options = options };

	review->dict = xmlDictCreate();
	if (!review->dict)
		die(EXIT_INCOMPLETE, "out of memory");
	review->complete = true;
	for (size_t i = 0; i < review->steps.n; i++) {
		struct step *s = &review->steps.step[i];

		if (!s->patch.failure)
			walk_step(&w, s, i + 1);
		if (s->patch.failure)
			review->complete = false;
	}
	if (w.base.tree)
		base_close(&w.base);
	progress_end();
}

void review_free(struct review *review)
{
	records_free(&review->records);
	steps_free(&review->steps);
	repo_close(&review->repo);
	xmlDictFree(review->dict);
}
