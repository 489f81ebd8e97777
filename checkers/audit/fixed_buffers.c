// SPDX-License-Identifier: GPL-2.0-only
/*
 * Claim 7: does anybody dirty the pages of io_uring's registered buffers?
 *
 * The chain is found by the struct that keeps a registered buffer: who fills
 * it pins user pages, who makes an iterator of it makes a kernel's one, who
 * lets go of it unpins.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "../rules/api.h"
#include "../rules/container.h"
#include "../rules/dirtier.h"
#include "audit.h"

/* What keeps a registered buffer; as old as these are. */
#define KEEPER "io_mapped_ubuf"

/* Pins that stay ask for this: then some mappings are refused.  mm/gup.c */
#define LONGTERM "FOLL_LONGTERM"

/* Questions about a mapping that decide whether it may be pinned for long. */
static const char *const mapping_questions[] = {
	"vma_needs_dirty_tracking", "vma_is_shmem", "is_file_hugepages",
	"shmem_mapping",
};

static const char *const words[] = {
	KEEPER, "IORING_OP_READ_FIXED", "vma_needs_dirty_tracking",
	"vma_is_shmem", "user_backed_iter", NULL
};

struct look {
	const struct survey *survey;
	const struct facts *facts;
	struct claim *claim;
	struct strv handlers;	/* "file:function" that handles a keeper */
	struct strv files;	/* with such functions */
	struct strv pinners;	/* functions that fill in what they pin */
	size_t imports, pins, releases, dirtying;
};

static char *handler_name(const struct place *at)
{
	return xasprintf("%s:%s", at->file, at->in);
}

static void add_handler(struct look *l, const struct place *at)
{
	char *name = handler_name(at);

	strv_add(&l->handlers, name);
	strv_add(&l->files, at->file);
	free(name);
}

static bool is_handler(const struct look *l, const struct place *at)
{
	char *name = handler_name(at);
	bool found = strv_has(&l->handlers, name);

	free(name);
	return found;
}

static void find_handlers(struct look *l)
{
	const struct facts *facts = l->facts;

	for (size_t i = 0; i < facts->nr_declarations; i++) {
		const struct declaration *d = &facts->declaration[i];

		if (expr_mentions(d->type, KEEPER))
			add_handler(l, &d->at);
	}
	for (size_t i = 0; i < facts->nr_functions; i++) {
		const struct function *f = &facts->function[i];

		for (size_t k = 0; k < f->nr_params; k++) {
			if (expr_mentions(f->param[k].type, KEEPER))
				add_handler(l, &f->at);
		}
	}
	/* A member that leads to one, handed on. */
	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];

		for (size_t k = 0; k < c->nr_args; k++) {
			if (expr_mentions(c->arg[k].type, KEEPER))
				strv_add(&l->files, c->at.file);
		}
	}
	strv_sort_unique(&l->handlers);
	strv_sort_unique(&l->files);
}

/* What is stored as a page of a bvec here: "pages [ i ]", or NULL. */
static const char *stored_page(const struct look *l, size_t i)
{
	const struct assignment *a = &l->facts->assignment[i];

	return is_handler(l, &a->at) && ends_with(a->left, " bv_page") ?
		a->right : NULL;
}

/* "f" of "f ( x )", NULL of anything else; the caller frees it. */
static char *function_called_first(const char *text)
{
	char *name = xstrndup(text, strcspn(text, " "));

	if (expr_is_name(name) && starts_with(text + strlen(name), " ( "))
		return name;
	free(name);
	return NULL;
}

static bool pins_itself(const struct facts *facts, const struct place *at)
{
	struct range r = facts_of_file(facts, call, nr_calls, at->file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct call *c = &facts->call[i];

		if (!strcmp(c->at.in, at->in) && api_has_role(c->name, ROLE_PIN))
			return true;
	}
	return false;
}

/*
 * The function around @at, if it pins, else those whose result @pages is; who
 * is told how to allocate makes room for pages and pins none.
 */
static void add_pinners(struct look *l, const struct place *at,
			const char *pages)
{
	const struct facts *facts = l->facts;
	struct range r = facts_of_file(facts, assignment, nr_assignments,
				       at->file);
	char *root = root_of(pages);

	if (pins_itself(facts, at)) {
		strv_add(&l->pinners, at->in);
		r.end = r.begin;
	}
	for (size_t i = r.begin; i < r.end; i++) {
		const struct assignment *a = &facts->assignment[i];
		char *name = function_called_first(a->right);

		if (name && *root && !strcmp(a->at.in, at->in) &&
		    !strcmp(a->left, root) && !strstr(a->right, "GFP_"))
			strv_add(&l->pinners, name);
		free(name);
	}
	free(root);
}

static void find_pinners(struct look *l)
{
	const struct facts *facts = l->facts;

	for (size_t i = 0; i < facts->nr_assignments; i++) {
		if (stored_page(l, i))
			add_pinners(l, &facts->assignment[i].at,
				    stored_page(l, i));
	}
	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];

		/* include/linux/bvec.h */
		if (!strcmp(c->name, "bvec_set_page") && is_handler(l, &c->at))
			add_pinners(l, &c->at, call_arg(c, 1));
	}
	strv_sort_unique(&l->pinners);
}

static void look_init(struct look *l, const struct survey *survey,
		      struct claim *claim)
{
	*l = (struct look){
		.survey = survey, .facts = &survey->facts, .claim = claim,
	};
	find_handlers(l);
	find_pinners(l);
}

static void look_free(struct look *l)
{
	strv_free(&l->handlers);
	strv_free(&l->files);
	strv_free(&l->pinners);
}

static void show_pins(struct look *l)
{
	for (size_t i = 0; i < l->facts->nr_calls; i++) {
		const struct call *c = &l->facts->call[i];
		const struct api *api = api_find(c->name);
		const char *flags;

		if (!api || !(api->roles & ROLE_PIN) ||
		    !strv_has(&l->pinners, c->at.in))
			continue;
		flags = call_arg(c, api->flags_arg);
		l->pins++;
		claim_show(l->claim, &c->at, "registering pins the pages%s",
			   expr_mentions(flags, LONGTERM) ?
			   ", to be written to, for long" : "");
	}
}

/* Who may be registered: asked by the pinner, or where long pins are made. */
static bool decides_over_pins(const struct look *l, const struct place *at)
{
	struct range r = facts_of_file(l->facts, branch, nr_branches, at->file);

	if (strv_has(&l->pinners, at->in))
		return true;
	for (size_t i = r.begin; i < r.end; i++) {
		const struct branch *b = &l->facts->branch[i];

		if (!strcmp(b->at.in, at->in) &&
		    expr_mentions(b->condition, LONGTERM))
			return true;
	}
	return false;
}

static void show_mappings(struct look *l)
{
	for (size_t i = 0; i < l->facts->nr_calls; i++) {
		const struct call *c = &l->facts->call[i];

		for (size_t k = 0; k < ARRAY_SIZE(mapping_questions); k++) {
			if (!strcmp(c->name, mapping_questions[k]) &&
			    decides_over_pins(l, &c->at))
				claim_show(l->claim, &c->at, "%s() lets only "
					   "memory that passes %s() be pinned "
					   "so", c->at.in, c->name);
		}
	}
}

static void show_imports(struct look *l)
{
	const struct function *f = facts_function(l->facts, "",
						  "user_backed_iter");

	for (size_t i = 0; i < l->facts->nr_calls; i++) {
		const struct call *c = &l->facts->call[i];

		if (strcmp(c->name, "iov_iter_bvec") || !is_handler(l, &c->at))
			continue;
		l->imports++;
		claim_show(l->claim, &c->at, "%s() makes a kernel's iterator "
			   "of the buffer", c->at.in);
	}
	if (l->imports && f)
		claim_show(l->claim, &f->at, "false for it, so who does the I/O "
			   "neither pins nor dirties");
}

/* The releases, and whatever dirties in the files that know the buffers. */
static void show_releases(struct look *l)
{
	struct dirtiers dirtiers;

	dirtiers_find(l->survey, &dirtiers);
	for (size_t i = 0; i < l->facts->nr_calls; i++) {
		const struct call *c = &l->facts->call[i];
		const struct api *api = api_find(c->name);
		const char *dirty;

		if (!strv_has(&l->files, c->at.file))
			continue;
		if (call_dirties(l->survey, &dirtiers, c, &dirty)) {
			l->dirtying++;
			claim_show(l->claim, &c->at, "%s() may dirty pages",
				   c->at.in);
		} else if (api && (api->roles & ROLE_RELEASE) &&
			   api->hold == HOLD_PIN && is_handler(l, &c->at)) {
			l->releases++;
			claim_show(l->claim, &c->at, "%s() unpins, and does not "
				   "dirty", c->at.in);
		}
	}
	dirtiers_free(&dirtiers);
}

static void ask(const struct survey *survey, struct claim *claim)
{
	struct look l;

	look_init(&l, survey, claim);
	show_imports(&l);
	show_pins(&l);
	show_mappings(&l);
	show_releases(&l);
	if (!l.imports || !l.pins)
		claim_say(claim, HOLDS_PARTLY, "how this tree keeps registered "
			  "buffers was not recognised, so who dirties them is "
			  "not known");
	else if (l.dirtying)
		claim_say(claim, l.releases ? HOLDS_PARTLY : HOLDS_NOT,
			  "calls around the registered buffers that may dirty "
			  "pages: %zu; that let go of them without: %zu",
			  l.dirtying, l.releases);
	else
		claim_say(claim, HOLDS, "registering pins them, reading into "
			  "them makes a kernel's iterator, letting go of them "
			  "only unpins: a page that was clean stays clean, and "
			  "what was read into it is lost when memory is short");
	look_free(&l);
}

/* What pins may stand in a file that does not know the buffers. */
static void open_names(const struct survey *survey, struct strv *names)
{
	struct look l;

	look_init(&l, survey, NULL);
	for (size_t i = 0; i < l.pinners.n; i++)
		strv_add(names, l.pinners.item[i]);
	look_free(&l);
}

const struct claim_check fixed_buffers_claim = {
	.statement = "nobody dirties the pages of IO_URING_OP_READ_FIXED "
		"(ITER_BVEC)",
	.words = words,
	.ask = ask,
	.open_names = open_names,
};
