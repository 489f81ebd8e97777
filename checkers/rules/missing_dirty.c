// SPDX-License-Identifier: GPL-2.0-only
/*
 * missing-dirty: user pages that are written are let go of clean.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../lex/expr.h"
#include "clean_read.h"
#include "container.h"
#include "fate.h"
#include "ignored_flag.h"
#include "ledger.h"
#include "rule.h"
#include "untold_release.h"

#define RULE "missing-dirty"

/* Is a flag argument sure to ask for writable pages?  Not "w ? FOLL_WRITE : 0",
 * nor a variable to which somebody adds it under a condition. */
static bool asks_for_write(const struct take *t)
{
	const char *flags = take_flags(t);

	return text_mentions(flags, "FOLL_WRITE") && !strchr(flags, '?');
}

/* What a function says of the direction in which its device moves data. */
static bool names_direction(const struct flow *flow, const char *const *names,
			    size_t n)
{
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct call *c = &b->event[k].call;

			for (size_t m = 0; b->event[k].is_call &&
			     m < c->nr_args * n; m++) {
				if (!strcmp(c->arg[m / n].expr, names[m % n]))
					return true;
			}
		}
	}
	return false;
}

static bool is_read_by_device(const struct flow *flow)
{
	static const char *const to[] = { "DMA_TO_DEVICE" };

	return names_direction(flow, to, ARRAY_SIZE(to));
}

static bool is_written_by_device(const struct flow *flow)
{
	static const char *const from[] = {
		"DMA_FROM_DEVICE", "DMA_BIDIRECTIONAL",
	};

	return names_direction(flow, from, ARRAY_SIZE(from));
}

/* Functions that write into the page that is their first argument. */
static bool is_writer(const char *name)
{
	static const char *const names[] = {
		"copy_page_from_iter", "copy_folio_from_iter", "memcpy_to_page",
		"memcpy_to_folio", "memset_page", "memzero_page",
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (starts_with(name, names[i]))
			return true;
	}
	return false;
}

static const struct call *writing_call(const struct survey *survey,
				       const struct names *names,
				       const struct call *c, int depth);

/* The call in a function that writes into what @root names; or NULL. */
static const struct call *writer_in(const struct survey *survey,
				    const struct flow *flow, const char *root,
				    int depth)
{
	struct names names = names_of(&survey->facts, flow, root);
	const struct call *found = NULL;

	for (size_t i = 0; i < flow->nr_blocks && !found; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events && !found; k++) {
			const struct call *c = &b->event[k].call;

			if (b->event[k].is_call)
				found = writing_call(survey, &names, c, depth);
		}
	}
	names_free(&names);
	return found;
}

/* Does a call write into the pages, itself or one call further down? */
static const struct call *writing_call(const struct survey *survey,
				       const struct names *names,
				       const struct call *c, int depth)
{
	const struct function *f;
	const struct flow *flow;

	if (is_writer(c->name))
		return names_match(names, call_arg(c, 0)) ? c : NULL;
	f = depth ? function_called(survey, c->at.file, c->name) : NULL;
	flow = f ? facts_flow(&survey->facts, f->at.file, f->at.in) : NULL;
	for (size_t i = 0; flow && i < c->nr_args && i < f->nr_params; i++) {
		const char *path = names_match(names, c->arg[i].expr);

		if (path && !*path)
			return writer_in(survey, flow, f->param[i].name,
					 depth - 1);
	}
	return NULL;
}

/* The flow or the file shows who writes: a device, or the kernel by itself. */
struct evidence {
	const struct entry *release;	/* the last, none of which dirties */
	const struct entry *map;	/* where the kernel looks into the pages */
	const struct call *writer;	/* where it surely writes into them */
	bool device;
};

/*
 * What becomes of the pages of a take; false if somebody dirties them, or if
 * a device only reads them.
 */
static bool look_for_evidence(const struct ledger *l, const struct entry *take,
			      struct evidence *ev)
{
	if (is_read_by_device(take->flow))
		return false;
	ev->device = is_written_by_device(take->flow);
	for (size_t i = l->nr_takes; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->kind == ENTRY_FILL || !entries_meet(e, take))
			continue;
		if (e->dirties || is_read_by_device(e->flow))
			return false;
		ev->device |= is_written_by_device(e->flow);
		/* Best the release that is not for a failed take. */
		if (e->kind == ENTRY_RELEASE &&
		    (!ev->release || e->flow != take->flow))
			ev->release = e;
		if (e->kind == ENTRY_MAP)
			ev->map = e;
	}
	return true;
}

static void report(const struct entry *take, const struct evidence *ev,
		   struct records *records)
{
	const struct entry *release = ev->release;
	char *pages = expr_pretty(release->root);
	struct record *r;

	r = finding_add(records, RULE, "error", &release->at,
			entry_subject(release),
			"the pages of %s were taken to be written, and %s() "
			"lets go of them without marking them dirty", pages,
			release->call->name);
	finding_step(r, &take->at, "%s() takes them with FOLL_WRITE",
		     take->call->name);
	if (ev->map)
		finding_step(r, &ev->map->at, "%s() lets the kernel write "
			     "into them", ev->map->call->name);
	if (ev->writer)
		finding_step(r, &ev->writer->at, "%s() writes into them",
			     ev->writer->name);
	finding_step(r, &release->at, "%s() lets go of them clean%s",
		     release->call->name, ev->device ?
		     ", after a device may have written them" : "");
	free(pages);
}

/*
 * Is it told who writes?  If FOLL_WRITE hangs on a condition, looking into the
 * pages is not enough, that may be all that is done without it; nor is a
 * release by the function that takes them, which may be for a failure.
 */
static bool is_told(const struct survey *survey, const struct entry *take,
		    struct evidence *ev)
{
	if (!take_may_write(survey, take->take))
		return false;
	ev->writer = writer_in(survey, take->flow, take->root, 2);
	if (!asks_for_write(take->take))
		return ev->writer ||
			(ev->device && ev->release->flow != take->flow);
	return ev->writer || ev->device ||
		(ev->map && take->api->hold == HOLD_PIN);
}

static void find(const struct survey *survey, struct records *records)
{
	const struct ledger *l = ledger_of(survey);

	for (size_t i = 0; i < l->nr_takes; i++) {
		const struct entry *e = &l->entry[i];
		struct evidence ev = { 0 };

		if (look_for_evidence(l, e, &ev) && ev.release &&
		    is_told(survey, e, &ev))
			report(e, &ev, records);
	}
	ignored_flags_report(survey, RULE, records);
	untold_releases_report(survey, RULE, records);
	clean_reads_report(survey, RULE, records);
}

const struct rule missing_dirty_rule = {
	.name = RULE,
	.summary = "user pages that are written are let go of clean",
	.explain =
"User pages are pinned with FOLL_WRITE, a device or the kernel writes into\n"
"them, and no way of letting go of them marks them dirty: reclaim may drop the\n"
"page, or writeback leave the old data on the disk.\n"
"\n"
"Example:\n"
"	pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
"	...the data arrive...\n"
"	unpin_user_pages(pages, n);\n"
"\n"
"Fix: unpin_user_pages_dirty_lock(pages, n, true) once something was written.\n"
"See Documentation/core-api/pin_user_pages.rst.\n"
"\n"
"Also: a flag that was set for reads into user memory and that decides the wrong\n"
"way round, or that no dirtying looks at any more; and a function that could\n"
"dirty the pages, in all calls of which its mark_dirty parameter is false.\n"
"\n"
"Limits: only if nobody who lets go of these pages dirties them, and the code\n"
"shows who writes: it maps them for DMA_FROM_DEVICE or DMA_BIDIRECTIONAL, copies\n"
"into them, or, if FOLL_WRITE is asked for unconditionally, maps them with\n"
"kmap().  Pages that are mapped DMA_TO_DEVICE are only read.\n",
	.finds = true,
	.find = find,
	.near_names = clean_reads_near_names,
};
