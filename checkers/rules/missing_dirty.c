// SPDX-License-Identifier: GPL-2.0-only
/*
 * missing-dirty: user pages that are written are let go of clean.
 */
#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../lex/expr.h"
#include "container.h"
#include "ledger.h"
#include "rule.h"

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

/* The flow or the file shows who writes: a device, or the kernel by itself. */
struct evidence {
	const struct entry *release;	/* the last, none of which dirties */
	const struct entry *map;	/* where the kernel looks into the pages */
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

	r = finding_add(records, "missing-dirty", "error", &release->at,
			entry_subject(release),
			"the pages of %s were taken to be written, and %s() "
			"lets go of them without marking them dirty", pages,
			release->call->name);
	finding_step(r, &take->at, "%s() takes them with FOLL_WRITE",
		     take->call->name);
	if (ev->map)
		finding_step(r, &ev->map->at, "%s() lets the kernel write "
			     "into them", ev->map->call->name);
	finding_step(r, &release->at, "%s() lets go of them clean%s",
		     release->call->name, ev->device ?
		     ", after a device may have written them" : "");
	free(pages);
}

static void find(const struct survey *survey, struct records *records)
{
	const struct ledger *l = ledger_of(survey);

	(void)survey;
	for (size_t i = 0; i < l->nr_takes; i++) {
		const struct entry *e = &l->entry[i];
		struct evidence ev = { 0 };

		if (asks_for_write(e->take) &&
		    look_for_evidence(l, e, &ev) && ev.release &&
		    (ev.device || (ev.map && e->api->hold == HOLD_PIN)))
			report(e, &ev, records);
	}
}

const struct rule missing_dirty_rule = {
	.name = "missing-dirty",
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
"Limits: only if nobody who lets go of these pages dirties them, FOLL_WRITE is\n"
"asked for unconditionally, and the code shows who writes: it maps them for\n"
"DMA_FROM_DEVICE or DMA_BIDIRECTIONAL, or with kmap().  Pages that are mapped\n"
"DMA_TO_DEVICE are only read.\n",
	.finds = true,
	.find = find,
};
