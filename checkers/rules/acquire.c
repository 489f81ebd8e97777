// SPDX-License-Identifier: GPL-2.0-only
/*
 * acquire: every call that takes hold of an iterator's pages.
 */
#include "api.h"
#include "class.h"
#include "rule.h"
#include "site.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"

/* No way from user space leads there, so the iterator is the kernel's. */
#define UNREACHED "buffered"

static const char *const hold_names[] = {
	[HOLD_NONE] = "none",
	[HOLD_REF] = "ref",
	[HOLD_EXTRACT] = "extract",
	[HOLD_FLAGGED] = "flagged",
};

struct verdict {
	const char *name;
	const char *reason;
};

/* The local variable that receives the pages: "& page" or "pages". */
static const char *received_in(const struct site *site)
{
	const char *text = site->pages;

	if (text[0] == '&' && text[1] == ' ')
		text += 2;
	return expr_is_name(text) ? text : NULL;
}

/*
 * Does the member that the pages are stored in also receive pages from
 * elsewhere?  Then its release lets go of several kinds of hold, which one
 * boolean cannot tell apart.
 */
static bool shares_member(const struct facts *facts, const struct site *site)
{
	const struct place *at = &site->call->at;
	struct range r = facts_of_file(facts, assignment, nr_assignments,
				       at->file);
	const char *page = received_in(site);
	const char *member = NULL;

	for (size_t i = r.begin; page && i < r.end; i++) {
		const struct assignment *a = &facts->assignment[i];

		if (!strcmp(a->at.in, at->in) && !strcmp(a->right, page) &&
		    strstr(a->left, "->"))
			member = a->left;
	}
	for (size_t i = r.begin; member && i < r.end; i++) {
		const struct assignment *a = &facts->assignment[i];

		if (!strcmp(a->left, member) && !expr_is_false(a->right) &&
		    strcmp(a->right, page))
			return true;
	}
	return false;
}

/* Does the interface, as this tree implements it, extract? */
static bool extracts(const struct facts *facts, const struct api *api)
{
	const struct function *f = facts_function(facts, "", api->name);
	struct range r;

	if (!f)
		return false;
	r = facts_of_file(facts, call, nr_calls, f->at.file);
	for (size_t i = r.begin; i < r.end; i++) {
		const struct api *inner = api_find(facts->call[i].name);

		if (inner && inner->hold == HOLD_EXTRACT)
			return true;
	}
	return false;
}

static struct verdict verdict_of_reference(const struct facts *facts,
					   const struct site *site,
					   const char *class)
{
	if (!class)
		return (struct verdict){ "report-only",
			"where it is reached from was not found" };
	if (!strcmp(class, "buffered"))
		return (struct verdict){ "drop-ref",
			"kernel iterators only: their owner keeps the pages" };
	if (!strcmp(class, "zerocopy"))
		return (struct verdict){ "report-only",
			"the pages move to a network buffer, which puts them" };
	if (!strcmp(class, "splice"))
		return (struct verdict){ "report-only",
			"the pages move to a pipe, which may keep them for ever" };
	if (!strcmp(class, "test") || !strcmp(class, "api"))
		return (struct verdict){ "report-only",
			"part of the interface or of its tests" };
	if (shares_member(facts, site))
		return (struct verdict){ "report-only",
			"the pages share a member with pages of other owners" };
	return (struct verdict){ "convert",
		"a reference does not keep fork() from copying the page" };
}

static struct verdict verdict_of(const struct facts *facts,
				 const struct site *site, const char *class)
{
	if (site->api->hold == HOLD_EXTRACT)
		return (struct verdict){ "converted", "the pages are extracted" };
	if (site->api->hold == HOLD_FLAGGED)
		return extracts(facts, site->api) ?
			(struct verdict){ "converted",
				"the bio extracts the pages and remembers it" } :
			(struct verdict){ "convert",
				"the bio takes references in this tree" };
	return verdict_of_reference(facts, site, class);
}

static const char *what_it_takes(enum hold hold)
{
	switch (hold) {
	case HOLD_REF:
		return "takes references on";
	case HOLD_EXTRACT:
		return "extracts";
	default:
		return "puts into a bio";
	}
}

static void report(const struct survey *survey, struct records *records,
		   const struct site *site)
{
	const struct call *c = site->call;
	const char *class = class_of_acquire(survey, &c->at, NULL);
	struct verdict v = verdict_of(&survey->facts, site, class);
	char *iter = expr_pretty(site->iter);
	char *pages = expr_pretty(site->pages);
	struct record *r;

	r = record_add(records, "acquire", &c->at,
		       "%s() %s the pages of %s: %s, %s (%s)", c->name,
		       what_it_takes(site->api->hold), iter,
		       class ? class : UNREACHED, v.name, v.reason);
	record_string(r, "api", c->name);
	record_string(r, "class", class ? class : UNREACHED);
	record_string(r, "holds", hold_names[site->api->hold]);
	record_string(r, "verdict", v.name);
	record_string(r, "reason", v.reason);
	record_string(r, "iter", iter);
	record_string(r, "pages", pages);
	if (site->wrapper)
		record_string(r, "wrapper_of", site->api->name);
	free(iter);
	free(pages);
}

static void find(const struct survey *survey, struct records *records)
{
	struct sites sites;

	sites_find(survey, &sites);
	for (size_t i = 0; i < sites.n; i++)
		report(survey, records, &sites.site[i]);
	sites_free(&sites);
}

static void open_names(const struct survey *survey, struct strv *names)
{
	struct sites sites;

	sites_find(survey, &sites);
	for (size_t i = 0; i < sites.n; i++)
		class_of_acquire(survey, &sites.site[i].call->at, names);
	sites_free(&sites);
}

const struct rule acquire_rule = {
	.name = "acquire",
	.summary = "a call that takes hold of an iterator's pages",
	.explain =
"Every call of the iov_iter_get_pages family, iov_iter_extract_pages(),\n"
"iov_iter_extract_bvecs(), extract_iter_to_sg(), netfs_extract_user_iter(),\n"
"bio_iov_iter_get_pages(), and of functions that hand on what they acquire\n"
"through these (\"wrapper_of\").\n"
"\n"
"holds    ref      a reference, even for user pages: fork() may copy the page\n"
"                  away from under a DMA read, and the parent loses the data\n"
"         extract  a pin if the iterator is user-backed, else nothing\n"
"         flagged  the bio remembers which\n"
"class    dio, passthrough, zerocopy, splice, crypto, buffered, device, test\n"
"         or api: from where the pages go and where the call is reached from\n"
"verdict  converted    the pages are extracted\n"
"         convert      to be changed to iov_iter_extract_pages()\n"
"         drop-ref     the reference goes and nothing comes in its place\n"
"         report-only  not convertible locally; \"reason\" says why\n"
"\n"
"Example:\n"
"	n = iov_iter_get_pages2(iter, pages, LONG_MAX, 16, &offset);\n"
"\n"
"What to do: extract the pages, remember iov_iter_extract_will_pin() in the\n"
"request, and unpin under it wherever the pages were put.\n"
"\n"
"Limits: calls through a pointer to one of these functions are not seen;\n"
"operations that are not listed as entry points are not followed upwards.\n",
	.find = find,
	.open_names = open_names,
};
