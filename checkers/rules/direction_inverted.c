// SPDX-License-Identifier: GPL-2.0-only
/*
 * direction-inverted: an iterator that is set up as a source and filled, or
 * as a destination and drained; and user pages that are taken with FOLL_WRITE
 * for the wrong direction, see write_access.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/ways.h"
#include "../lex/expr.h"
#include "container.h"
#include "iter_use.h"
#include "write_access.h"
#include "rule.h"
#include "written_unasked.h"

#define RULE "direction-inverted"

struct watch {
	const struct survey *survey;
	const struct flow *flow;
	const struct call *call;	/* sets the iterator up */
	const struct iter_setup *setup;
	struct iter_names names;
	struct records *records;
	bool reported;
};

/* What a way keeps in mind of the iterator. */
struct state {
	bool set;
	unsigned int use;		/* what it is set up for, 0: not known */
};

static struct state *state_of(struct way *way)
{
	return (struct state *)way->state;
}

static const char *direction_of(const struct watch *w)
{
	return call_arg(w->call, w->setup->direction_arg);
}

/* READ and ITER_DEST are zero, WRITE and ITER_SOURCE are one. */
static unsigned int use_of_constant(const char *text)
{
	if (!strcmp(text, "ITER_DEST") || !strcmp(text, "READ"))
		return ITER_FILLED;
	if (!strcmp(text, "ITER_SOURCE") || !strcmp(text, "WRITE"))
		return ITER_DRAINED;
	switch (sign_of_constant(text)) {
	case SIGN_ZERO:
		return ITER_FILLED;
	case SIGN_POS:
		return ITER_DRAINED;
	default:
		return 0;
	}
}

/* Split "c ? a : b"; false if it is something else. */
static bool split_choice(const char *text, char **c, const char **a,
			 const char **b, size_t *len_a)
{
	const char *mark = strstr(text, " ? "), *colon;

	colon = mark ? strstr(mark, " : ") : NULL;
	if (!colon || strstr(mark + 1, " ? "))
		return false;
	*c = xstrndup(text, mark - text);
	*a = mark + 3;
	*len_a = colon - *a;
	*b = colon + 3;
	return true;
}

/* Has the way seen that test decided?  Returns 1 or 0, or -1 if it has not. */
static int decided(const struct way *way, const char *test)
{
	struct condition c = condition_parse(test);
	unsigned int signs = way_signs(way, c.left);
	int truth = -1;

	if (starts_with(test, "! ") && expr_is_name(test + 2)) {
		condition_free(&c);
		truth = decided(way, test + 2);
		return truth < 0 ? truth : !truth;
	}
	for (size_t i = 0; i < way->nr_decided; i++) {
		const struct block *b =
			&way->flow->block[way->decided[i].block];

		if (b->end == END_TEST && !strcmp(b->value, test))
			truth = way->decided[i].edge;
	}
	if (truth < 0 && c.when_true && !(signs & c.when_true))
		truth = 0;
	if (truth < 0 && c.when_false && !(signs & c.when_false))
		truth = 1;
	condition_free(&c);
	return truth;
}

/* What the direction means on this way. */
static unsigned int use_meant(const struct watch *w, const struct way *way)
{
	const char *text = direction_of(w), *a, *b;
	unsigned int use = use_of_constant(text);
	size_t len;
	char *test, *one;
	int truth;

	if (use)
		return use;
	if (!split_choice(text, &test, &a, &b, &len)) {
		truth = decided(way, text);
		return truth < 0 ? 0 : truth ? ITER_DRAINED : ITER_FILLED;
	}
	truth = decided(way, test);
	one = truth > 0 ? xstrndup(a, len) : xstrdup(b);
	use = truth < 0 ? 0 : use_of_constant(one);
	free(one);
	free(test);
	return use;
}

static void report(struct watch *w, const struct call *use, unsigned int meant)
{
	char *iter = expr_pretty(call_arg(w->call, w->setup->iter_arg));
	const char *name = iter[0] == '&' ? iter + 1 : iter;
	char *user = expr_pretty(use->name);
	struct record *r;

	r = finding_add(w->records, RULE, "error", &w->call->at, name,
			meant == ITER_DRAINED ?
			"%s() sets %s up as a source, and %s() copies into it" :
			"%s() sets %s up as a destination, and %s() takes data "
			"from it", w->call->name, name, user);
	finding_step(r, &w->call->at, "%s() sets %s up to be %s",
		     w->call->name, name,
		     meant == ITER_DRAINED ? "read from" : "written to");
	finding_step(r, &use->at, "%s() does the opposite", user);
	free(user);
	free(iter);
	w->reported = true;
}

static bool on_call(struct watch *w, struct way *way, const struct call *call)
{
	struct state *s = state_of(way);

	if (call == w->call) {
		s->set = true;
		s->use = use_meant(w, way);
		return true;
	}
	for (size_t i = 0; i < call->nr_args && s->set; i++) {
		const char *path = iter_names_match(&w->names,
						    call->arg[i].expr);
		unsigned int use, meant = s->use;

		if (!path)
			continue;
		use = iter_use_of_argument(w->survey, call, i, path);
		if (use & ITER_RENEWED || (use & ITER_UNTOLD && !*path))
			return false;
		if (!meant)
			meant = use_meant(w, way);
		if ((use == ITER_FILLED && meant == ITER_DRAINED) ||
		    (use == ITER_DRAINED && meant == ITER_FILLED)) {
			report(w, call, meant);
			return false;
		}
	}
	return true;
}

static bool on_event(struct ways *ways, struct way *way,
		     const struct event *event, void *arg)
{
	struct watch *w = arg;
	const char *path;

	(void)ways;
	if (w->reported)
		return false;
	if (event->is_call)
		return on_call(w, way, &event->call);
	/* The iterator, or what it stands in, becomes another. */
	path = iter_names_match(&w->names, event->set.left);
	return !state_of(way)->set || !path;
}

/* "if (rw == WRITE)" tells what a direction is that was "rw". */
static bool on_test(struct ways *ways, struct way *way,
		    const struct block *block, const struct condition *c,
		    bool when, void *arg)
{
	struct state *s = state_of(way);
	unsigned int use = use_of_constant(c->right);

	(void)ways;
	(void)block;
	if (!s->set || s->use || !use || strcmp(c->left, direction_of(arg)))
		return true;
	if (strcmp(c->op, "==") && strcmp(c->op, "!="))
		return true;
	if (when == !strcmp(c->op, "!="))
		use ^= ITER_FILLED | ITER_DRAINED;
	s->use = use;
	return true;
}

static void look_at(const struct survey *survey, const struct flow *flow,
		    const struct call *call, const struct iter_setup *setup,
		    struct records *records)
{
	struct watch w = {
		.survey = survey, .flow = flow, .call = call, .setup = setup,
		.records = records,
	};
	const struct way_client client = {
		.arg = &w, .event = on_event, .test = on_test,
	};
	struct way start = { 0 };
	struct ways *ways = ways_new(flow);
	char *root = root_of(call_arg(call, setup->iter_arg));

	w.names = iter_names_of(survey, flow, root);
	if (*root)
		ways_walk(ways, &start, &client);
	iter_names_free(&w.names);
	ways_free(ways);
	free(root);
}

static void look_at_block(const struct survey *survey, const struct flow *flow,
			  const struct block *b, struct records *records)
{
	for (size_t i = 0; i < b->nr_events; i++) {
		const struct call *c = &b->event[i].call;
		const struct iter_setup *setup;

		if (!b->event[i].is_call)
			continue;
		setup = iter_setup_find(c->name);
		if (setup)
			look_at(survey, flow, c, setup, records);
	}
}

static void find(const struct survey *survey, struct records *records)
{
	const struct facts *facts = &survey->facts;
	const struct flow *flow = NULL;

	while ((flow = facts_next_flow(facts, flow))) {
		for (size_t k = 0; k < flow->nr_blocks; k++)
			look_at_block(survey, flow, &flow->block[k], records);
	}
	write_access_report(survey, RULE, records);
	written_unasked_report(survey, RULE, records);
}

const struct rule direction_inverted_rule = {
	.name = RULE,
	.summary = "an iterator set up one way and used the other, or pages "
		"taken for writing that are only read",
	.explain =
"An iterator is a source (ITER_SOURCE, formerly WRITE), from which data is\n"
"taken, or a destination (ITER_DEST, READ), into which it is put.  One that\n"
"is used against what it was set up for fails with a warning in newer trees.\n"
"In older ones it works until pages are taken from it: those of a read are\n"
"then held without write access, and the data goes where nobody looks.\n"
"\n"
"Example:\n"
"	iov_iter_init(&iter, ITER_SOURCE, iov, n, len);\n"
"	ret = copy_to_iter(buf, len, &iter);	<- wants ITER_DEST\n"
"\n"
"Fix: the other constant.  The direction is that of the data, seen from the\n"
"iterator: what a read() fills is a destination.\n"
"\n"
"The same goes for FOLL_WRITE: pages that a device fills must be taken with\n"
"it, or it may write into the zero page or one shared after fork().\n"
"\n"
"Example:\n"
"	if (dir == DMA_TO_DEVICE)		<- wants DMA_FROM_DEVICE\n"
"		gup_flags |= FOLL_WRITE;\n"
"\n"
"Fix: the opposite condition.  Pages that are taken without FOLL_WRITE, and\n"
"always marked dirty when they are unpinned, want it as well.\n"
"\n"
"Limits: of an iterator, the two must stand in one function, the use also in\n"
"functions that it calls, if these go one way only.  FOLL_WRITE must depend on\n"
"a constant that tells the direction (DMA_FROM_DEVICE, READ, ITER_DEST,\n"
"IOMMU_WRITE) or on a name that does (writable, readonly), in the function or\n"
"in one that calls it with such an argument.\n",
	.finds = true,
	.find = find,
	.open_names = write_access_open_names,
};
