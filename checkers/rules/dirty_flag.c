// SPDX-License-Identifier: GPL-2.0-only
/*
 * dirty-flag: whatever remembers that pages must be dirtied after a read.
 *
 * Found by meaning: a truth that holds only for a user-backed iterator is put
 * somewhere, travels through copies and parameters, and ends as the guard or
 * the argument of a dirtying call.
 */
#include "api.h"
#include "carrier.h"
#include "rule.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"

/* One place where a flag is set, and the flag it was derived from. */
struct flag {
	struct carrier carrier;
	struct place at;
	char *predicate;
	int from;		/* index of the flag it copies, -1: none */
	bool consumed;
};

struct search {
	const struct survey *survey;
	struct facts *facts;
	struct puts puts;
	struct dirtiers dirtiers;
	struct flag *flag;
	size_t nr_flags;
};

/* Is the text true (false without @when) only for a user-backed iterator? */
static bool asks_user_backed(const char *text, bool when)
{
	struct expr e = expr_parse(text);
	bool found = false;

	for (size_t i = 0; i < e.n && !found; i++) {
		const struct expr_token *t = &e.token[i];

		found = t->called && !t->in_call && t->negated != when &&
			api_has_role(t->text, ROLE_USER_BACKED);
	}
	expr_free(&e);
	return found;
}

/* Does the value say nothing but that its place was reached? */
static bool is_plain_truth(const char *right)
{
	return expr_is_true(right) || expr_is_constant_name(right);
}

static char *append(char *list, char *part)
{
	char *joined = list ? xasprintf("%s && %s", list, part) : xstrdup(part);

	free(list);
	free(part);
	return joined;
}

/* A condition or its opposite, such that "&&" next to it does it no harm. */
static char *as_operand(const char *text, bool when)
{
	char *pretty = expr_pretty(text);
	bool loose = strstr(pretty, "||") || strchr(pretty, '?');
	char *out;

	if (!when && pretty[0] == '!' && !strchr(pretty, ' '))
		out = xstrdup(pretty + 1);
	else if (when)
		out = xasprintf(loose ? "(%s)" : "%s", pretty);
	else
		out = xasprintf(strchr(pretty, ' ') ? "!(%s)" : "!%s", pretty);
	free(pretty);
	return out;
}

/*
 * The condition under which a put makes its carrier true, in words of C.  A
 * copy has its source's conditions; those it stands under decide whether it
 * is made, not what it says.
 */
static char *predicate_of(const struct put *put, const struct guards *guards,
			  bool copy)
{
	char *text = NULL;

	for (size_t i = 0; i < guards->n; i++) {
		const struct guard *g = &guards->guard[i];

		if (copy && !is_plain_truth(put->right))
			break;
		if (g->encloses || asks_user_backed(g->condition, g->when))
			text = append(text, as_operand(g->condition, g->when));
	}
	if (!is_plain_truth(put->right))
		text = append(text, as_operand(put->right, true));
	return text ? text : xstrdup("true");
}

static void add_flag(struct search *s, const struct carrier *carrier,
		     const struct place *at, char *predicate, int from)
{
	struct flag *f;

	for (size_t i = 0; i < s->nr_flags; i++) {
		const struct place *old = &s->flag[i].at;

		if (old->line == at->line && old->col == at->col &&
		    !strcmp(old->file, at->file) &&
		    carrier_equal(&s->flag[i].carrier, carrier)) {
			free(predicate);
			return;
		}
	}
	f = array_add(&s->flag, &s->nr_flags);
	f->carrier = *carrier;
	f->at = *at;
	f->predicate = predicate;
	f->from = from;
}

static void add_seed(struct search *s, const struct put *put)
{
	struct carrier carrier;
	struct guards g;
	bool seed = asks_user_backed(put->right, true);

	if (!seed && !is_plain_truth(put->right))
		return;
	g = guards_at(s->facts, &put->at);
	for (size_t i = 0; i < g.n && !seed; i++)
		seed = asks_user_backed(g.guard[i].condition, g.guard[i].when);
	if (seed && carrier_of_put(s->facts, put, &carrier))
		add_flag(s, &carrier, &put->at, predicate_of(put, &g, false), -1);
	guards_free(&g);
}

/* Could the carrier be named there at all?  Saves most of the work. */
static bool in_reach(const struct carrier *c, const struct place *at)
{
	return !c->in || (!strcmp(c->in, at->in) && !strcmp(c->file, at->file));
}

static void derive_puts(struct search *s, int from)
{
	for (size_t i = 0; i < s->puts.n; i++) {
		const struct put *put = &s->puts.put[i];
		const struct carrier source = s->flag[from].carrier;
		struct carrier carrier;
		struct guards g;
		bool derived;

		if (!in_reach(&source, &put->at))
			continue;
		derived = carrier_tested(s->facts, &source, &put->at,
					 put->right, true);
		if (!derived && !is_plain_truth(put->right))
			continue;
		g = guards_at(s->facts, &put->at);
		derived = derived ||
			carrier_guards(s->facts, &source, &put->at, &g);
		if (derived && carrier_of_put(s->facts, put, &carrier) &&
		    !carrier_equal(&source, &carrier))
			add_flag(s, &carrier, &put->at,
				 predicate_of(put, &g, true), from);
		guards_free(&g);
	}
}

static void derive_params(struct search *s, int from)
{
	for (size_t i = 0; i < s->facts->nr_calls; i++) {
		const struct call *c = &s->facts->call[i];
		const struct carrier source = s->flag[from].carrier;
		const struct function *f;

		if (!in_reach(&source, &c->at) || api_find(c->name))
			continue;
		for (size_t k = 0; k < c->nr_args; k++) {
			struct carrier carrier;

			if (!carrier_tested(s->facts, &source, &c->at,
					    c->arg[k].expr, true))
				continue;
			f = facts_function(s->facts, c->at.file, c->name);
			if (!f || f->nr_params != c->nr_args)
				continue;
			carrier = carrier_of_param(f, k);
			add_flag(s, &carrier, &f->at,
				 as_operand(c->arg[k].expr, true), from);
		}
	}
}

/* Mark the flag and all it comes from. */
static void mark_consumed(struct search *s, int i)
{
	for (; i >= 0 && !s->flag[i].consumed; i = s->flag[i].from)
		s->flag[i].consumed = true;
}

static void consume(struct search *s, const struct call *c)
{
	const char *dirty;
	struct guards g;

	if (!call_dirties(s->survey, &s->dirtiers, c, &dirty))
		return;
	g = guards_at(s->facts, &c->at);
	for (size_t i = 0; i < s->nr_flags; i++) {
		const struct carrier *carrier = &s->flag[i].carrier;

		if (!in_reach(carrier, &c->at))
			continue;
		if (carrier_guards(s->facts, carrier, &c->at, &g) ||
		    (dirty && carrier_tested(s->facts, carrier, &c->at, dirty,
					     true)))
			mark_consumed(s, i);
	}
	guards_free(&g);
}

static void report(struct records *records, const struct search *s,
		   const struct flag *flag)
{
	const struct carrier *c = &flag->carrier;
	struct record *r;
	int from = flag->from;

	r = record_add(records, "dirty-flag", &flag->at,
		       "%s %s says that pages are to be dirtied: %s",
		       scope_names[c->scope], c->name, flag->predicate);
	record_string(r, "name", c->name);
	record_string(r, "scope", scope_names[c->scope]);
	record_string(r, "predicate", flag->predicate);
	if (c->scope == SCOPE_BIT || c->scope == SCOPE_VALUE)
		record_string(r, "word", c->word);
	if (*c->type)
		record_string(r, "type", c->type);
	if (from >= 0) {
		char *producer = xasprintf("%s:%d", s->flag[from].at.file,
					   s->flag[from].at.line);

		record_string(r, "producer", producer);
		free(producer);
	}
}

static void find(const struct survey *survey, struct records *records)
{
	/* Interning strings adds to the dictionary, not to the facts. */
	struct search s = { .survey = survey,
			    .facts = (struct facts *)&survey->facts };

	puts_find(s.facts, &s.puts);
	dirtiers_find(survey, &s.dirtiers);
	for (size_t i = 0; i < s.puts.n; i++)
		add_seed(&s, &s.puts.put[i]);
	for (size_t i = 0; i < s.nr_flags; i++) {
		derive_puts(&s, i);
		derive_params(&s, i);
	}
	for (size_t i = 0; i < s.facts->nr_calls; i++)
		consume(&s, &s.facts->call[i]);
	for (size_t i = 0; i < s.nr_flags; i++) {
		if (s.flag[i].consumed)
			report(records, &s, &s.flag[i]);
		free(s.flag[i].predicate);
	}
	free(s.flag);
	dirtiers_free(&s.dirtiers);
	puts_free(&s.puts);
}

const struct rule dirty_flag_rule = {
	.name = "dirty-flag",
	.summary = "what remembers that pages must be dirtied after a read",
	.explain =
"Something that is true only if the iterator is user-backed, whatever its\n"
"name and shape, and that ends as the guard or the argument of a dirtying\n"
"call: a member, a local, a parameter, a bit OR-ed into a word, a value.\n"
"Copies are listed with their \"producer\".\n"
"\n"
"name       of the variable, the member, or the constant (then \"word\" holds it)\n"
"scope      member, local, param, bit or value\n"
"predicate  when it is set, as the source has it\n"
"\n"
"Example:\n"
"	if (iov_iter_rw(iter) == READ && user_backed_iter(iter))\n"
"		dio->flags |= DIO_SHOULD_DIRTY;\n"
"	...\n"
"	if (dio->flags & DIO_SHOULD_DIRTY)\n"
"		bio_check_pages_dirty(bio);\n"
"\n"
"What to do: nothing is wrong by itself.  iter_is_iovec() in a predicate\n"
"misses ITER_UBUF since 6.0.\n"
"\n"
"Limits: a flag that travels as a whole word, or through a pointer to it, is\n"
"not followed; a member reached through a chain is known by its file only.\n",
	.find = find,
};
