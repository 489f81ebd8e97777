// SPDX-License-Identifier: GPL-2.0-only
/*
 * The inventory's flags, with what carries them: see dirty_flags.h.
 */
#include "dirty_flags.h"

#include <stdlib.h>
#include <string.h>

#include "../rules/rule.h"
#include "audit.h"

static enum scope scope_of(const char *name)
{
	enum scope scope = SCOPE_LOCAL;

	while (strcmp(scope_names[scope], name))
		scope++;
	return scope;
}

static void add_flag(struct dirty_flags *flags, const struct record *r)
{
	struct dirty_flag *f = array_add(&flags->flag, &flags->n);
	struct carrier *c = &f->carrier;
	const char *word = record_text(r, "word"), *type = record_text(r, "type");

	f->at = (struct place){
		.file = r->file, .in = r->function, .line = r->line,
		.col = r->col, .engines = r->engines,
	};
	f->predicate = record_text(r, "predicate");
	f->copied = record_text(r, "producer");
	c->scope = scope_of(record_text(r, "scope"));
	c->name = record_text(r, "name");
	c->word = word ? word : c->name;
	c->type = type ? type : "";
	c->file = r->file;
	if (c->scope == SCOPE_LOCAL || c->scope == SCOPE_PARAM)
		c->in = r->function;
}

void dirty_flags_find(const struct survey *survey, struct dirty_flags *flags)
{
	*flags = (struct dirty_flags){ 0 };
	dirty_flag_rule.find(survey, &flags->records);
	for (size_t i = 0; i < flags->records.n; i++)
		add_flag(flags, &flags->records.record[i]);
}

void dirty_flags_free(struct dirty_flags *flags)
{
	records_free(&flags->records);
	free(flags->flag);
	*flags = (struct dirty_flags){ 0 };
}
