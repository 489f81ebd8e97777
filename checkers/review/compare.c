// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a change did to the findings: see compare.h.
 */
#include "compare.h"

#include <stdlib.h>
#include <string.h>

#include "../report/report.h"

/* The name that a file of the new tree had in the old one. */
static const char *old_name(const struct changes *changes, const char *file)
{
	for (size_t i = 0; i < changes->n; i++) {
		const struct change *c = &changes->change[i];

		if (c->old_id && c->new_id && !strcmp(c->new_path, file))
			return c->old_path;
	}
	return file;
}

static bool is_same(const struct record *before, const struct record *after,
		    const struct changes *changes)
{
	return !strcmp(before->rule, after->rule) &&
		!strcmp(before->function, after->function) &&
		!strcmp(before->file, old_name(changes, after->file)) &&
		!strcmp(record_field(before, "subject"),
			record_field(after, "subject"));
}

/* Does the change touch lines of that function of the new tree? */
static bool is_touched(const struct judgement *after, const char *file,
		       const char *function, const struct diff *diff)
{
	const struct judged_file *f = judgement_file(after, file);

	for (size_t i = 0; f && i < f->nr_functions; i++) {
		const struct judged_function *fn = &f->function[i];

		if (strcmp(fn->name, function))
			continue;
		for (size_t k = 0; k < diff->n; k++) {
			const struct diff_line *l = &diff->line[k];

			if (l->kind != ' ' && l->new_line >= fn->line &&
			    l->new_line <= fn->end_line &&
			    diff_line_is_of(l, file))
				return true;
		}
	}
	return false;
}

static bool lies_in_touched(const struct judgement *after,
			    const struct record *r, const struct diff *diff)
{
	if (is_touched(after, r->file, r->function, diff))
		return true;
	for (size_t i = 0; i < r->nr_waypoints; i++) {
		const struct place *at = &r->path[i].at;

		if (is_touched(after, at->file, at->in, diff))
			return true;
	}
	return false;
}

static bool was_read(const struct judgement *j, const char *file)
{
	const struct judged_file *f = judgement_file(j, file);

	return !f || !f->reason;
}

static void move(struct record *r, enum record_state state, size_t patch,
		 struct records *to)
{
	r->state = state;
	r->patch = patch;
	*array_add(&to->record, &to->n) = *r;
	/* whoever frees the judgement finds nothing in it */
	*r = (struct record){ 0 };
}

void compare(struct judgement *before, struct judgement *after,
	     const struct changes *changes, const struct diff *diff,
	     size_t patch, struct records *to)
{
	struct records *old = &before->findings, *new = &after->findings;
	bool *matched = xcalloc(old->n, sizeof(*matched));

	for (size_t i = 0; i < new->n; i++) {
		struct record *r = &new->record[i];
		size_t k = 0;

		while (k < old->n && (matched[k] ||
		       !is_same(&old->record[k], r, changes)))
			k++;
		if (k < old->n)
			matched[k] = true;
		/* nobody can say that it is new in a file not read before */
		if (k == old->n && was_read(before, old_name(changes, r->file)))
			move(r, STATE_ADDED, patch, to);
		else if (lies_in_touched(after, r, diff))
			move(r, STATE_KEPT, patch, to);
	}
	for (size_t i = 0; i < old->n; i++) {
		struct record *r = &old->record[i];

		if (!matched[i] && was_read(after, r->file))
			move(r, STATE_REMOVED, patch, to);
	}
	free(matched);
}
