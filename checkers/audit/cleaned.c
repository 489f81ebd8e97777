// SPDX-License-Identifier: GPL-2.0-only
/*
 * Claim 4: does anything clean a pinned page?
 *
 * As long as writeback cleans folios without asking whether they are pinned, a
 * read into a file mapping may be written back before its data arrive; the
 * dirtying at completion is then all that brings them to disk.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "audit.h"
#include "pin_question.h"

/* What makes a folio clean to have it written.  mm/page-writeback.c */
static const char *const cleaners[] = {
	"folio_clear_dirty_for_io", "clear_page_dirty_for_io",
};

/* What takes the mark off, inside of these.  include/linux/page-flags.h */
static const char *const flag_clearers[] = {
	"folio_test_clear_dirty", "TestClearPageDirty",
};

/* Operations of a file system that are told of each page made dirty. */
static const char *const dirty_operations[] = {
	"dirty_folio", "set_page_dirty",
};

static const char *const words[] = {
	"folio_clear_dirty_for_io", "clear_page_dirty_for_io",
	"folio_maybe_dma_pinned", "page_maybe_dma_pinned", NULL
};

struct tally {
	size_t asking, all;
};

struct look {
	const struct survey *survey;
	struct pin_questions questions;
	struct claim *claim;
	struct tally inside;		/* of the cleaners themselves */
	struct tally sites;		/* where they are called */
	size_t reclaim;			/* of these, asked for by reclaim */
};

/* Who is given the state of a scan for memory is reclaim. */
static bool is_reclaim(const struct survey *survey, const struct place *at)
{
	const struct function *f = facts_function(&survey->facts, at->file,
						  at->in);

	for (size_t i = 0; f && i < f->nr_params; i++) {
		if (expr_mentions(f->param[i].type, "scan_control"))
			return true;
	}
	return false;
}

static void look_inside(struct look *l, const struct call *call)
{
	struct place asked;
	bool asks = asks_before(l->survey, &l->questions, call, &asked);

	l->inside.all++;
	l->inside.asking += asks;
	if (asks)
		claim_show(l->claim, &asked,
			   "%s() leaves a pinned folio as it is", call->at.in);
	else
		claim_show(l->claim, &call->at,
			   "%s() cleans the folio, pinned or not", call->at.in);
}

static void look_at_site(struct look *l, const struct call *call)
{
	struct place asked;
	bool asks = asks_before(l->survey, &l->questions, call, &asked);
	bool reclaim = asks && is_reclaim(l->survey, &asked);

	l->sites.all++;
	l->sites.asking += asks;
	l->reclaim += reclaim;
	if (!asks)
		claim_show(l->claim, &call->at, "%s() %s",
			   *call->at.in ? call->at.in : "a macro",
			   facts_flow(&l->survey->facts, call->at.file,
				      call->at.in) ? "may clean a pinned folio" :
			   "counts as not asking, since its flow is not known");
	else if (reclaim)
		claim_show(l->claim, &asked, "reclaim asks, for %s()",
			   call->at.in);
	else if (!strcmp(asked.in, call->at.in))
		claim_show(l->claim, &asked, "%s() leaves a pinned folio alone",
			   asked.in);
	else
		claim_show(l->claim, &asked, "%s() keeps a pinned folio from "
			   "%s()", asked.in, call->at.in);
}

/* A file system that, told of a dirty page, wants to know of pins. */
static void show_reliance(const struct look *l, const struct call *call)
{
	struct range r = graph_uses(&l->survey->graph, call->at.in);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct use *use = &l->survey->graph.use[i];

		if (use->kind == USE_MEMBER &&
		    is_one_of(use->member, dirty_operations)) {
			claim_show(l->claim, &call->at, "%s() counts on those "
				   "who pin to dirty the folio", call->at.in);
			return;
		}
	}
}

static void judge(const struct look *l)
{
	size_t writeback = l->sites.asking - l->reclaim;
	bool inside = l->inside.all && l->inside.asking == l->inside.all;
	bool outside = l->sites.all && l->sites.asking == l->sites.all;

	if (!l->inside.all && !l->sites.all)
		claim_say(l->claim, HOLDS_NOT, "nothing was found that cleans "
			  "folios for writeback, so nothing that refuses to");
	else if (inside || outside)
		claim_say(l->claim, HOLDS, "%s whether the folio is pinned "
			  "before it is cleaned: the dirtying when a read "
			  "completes can be done without", inside ?
			  "the function that cleans asks" :
			  "each caller of what cleans asks");
	else
		claim_say(l->claim, writeback || l->inside.asking ?
			  HOLDS_PARTLY : HOLDS_NOT,
			  "%zu of %zu calls that clean folios for writeback do "
			  "not ask whether the folio is pinned%s: a page that a "
			  "read is still filling may be cleaned, and without the "
			  "dirtying at completion its data are lost",
			  l->sites.all - l->sites.asking, l->sites.all,
			  l->reclaim ? " (reclaim does)" : "");
}

static void ask(const struct survey *survey, struct claim *claim)
{
	const struct facts *facts = &survey->facts;
	struct look l = { .survey = survey, .claim = claim };

	pin_questions_find(survey, &l.questions);
	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];

		if (is_one_of(c->at.in, cleaners) &&
		    is_one_of(c->name, flag_clearers))
			look_inside(&l, c);
	}
	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];

		if (is_one_of(c->name, cleaners) &&
		    !is_one_of(c->at.in, cleaners))
			look_at_site(&l, c);
	}
	for (size_t i = 0; i < facts->nr_calls; i++) {
		if (strv_has(&l.questions.name, facts->call[i].name))
			show_reliance(&l, &facts->call[i]);
	}
	judge(&l);
	pin_questions_free(&l.questions);
}

const struct claim_check cleaned_claim = {
	.statement = "nothing cleans a pinned page, so dirtying it again when "
		"the read completes is useless",
	.words = words,
	.ask = ask,
};
