// SPDX-License-Identifier: GPL-2.0-only
/*
 * unpin-unguarded: extracted pages are unpinned without asking whether they
 * were pinned.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "class.h"
#include "container.h"
#include "hold_flag.h"
#include "ledger.h"
#include "rule.h"

/* Does a caller ask, in so many words, before it calls? */
static bool callers_ask(const struct survey *survey,
			const struct entry *release)
{
	struct range r = graph_uses(&survey->graph, release->at.in);
	bool ask = false;

	for (size_t i = r.begin; i < r.end; i++) {
		const struct use *u = &survey->graph.use[i];
		struct guards g;

		if (u->kind != USE_CALL ||
		    !use_may_mean(&survey->graph, u, release->at.file))
			continue;
		g = guards_at(&survey->facts, &u->at);
		for (size_t k = 0; k < g.n; k++)
			ask |= strcasestr(g.guard[k].condition, "pin") ||
				strcasestr(g.guard[k].condition, "user");
		guards_free(&g);
	}
	return ask;
}

/* Is the iterator made from user memory by the function that extracts? */
static bool is_user_iterator(const struct take *t)
{
	static const char *const makers[] = {
		"import_ubuf", "import_iovec", "iov_iter_ubuf",
		"import_single_range", "iov_iter_init",
	};

	for (size_t i = 0; i < t->flow->nr_blocks; i++) {
		const struct block *b = &t->flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			if (b->event[k].is_call &&
			    is_one_of(b->event[k].call.name, makers))
				return true;
		}
	}
	return false;
}

/* The library tells the kinds of iterators apart before it calls its helpers. */
static bool is_library(const struct survey *survey, const struct entry *take)
{
	const char *class = class_of_acquire(survey, &take->at, NULL);

	return class && !strcmp(class, "api") &&
		survey_is_static(survey, take->at.file, take->at.in);
}

/* Where pages of the kernel's own come from, whatever else is kept there. */
static bool gives_kernel_page(const char *value)
{
	static const char *const givers[] = {
		"vmalloc_to_page", "virt_to_page", "kmap_to_page", "alloc_page",
	};
	size_t n = strcspn(value, " ");

	for (size_t i = 0; i < ARRAY_SIZE(givers); i++) {
		if (n == strlen(givers[i]) && !strncmp(value, givers[i], n))
			return true;
	}
	return false;
}

/* The same of what a fill stores, or of what that was set from. */
static bool stores_kernel_page(const struct entry *fill)
{
	for (size_t i = 0; i < fill->flow->nr_blocks; i++) {
		const struct block *b = &fill->flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct event *e = &b->event[k];

			if (e->is_call ? gives_kernel_page(e->call.name) &&
			    !strcmp(e->call.result, fill->value) :
			    gives_kernel_page(e->set.right) &&
			    !strcmp(e->set.left, fill->value))
				return true;
		}
	}
	return gives_kernel_page(fill->value);
}

/* Pages of the kernel's own are put where pins are let go of; or NULL. */
static const struct entry *kernel_page_of(const struct ledger *l,
					  const struct entry *release)
{
	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->kind == ENTRY_FILL && entries_meet(e, release) &&
		    stores_kernel_page(e))
			return e;
	}
	return NULL;
}

/* The first of those takes, if all are extractions from any kind of iterator. */
static const struct entry *
first_extraction(const struct survey *survey, const struct ledger *l,
		 const struct entry *release,
		 bool (*concerns)(const struct entry *take,
				  const struct entry *release))
{
	const struct entry *first = NULL;

	for (size_t i = 0; i < l->nr_takes; i++) {
		const struct entry *e = &l->entry[i];

		if (!concerns(e, release))
			continue;
		if (e->api->hold != HOLD_EXTRACT || is_user_iterator(e->take) ||
		    !take_may_hold(survey, e->take) || is_library(survey, e))
			return NULL;
		if (!first)
			first = e;
	}
	return first;
}

static bool in_same_file(const struct entry *take, const struct entry *release)
{
	return !strcmp(take->at.file, release->at.file);
}

/*
 * A helper that is given one page after the other: in a file that extracts
 * pages and holds none otherwise, it is one of those.
 */
static bool is_given_one_page(const struct facts *facts,
			      const struct entry *release)
{
	const struct function *f = facts_function(facts, release->at.file,
						  release->at.in);
	int param = param_index(f, release->root);

	return param >= 0 && release->call == release->last &&
		!is_double_pointer(f->param[param].type);
}

/* The extraction whose pages are unpinned here, if all are extractions. */
static const struct entry *extraction_of(const struct survey *survey,
					 const struct ledger *l,
					 const struct entry *release)
{
	const struct entry *take = first_extraction(survey, l, release,
						    entries_meet);

	if (!take && is_given_one_page(&survey->facts, release))
		take = first_extraction(survey, l, release, in_same_file);
	return take;
}

/* Of pages that a take extracted or, if @take is NULL, that @fill put there. */
static void report(const struct entry *take, const struct entry *fill,
		   const struct entry *release, struct records *records)
{
	char *pages = expr_pretty(release->root);
	struct record *r;

	r = finding_add(records, "unpin-unguarded", "error", &release->at,
			entry_subject(release), take ?
			"%s() unpins the pages of %s whether they were pinned "
			"or not" :
			"%s() unpins the pages of %s, among which may be the "
			"kernel's own", release->call->name, pages);
	if (take)
		finding_step(r, &take->at, "%s() extracts the pages, which "
			     "pins them only if the iterator is user-backed",
			     take->call->name);
	else
		finding_step(r, &fill->at, "%s() puts pages of the kernel "
			     "there", fill->at.in);
	finding_step(r, &release->at, "%s() unpins them, and no condition on "
		     "the way asks", release->call->name);
	free(pages);
}

/* Do the pages there belong to takes of which all pin? */
static bool is_of_pins(const struct ledger *l, const struct entry *release)
{
	bool pins = false;

	for (size_t i = 0; i < l->nr_takes; i++) {
		const struct entry *e = &l->entry[i];

		if (!entries_meet(e, release))
			continue;
		if (e->api->hold != HOLD_PIN || e->flow == release->flow)
			return false;
		pins = true;
	}
	return pins;
}

static void look_at(const struct survey *survey, const struct ledger *l,
		    const struct entry *release, struct records *records)
{
	const struct entry *take = extraction_of(survey, l, release);
	const struct entry *fill = NULL;

	if (!take && is_of_pins(l, release))
		fill = kernel_page_of(l, release);
	if ((!take && !fill) || entry_is_guarded(&survey->facts, release) ||
	    callers_ask(survey, release))
		return;
	report(take, fill, release, records);
}

static void find(const struct survey *survey, struct records *records)
{
	const struct ledger *l = ledger_of(survey);

	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->kind == ENTRY_RELEASE && e->api->hold == HOLD_PIN &&
		    api_has_role(e->call->name, ROLE_RELEASE))
			look_at(survey, l, e, records);
	}
}

const struct rule unpin_unguarded_rule = {
	.name = "unpin-unguarded",
	.summary = "extracted pages are unpinned whether pinned or not",
	.explain =
"iov_iter_extract_pages() pins the pages of a user-backed iterator only; the\n"
"pages of others it just names.  Who unpins them all drops 1024 references\n"
"that nobody took from each page of a kernel iterator.\n"
"\n"
"Example:\n"
"	n = iov_iter_extract_pages(iter, &pages, size, max, 0, &off);\n"
"	...\n"
"	unpin_user_pages(pages, n);	<- a kvec iterator came in\n"
"\n"
"Fix: remember iov_iter_extract_will_pin(iter) and unpin only if it was true.\n"
"\n"
"The same holds for pages that were pinned by address and lie among pages of\n"
"the kernel's own, such as those of vmalloc_to_page().\n"
"\n"
"Limits: any condition on a flag before the release, and one that names pins\n"
"or user memory before a call of the releasing function, counts as asking.\n",
	.finds = true,
	.find = find,
};
