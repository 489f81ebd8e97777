// SPDX-License-Identifier: GPL-2.0-only
/*
 * The extract series: who takes references on an iterator's pages comes to
 * extract them.  See extract.h.
 */
#include "extract.h"

#include <stdlib.h>
#include <string.h>

#include "../rules/rule.h"

/* As many as a reader bears. */
#define MAX_PATCHES 15

#define UNKNOWN "its pages are held and let go of in a way that no shape has"

static bool is_reference(const struct record *r)
{
	return !strcmp(r->kind, "acquire") &&
		strcmp(record_field(r, "verdict"), "converted");
}

static const struct site *find_site(const struct sites *sites,
				    const struct record *r)
{
	for (size_t i = 0; i < sites->n; i++) {
		const struct place *at = &sites->site[i].call->at;

		if (!strcmp(at->file, r->file) && at->line == r->line &&
		    at->col == r->col)
			return &sites->site[i];
	}
	return NULL;
}

static void find_takings(struct extract *x)
{
	struct sites sites;

	rules_take_inventory(&x->survey, &x->records);
	sites_find(&x->survey, &sites);
	for (size_t i = 0; i < x->records.n; i++) {
		const struct record *r = &x->records.record[i];
		const struct site *site = find_site(&sites, r);
		struct taking *t;

		if (!is_reference(r) || !site)
			continue;
		t = array_add(&x->taking, &x->nr_takings);
		*t = (struct taking){
			.record = r, .call = site->call, .iter = site->iter,
			.pages = site->pages,
		};
		if (!strcmp(record_field(r, "verdict"), "report-only"))
			t->why = xstrdup(record_field(r, "reason"));
	}
	sites_free(&sites);
}

bool gets_pages(const char *name)
{
	return starts_with(name, "iov_iter_get_pages");
}

/*
 * Interfaces that leave the iterator where it was differ in more than that:
 * those up to 5.19.  From 6.2 to 6.4 the same names took flags, and advanced it.
 */
static bool advances(const struct call *c)
{
	size_t flags = strstr(c->name, "_alloc") ? 4 : 5;

	return ends_with(c->name, "2") || c->nr_args > flags;
}

static const char *why_not_this_api(const struct taking *t)
{
	if (!gets_pages(t->call->name))
		return "it goes through another function, which is not "
			"converted";
	if (!advances(t->call))
		return "the iterator does not advance when its pages are "
			"taken, but would when they are extracted";
	return NULL;
}

static void set_why(struct taking *t, char *why)
{
	if (!*why && t->why) {
		free(why);
		return;
	}
	free(t->why);
	t->why = *why ? why : xstrdup(UNKNOWN);
	if (!*why)
		free(why);
}

static void add_plans(struct extract *x, struct taking *t)
{
	bool drop = !strcmp(record_field(t->record, "verdict"), "drop-ref");
	const char *no = why_not_this_api(t);

	if (no)
		set_why(t, xstrdup(no));
	for (size_t i = 0; shape_at(i) && !no; i++) {
		const struct shape *shape = shape_at(i);
		struct plan *plan;
		char *why;

		if (shape->drops != drop)
			continue;
		plan = xcalloc(1, sizeof(*plan));
		why = shape->recognise(x, t, plan);
		if (why) {
			set_why(t, why);
			plan_free(plan);
			continue;
		}
		plan->shape = shape;
		*array_add(&x->plan, &x->nr_plans) = plan;
	}
}

static int survey_acquires(struct extract *x)
{
	struct survey_options options = {
		.tree = x->series->tree->dir,
		.open_names = rules_open_names,
	};

	survey_run(&x->survey, &options);
	if (!survey_is_complete(&x->survey)) {
		tell_incomplete(&x->survey, "takes pages");
		return EXIT_INCOMPLETE;
	}
	if (!facts_function(&x->survey.facts, "", EXTRACT)) {
		warn("%s has no " EXTRACT "(), which Linux 6.3 brought: pages "
		     "cannot be extracted", x->series->tree->dir);
		return EXIT_USAGE;
	}
	return 0;
}

/* Does @plan have a part in this taking? */
static bool takes_part(const struct plan *plan, const struct taking *t)
{
	const struct place *at = &t->call->at;

	if (strcmp(at->file, plan->files.item[0]))
		return false;
	return strv_has(&plan->functions, t->call->name) ||
		(gets_pages(t->call->name) &&
		 strv_has(&plan->functions, at->in));
}

static bool is_planned(const struct extract *x, const struct plan *plan)
{
	for (size_t i = 0; i < x->nr_takings; i++) {
		if (x->taking[i].plan && takes_part(plan, &x->taking[i]))
			return true;
	}
	return false;
}

static void settle(struct extract *x, struct plan *plan, char *why)
{
	for (size_t i = 0; i < x->nr_takings; i++) {
		struct taking *t = &x->taking[i];

		if (!takes_part(plan, t))
			continue;
		free(t->why);
		t->why = why ? xstrdup(why) : NULL;
		t->plan = why ? NULL : plan;
	}
	free(why);
}

/* Modules cannot share pins before this tree exports the function. */
static bool must_export(struct extract *x, const char **file)
{
	const struct function *f;
	char *path, *text;
	bool exported;

	if (!pool_function(x, ADD_PIN))
		return false;
	f = facts_function(&x->pool, "", ADD_PIN);
	*file = f->at.file;
	path = xasprintf("%s/%s", x->survey.tree.dir, f->at.file);
	text = read_whole_file(path, NULL);
	exported = text && (strstr(text, "EXPORT_SYMBOL(" ADD_PIN ")") ||
			    strstr(text, "EXPORT_SYMBOL_GPL(" ADD_PIN ")"));
	free(text);
	free(path);
	return !exported;
}

static void commit_export(struct extract *x, const char *file)
{
	static const char *const none[] = { NULL };
	char *text = template_read("extract-export.cocci", none);
	char *prefix = subject_prefix(x->series, file), *message;
	const char *const values[] = {
		"PREFIX", prefix, "SMPL", smpl_body(text), NULL
	};
	struct strv one = { 0 };

	strv_add(&one, file);
	if (repo_convert(x->series, smpl_body(text), &one)) {
		message = template_read("extract-export.msg", values);
		repo_commit(x->series, message);
		free(message);
	}
	strv_free(&one);
	free(prefix);
	free(text);
}

/* "f() and g()", or the file if the subject gets too long by that. */
static char *plan_message(struct extract *x, struct plan *plan)
{
	const char *file = strrchr(plan->files.item[0], '/') + 1;
	char *name = xasprintf("extract-%s.msg", plan->shape->name);
	char *where = xasprintf("%s()", plan->functions.item[0]), *message;

	if (!plan->prefix) {
		plan->prefix = subject_prefix(x->series, plan->files.item[0]);
		if (plan->functions.n > 1 ||
		    strlen(plan->prefix) + strlen(where) > 75 - 43) {
			free(where);
			where = xstrdup(file);
		}
		plan_value(plan, "PREFIX", plan->prefix);
		plan_value(plan, "WHERE", where);
		plan_value(plan, "SMPL", plan->smpl);
	}
	message = plan_text(plan, name);
	free(where);
	free(name);
	return message;
}

/* Try one conversion, after what it needs. */
static void convert(struct extract *x, struct plan *plan, bool *exported)
{
	const char *file = NULL;
	bool export = plan->adds_pins && !*exported && must_export(x, &file);
	char *why, *message;

	if (x->series->nr_patches + export >= MAX_PATCHES) {
		settle(x, plan, xasprintf("a series has %d patches at most; "
					  "when these are in, the next one "
					  "has it", MAX_PATCHES));
		return;
	}
	if (export)
		commit_export(x, file);
	why = plan_apply(x, plan);
	if (!why) {
		message = plan_message(x, plan);
		repo_commit(x->series, message);
		free(message);
		*exported |= export;
	} else if (export) {
		repo_uncommit(x->series, 1);
	}
	plan->committed = !why;
	settle(x, plan, why);
}

static void make_repo(struct extract *x)
{
	struct strv files = { 0 };
	const char *file;

	for (size_t i = 0; i < x->nr_plans; i++) {
		const struct plan *plan = x->plan[i];

		for (size_t k = 0; k < plan->files.n; k++)
			strv_add(&files, plan->files.item[k]);
		if (plan->adds_pins && must_export(x, &file))
			strv_add(&files, file);
	}
	strv_sort_unique(&files);
	repo_create(x->series, &files);
	strv_free(&files);
}

void extract_convert(struct extract *x)
{
	bool exported = false, first = !x->series->repo;

	if (first)
		make_repo(x);
	else
		repo_uncommit(x->series, 0);
	for (size_t i = 0; i < x->nr_plans; i++) {
		struct plan *plan = x->plan[i];

		if (first ? !is_planned(x, plan) : plan->committed) {
			progress("converting %s", plan->files.item[0]);
			convert(x, plan, &exported);
		}
	}
	progress_end();
}

static int begin(struct extract *x)
{
	int status = survey_acquires(x);

	facts_init(&x->pool);
	if (status)
		return status;
	find_takings(x);
	for (size_t i = 0; i < x->nr_takings; i++) {
		if (!x->taking[i].why)
			add_plans(x, &x->taking[i]);
	}
	if (x->nr_plans)
		extract_convert(x);
	return x->survey.engine_failed ? EXIT_INCOMPLETE : 0;
}

static void end(struct extract *x)
{
	for (size_t i = 0; i < x->nr_plans; i++)
		plan_free(x->plan[i]);
	for (size_t i = 0; i < x->nr_takings; i++)
		free(x->taking[i].why);
	free(x->plan);
	free(x->taking);
	strv_free(&x->pooled);
	facts_free(&x->pool);
	records_free(&x->records);
	survey_free(&x->survey);
}

/* "FILE: f()" for each site of the series, or of those left "FILE: f(): WHY" */
static char *site_lines(const struct extract *x, bool left)
{
	char *list = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&list, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < x->nr_takings; i++) {
		const struct taking *t = &x->taking[i];

		/* A function may take pages in more than one way. */
		if (!t->plan != left ||
		    (i && t->plan && t->plan == t[-1].plan &&
		     !strcmp(t->record->function, t[-1].record->function)))
			continue;
		fprintf(f, "%s  %s: %s()%s%s", ftell(f) ? "\n" : "",
			t->record->file, t->record->function,
			left ? ":\n    " : "", left ? t->why : "");
	}
	fclose(f);
	return list;
}

static char *cover_letter(const struct extract *x)
{
	char *sites = site_lines(x, false), *left = site_lines(x, true);
	char *prefix = subject_prefix(x->series, "lib/iov_iter.c");
	char *base = series_base(x->series);
	const char *const values[] = {
		"PREFIX", prefix, "SITES", sites,
		"COMPILED", series_compiled_text(x->series),
		"LEFT", *left ? left : "  None.", NULL
	};
	char *text = template_read("extract-cover.msg", values);
	char *cover = xasprintf("%s%s", text, base);

	free(text);
	free(base);
	free(prefix);
	free(left);
	free(sites);
	return cover;
}

static int make(struct series *series)
{
	struct extract x = { .series = series };
	int status = begin(&x);
	char *cover;

	/* What is left out may have been what other patches needed. */
	while (!status && series->nr_patches && 
	       !(extract_prove(&x) && extract_compile(&x))) {
		x.incomplete = true;
		extract_convert(&x);
	}
	if (!status && !series->nr_patches) {
		warn("nothing in %s can be converted; diopin series extract "
		     "--list says why", series->tree->dir);
		status = x.incomplete ? EXIT_INCOMPLETE : EXIT_USAGE;
	}
	if (!status) {
		cover = cover_letter(&x);
		repo_publish(series, cover);
		free(cover);
		status = x.incomplete ? EXIT_FINDINGS : 0;
	}
	end(&x);
	return status;
}

static int list(struct series *series)
{
	struct extract x = { .series = series };
	int status = begin(&x);

	for (size_t i = 0; i < x.nr_takings; i++) {
		const struct taking *t = &x.taking[i];

		printf("%s:%d: %s(): %s, %s%s\n", t->record->file,
		       t->record->line, t->record->function,
		       t->plan ? "in the series" : "left",
		       t->plan ? "the pages " : "",
		       t->plan ? t->plan->shape->summary : t->why);
	}
	end(&x);
	return status;
}

const struct series_kind extract_series = {
	.name = "extract",
	.summary = "pages are extracted, and pinned if they are the user's",
	.make = make,
	.list = list,
};
