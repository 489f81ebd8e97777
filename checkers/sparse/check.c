// SPDX-License-Identifier: GPL-2.0-only
/*
 * Warnings: see check.h.
 *
 * Two things only, and those only where the function at hand leaves no way
 * out.  Everything that needs a second file is left to diopin itself.
 */
#include "check.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "source.h"

/*
 * Functions that fill an array of pages which put_page() must not touch: they
 * are pinned, or not held at all.
 */
static const struct {
	const char *name;
	int pages_arg;
} pins[] = {
	{ "pin_user_pages", 3 },
	{ "pin_user_pages_fast", 3 },
	{ "pin_user_pages_unlocked", 2 },
	{ "pin_user_pages_remote", 4 },
	{ "iov_iter_extract_pages", 1 },
};

/* Functions that take the page lock, if the argument says so. */
static const struct {
	const char *name;
	int dirty_arg;		/* -1: always */
} sleepers[] = {
	{ "bio_release_pages", 1 },
	{ "unpin_user_pages_dirty_lock", 2 },
	{ "unpin_user_page_range_dirty_lock", 2 },
	{ "bio_set_pages_dirty", -1 },
	{ "set_page_dirty_lock", -1 },
	{ "folio_mark_dirty_lock", -1 },
};

/* Whoever asks these knows that the context is not always the same. */
static const char *const context_questions[] = {
	"in_task", "in_interrupt", "in_atomic", "irqs_disabled", "preemptible",
};

static void warn(int token, const char *rule, const char *sentence)
{
	struct place place = unit_place(token);

	fprintf(stderr, "%s:%d:%d: warning: %s [%s]\n",
		stream_name(place.stream), place.line, source_column(place),
		sentence, rule);
}

/* Call @use for each event of a function until it returns true. */
static bool any_event(const struct function *f,
		      bool (*use)(const struct event *e, const void *arg),
		      const void *arg)
{
	for (int i = 0; i < f->flow.nr_blocks; i++) {
		const struct block *b = &f->flow.block[i];

		for (int k = 0; b->wanted && k < b->nr_events; k++) {
			if (use(&b->event[k], arg))
				return true;
		}
	}
	return false;
}

/* "bio->bi_end_io = @name" */
static bool sets_end_io(const struct event *e, const void *name)
{
	size_t n = strlen(e->name);

	return e->op && e->owner && !strcmp(e->owner, "struct bio") &&
	       n > 9 && !strcmp(e->name + n - 9, "bi_end_io") &&
	       !strcmp(e->right, name);
}

static bool asks_context(const struct event *e, const void *unused)
{
	(void)unused;
	for (size_t i = 0; !e->op && i < ARRAY_SIZE(context_questions); i++) {
		if (!strcmp(e->name, context_questions[i]))
			return true;
	}
	return false;
}

static bool warn_if_sleeps(const struct event *e, const void *unused)
{
	(void)unused;
	for (size_t i = 0; !e->op && i < ARRAY_SIZE(sleepers); i++) {
		int n = sleepers[i].dirty_arg;

		if (strcmp(e->name, sleepers[i].name))
			continue;
		if (n >= 0 && (n >= e->nr_args || !e->arg[n].constant ||
			       !e->arg[n].number))
			continue;
		warn(e->token, "dirty-in-atomic",
		     "dirtying sleeps, but bi_end_io is called in interrupts");
	}
	return false;
}

static void check_end_io(const struct functions *all, const struct function *f)
{
	const char *name = show_ident(f->symbol->ident);
	bool is_end_io = false;

	for (int i = 0; i < all->nr_functions && !is_end_io; i++)
		is_end_io = any_event(all->function[i], sets_end_io, name);
	if (is_end_io && !any_event(f, asks_context, NULL))
		any_event(f, warn_if_sleeps, NULL);
}

/* Does a text name the variable, as a word of its own? */
static bool mentions(const char *text, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = text; (p = strstr(p, name)); p += n) {
		bool begins = p == text ||
			!(isalnum((unsigned char)p[-1]) || p[-1] == '_');
		bool ends = !(isalnum((unsigned char)p[n]) || p[n] == '_');

		if (begins && ends)
			return true;
	}
	return false;
}

/* What a call fills with pages that are no references; NULL if nothing. */
static const char *pinned_array(const struct event *e)
{
	for (size_t i = 0; !e->op && i < ARRAY_SIZE(pins); i++) {
		const char *text;

		if (strcmp(e->name, pins[i].name) ||
		    pins[i].pages_arg >= e->nr_args)
			continue;
		text = e->arg[pins[i].pages_arg].text;
		return *text == '&' ? text + 1 : text;
	}
	return NULL;
}

/* "put_page(pages[i])" */
static bool puts_element(const struct event *e, const char *pages)
{
	const char *text;

	if (e->op || e->nr_args != 1 || strcmp(e->name, "put_page"))
		return false;
	text = e->arg[0].text;
	return !strncmp(text, pages, strlen(pages)) &&
	       text[strlen(pages)] == '[';
}

/* Is something else done with the pages than pinning, unpinning, putting? */
static bool disturbs(const struct event *e, const void *pages)
{
	if (e->op && !strcmp(e->name, pages) && !strcmp(e->right, "NULL"))
		return false;
	if (e->op)
		return mentions(e->name, pages) || mentions(e->right, pages);
	if (e->result && mentions(e->result, pages))
		return true;
	if (pinned_array(e) || puts_element(e, pages) ||
	    !strncmp(e->name, "unpin_user_page", 15) ||
	    !strcmp(e->name, "kfree") || !strcmp(e->name, "kvfree"))
		return false;
	for (int i = 0; i < e->nr_args; i++) {
		if (mentions(e->arg[i].text, pages))
			return true;
	}
	return false;
}

static bool warn_if_put(const struct event *e, const void *pages)
{
	if (puts_element(e, pages))
		warn(e->token, "put-on-pinned",
		     "put_page() of a page that is not held by a reference");
	return false;
}

static bool is_local(const struct function *f, const char *name)
{
	for (int i = 0; i < f->nr_locals; i++) {
		if (!strcmp(f->local[i].name, name))
			return true;
	}
	return false;
}

/* What somebody else gave may hold other pages, too. */
static bool check_pinned(const struct event *e, const void *function)
{
	const struct function *f = function;
	const char *pages = pinned_array(e);

	if (!pages || !is_local(f, pages) || any_event(f, disturbs, pages))
		return false;
	any_event(f, warn_if_put, pages);
	return true;
}

void check_functions(const struct functions *functions)
{
	for (int i = 0; i < functions->nr_functions; i++) {
		const struct function *f = functions->function[i];

		if (choose_is_of_header(f->symbol))
			continue;
		check_end_io(functions, f);
		any_event(f, check_pinned, f);
	}
}
