// SPDX-License-Identifier: GPL-2.0-only
/*
 * Whether a folio is asked about before something is done: see pin_question.h.
 *
 * An answer counts only if it bars every way.  So take from the flow of a
 * function the edges on which the folio was found not pinned: what can still
 * be reached, from the beginning or from where the variable is given another
 * folio, is done without asking.
 */
#include "pin_question.h"

#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../join/flow.h"
#include "../lex/expr.h"
#include "../rules/container.h"

/* Callers of callers: more than reclaim or any file system has in between. */
#define MAX_DEPTH 4

/* include/linux/mm.h, Documentation/core-api/pin_user_pages.rst */
static const char *const listed[] = {
	"folio_maybe_dma_pinned", "page_maybe_dma_pinned",
};

/* The function that an expression calls and is the value of, or NULL. */
static char *called_in(const char *text)
{
	struct expr e = expr_parse(text);
	char *name = NULL;
	int depth = 0;
	size_t i;

	for (i = 1; i < e.n; i++) {
		depth += !strcmp(e.token[i].text, "(");
		depth -= !strcmp(e.token[i].text, ")");
		if (!depth)
			break;
	}
	if (e.n && e.token[0].called && i + 1 == e.n)
		name = xstrdup(e.token[0].text);
	expr_free(&e);
	return name;
}

/* The expression inside of likely() and unlikely(). */
static char *without_hints(const char *text)
{
	static const char *const hints[] = { "likely", "unlikely" };
	char *copy = xstrdup(text);

	for (size_t i = 0; i < ARRAY_SIZE(hints); i++) {
		char *inner = argument_of(copy, hints[i]);

		if (inner) {
			free(copy);
			copy = inner;
		}
	}
	return copy;
}

static bool is_question(const struct pin_questions *q, const char *text)
{
	char *plain = without_hints(text);
	char *name = called_in(plain);
	bool found = name && strv_has(&q->name, name);

	free(name);
	free(plain);
	return found;
}

/* Does every return of the function around @jump hand on an answer? */
static bool only_answers(const struct survey *survey,
			 const struct pin_questions *q,
			 const struct jump *jump)
{
	const struct facts *facts = &survey->facts;
	struct range r = facts_of_file(facts, jump, nr_jumps, jump->at.file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct jump *j = &facts->jump[i];

		if (!j->is_goto && !strcmp(j->at.in, jump->at.in) &&
		    !is_question(q, j->value))
			return false;
	}
	return true;
}

void pin_questions_find(const struct survey *survey, struct pin_questions *q)
{
	const struct facts *facts = &survey->facts;
	size_t before;

	*q = (struct pin_questions){ 0 };
	for (size_t i = 0; i < ARRAY_SIZE(listed); i++)
		strv_add(&q->name, listed[i]);
	do {
		before = q->name.n;
		for (size_t i = 0; i < facts->nr_jumps; i++) {
			const struct jump *j = &facts->jump[i];

			if (!j->is_goto && is_question(q, j->value) &&
			    !strv_has(&q->name, j->at.in) &&
			    only_answers(survey, q, j))
				strv_add(&q->name, j->at.in);
		}
	} while (q->name.n > before);
}

void pin_questions_free(struct pin_questions *q)
{
	strv_free(&q->name);
}

/* One folio in one flow. */
struct search {
	const struct pin_questions *q;
	const struct flow *flow;
	struct names names;
	const struct call *call;	/* what must not be reached */
	bool *seen;
	struct place *asked;
};

/* "pinned", after "pinned = folio_maybe_dma_pinned(folio)". */
static bool is_answer(const struct search *s, const char *variable)
{
	for (size_t i = 0; i < s->flow->nr_blocks; i++) {
		const struct block *b = &s->flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct event *e = &b->event[k];

			if (e->is_call && !strcmp(e->call.result, variable) &&
			    strv_has(&s->q->name, e->call.name) &&
			    text_mentions_any(call_arg(&e->call, 0),
					      &s->names.root))
				return true;
		}
	}
	return false;
}

static bool asks(const struct search *s, const struct block *b)
{
	if (b->end != END_TEST)
		return false;
	if (is_question(s->q, b->value))
		return text_mentions_any(b->value, &s->names.root);
	return expr_is_name(b->value) && is_answer(s, b->value);
}

/* Does the event give the variable another folio? */
static bool sets_folio(const struct search *s, const struct event *e)
{
	const char *left = e->is_call ? e->call.result : e->set.left;

	if (!strv_has(&s->names.root, left))
		return false;
	return e->is_call ? !is_lens(e->call.name) :
		!names_match(&s->names, e->set.right);
}

static bool is_target(const struct search *s, const struct event *e)
{
	return e->is_call && e->call.at.line == s->call->at.line &&
		!strcmp(e->call.name, s->call->name);
}

/* Of several questions the last is nearest to the call. */
static void note_question(struct search *s, const struct block *b)
{
	if (s->asked->in == s->flow->at.in && s->asked->line > b->line)
		return;
	*s->asked = s->flow->at;
	s->asked->line = b->line;
	s->asked->col = b->col;
}

/* Can the call be reached from event @from of block @b, never asking? */
static bool reaches(struct search *s, size_t b, size_t from)
{
	const struct block *block = &s->flow->block[b];

	if (!from) {
		if (s->seen[b])
			return false;
		s->seen[b] = true;
	}
	for (size_t k = from; k < block->nr_events; k++) {
		if (is_target(s, &block->event[k]))
			return true;
	}
	for (size_t k = 0; k < block->nr_edges; k++) {
		if (k == 1 && asks(s, block)) {
			note_question(s, block);
			continue;
		}
		if (reaches(s, block->edge[k].to, 0))
			return true;
	}
	return false;
}

static bool has_target(const struct search *s)
{
	for (size_t i = 0; i < s->flow->nr_blocks; i++) {
		for (size_t k = 0; k < s->flow->block[i].nr_events; k++) {
			if (is_target(s, &s->flow->block[i].event[k]))
				return true;
		}
	}
	return false;
}

/* From the beginning, and from wherever another folio is taken up. */
static bool reaches_unasked(struct search *s)
{
	if (reaches(s, 0, 0))
		return true;
	for (size_t i = 0; i < s->flow->nr_blocks; i++) {
		const struct block *b = &s->flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			if (sets_folio(s, &b->event[k]) &&
			    reaches(s, i, k + 1))
				return true;
		}
	}
	return false;
}

static bool asks_in_function(const struct survey *survey,
			     const struct pin_questions *q,
			     const struct call *call, const char *folio,
			     struct place *asked)
{
	const struct flow *flow = facts_flow(&survey->facts, call->at.file,
					     call->at.in);
	struct search s = {
		.q = q, .flow = flow, .call = call, .asked = asked,
	};
	bool found;

	/* A flow of another configuration may lack the call: then who knows. */
	if (!flow || !has_target(&s))
		return false;
	s.seen = xcalloc(flow->nr_blocks, sizeof(*s.seen));
	s.names = names_of(&survey->facts, flow, folio);
	found = !reaches_unasked(&s);
	names_free(&s.names);
	free(s.seen);
	return found;
}

/* May the function be reached otherwise than by calls in its file? */
static bool is_exposed(const struct survey *survey, const struct function *f)
{
	struct range r = graph_uses(&survey->graph, f->at.in);

	if (!survey_is_static(survey, f->at.file, f->at.in))
		return true;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct use *use = &survey->graph.use[i];

		if (use->kind != USE_CALL &&
		    !strcmp(use->at.file, f->at.file))
			return true;
	}
	return false;
}

static bool asks_within(const struct survey *survey,
			const struct pin_questions *q, const struct call *call,
			int arg, struct place *asked, int depth)
{
	const struct facts *facts = &survey->facts;
	char *folio = root_of(call_arg(call, arg));
	const struct function *f = facts_function(facts, call->at.file,
						  call->at.in);
	struct range r = facts_of_file(facts, call, nr_calls, call->at.file);
	int param = param_index(f, folio);
	bool found = *folio &&
		asks_in_function(survey, q, call, folio, asked);
	size_t callers = 0;

	free(folio);
	if (found || param < 0 || depth == MAX_DEPTH || is_exposed(survey, f))
		return found;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (strcmp(c->name, f->at.in))
			continue;
		callers++;
		if (!asks_within(survey, q, c, param, asked, depth + 1))
			return false;
	}
	return callers;
}

bool asks_before(const struct survey *survey, const struct pin_questions *q,
		 const struct call *call, struct place *asked)
{
	*asked = (struct place){ 0 };
	return asks_within(survey, q, call, 0, asked, 0);
}
