// SPDX-License-Identifier: GPL-2.0-only
/*
 * Claim 2: is each flag set exactly for reads into user memory, and is that
 * what is pinned?
 */
#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "../rules/api.h"
#include "audit.h"
#include "predicate.h"

/* How far up a function is followed to what it is an operation for. */
#define MAX_DEPTH 4

/* What tells whether an iterator's pages are pinned.  include/linux/uio.h */
#define PINNED_PREDICATE "iov_iter_extract_will_pin"

/* An iterator that is user-backed in whichever of its kinds. */
#define USER_BACKED "user_backed_iter"

static const char *const words[] = {
	PINNED_PREDICATE, USER_BACKED, "iter_is_iovec", "iter_is_ubuf",
	"iov_iter_get_pages*", "iov_iter_extract_pages",
	"bio_set_pages_dirty", "bio_check_pages_dirty", "bio_release_pages",
	"set_page_dirty_lock", "folio_mark_dirty_lock", NULL
};

/* READ, ITER_DEST, REQ_OP_READ: 1; WRITE and its kind: -1; else 0. */
static int direction_of(const char *constant)
{
	if (!expr_is_constant_name(constant))
		return 0;
	if (ends_with(constant, "READ") || ends_with(constant, "_DEST"))
		return 1;
	if (ends_with(constant, "WRITE") || ends_with(constant, "_SOURCE"))
		return -1;
	return 0;
}

static int says_read(const struct facts *facts, const struct place *at,
		     const char *text, bool look_up);

/* What a local is set from: "write = iov_iter_rw(iter) == WRITE". */
static int local_says_read(const struct facts *facts, const struct place *at,
			   const char *name)
{
	struct range r = facts_of_file(facts, assignment, nr_assignments,
				       at->file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct assignment *a = &facts->assignment[i];
		int says;

		if (strcmp(a->at.in, at->in) || strcmp(a->left, name))
			continue;
		says = says_read(facts, at, a->right, false);
		if (says)
			return says;
	}
	return 0;
}

/* 1 if the text is true only of reads, -1 if only of writes, 0 if neither. */
static int says_read(const struct facts *facts, const struct place *at,
		     const char *text, bool look_up)
{
	struct expr e = expr_parse(text);
	int says = 0;

	for (size_t i = 0; i < e.n && !says; i++) {
		const struct expr_token *t = &e.token[i];

		if (t->kind != TOKEN_NAME)
			continue;
		says = direction_of(t->text);
		if (!says && look_up && !t->in_call && !t->called)
			says = local_says_read(facts, at, t->text);
		if ((i && !strcmp(e.token[i - 1].text, "!=")) ||
		    (i + 1 < e.n && !strcmp(e.token[i + 1].text, "!=")))
			says = -says;
		if (t->negated)
			says = -says;
	}
	expr_free(&e);
	return says;
}

/*
 * The operations of a file that a function serves at last: bit 0 of reading,
 * bit 1 of writing.
 */
static unsigned int served(const struct survey *survey, const char *file,
			   const char *function, int depth)
{
	struct range r = graph_uses(&survey->graph, function);
	unsigned int serves = 0;

	for (size_t i = r.begin; i < r.end && depth < MAX_DEPTH; i++) {
		const struct use *use = &survey->graph.use[i];

		if (!use_may_mean(&survey->graph, use, file))
			continue;
		if (use->kind == USE_MEMBER) {
			serves |= !strcmp(use->member, "read_iter");
			serves |= !strcmp(use->member, "write_iter") << 1;
		} else if (use->kind == USE_CALL &&
			   strcmp(use->at.in, function)) {
			serves |= served(survey, use->at.file, use->at.in,
					 depth + 1);
		}
	}
	return serves;
}

/* The question about the iterator that a predicate asks, or NULL. */
static const char *user_question(const char *predicate)
{
	struct expr e = expr_parse(predicate);
	const char *name = NULL;

	for (size_t i = 0; i < e.n && !name; i++) {
		const struct expr_token *t = &e.token[i];

		if (t->called && !t->negated &&
		    api_has_role(t->text, ROLE_USER_BACKED))
			name = api_find(t->text)->name;
	}
	expr_free(&e);
	return name;
}

bool flag_is_exact(const struct survey *survey, const struct dirty_flag *flag,
		   char **words)
{
	const struct facts *facts = &survey->facts;
	const char *question = user_question(flag->predicate);
	bool all = question && (!strcmp(question, USER_BACKED) ||
				!facts_function(facts, "", USER_BACKED));
	bool read = says_read(facts, &flag->at, flag->predicate, true) > 0;
	const char *name = flag->carrier.name, *why = "";

	if (!read && served(survey, flag->at.file, flag->at.in, 0) == 1) {
		read = true;
		why = ", since only reads come here";
	}
	if (!question)
		*words = xasprintf("%s does not ask for user memory", name);
	else if (!all)
		*words = xasprintf("%s asks %s(), which is not all user memory",
				   name, question);
	else if (!read)
		*words = xasprintf("%s is set for user memory, and nothing says "
				   "that it is for reads alone", name);
	else
		*words = xasprintf("%s is set for reads into user memory and "
				   "nothing else%s", name, why);
	return all && read;
}

/* Judge one flag; is it set exactly for reads into user memory? */
static bool judge_flag(const struct survey *survey,
		       const struct dirty_flag *flag, struct claim *claim)
{
	char *words;
	bool exact = flag_is_exact(survey, flag, &words);

	claim_show(claim, &flag->at, "%s", words);
	free(words);
	return exact;
}

/* What the tree says is pinned; does it say that of reads alone? */
static bool pins_reads_only(const struct survey *survey, struct claim *claim,
			    bool *known)
{
	const struct facts *facts = &survey->facts;
	const struct function *f = facts_function(facts, "", PINNED_PREDICATE);
	bool reads = false;

	*known = f;
	for (size_t i = 0; f && i < facts->nr_jumps; i++) {
		const struct jump *j = &facts->jump[i];

		if (j->is_goto || strcmp(j->at.in, f->at.in) ||
		    strcmp(j->at.file, f->at.file))
			continue;
		reads = says_read(facts, &j->at, j->value, true) > 0;
		claim_show(claim, &j->at, reads ? "pinned for reads only" :
			   "pinned whatever the direction: for writes, too");
	}
	return reads;
}

static void ask(const struct survey *survey, struct claim *claim)
{
	struct dirty_flags flags;
	size_t exact = 0, all = 0;
	bool known, reads;

	dirty_flags_find(survey, &flags);
	for (size_t i = 0; i < flags.n; i++) {
		if (flags.flag[i].copied)
			continue;
		all++;
		exact += judge_flag(survey, &flags.flag[i], claim);
	}
	reads = pins_reads_only(survey, claim, &known);
	claim_say(claim, !exact ? HOLDS_NOT : exact == all && reads ? HOLDS :
		  HOLDS_PARTLY, "%zu of %zu flags are set exactly for reads "
		  "into user memory; %s", exact, all,
		  !known ? "this tree pins no pages of iterators, so there is "
		  "nothing to be the same as" :
		  reads ? "so are pages pinned" :
		  "but pages are pinned for writes, too");
	dirty_flags_free(&flags);
}

/* A function and all that come there: callers may be in files not seen yet. */
static void open_callers(const struct survey *survey, const char *file,
			 const char *function, int depth, struct strv *names)
{
	struct range r = graph_uses(&survey->graph, function);

	strv_add(names, function);
	for (size_t i = r.begin; i < r.end && depth < MAX_DEPTH; i++) {
		const struct use *use = &survey->graph.use[i];

		if (use->kind == USE_CALL && strcmp(use->at.in, function) &&
		    use_may_mean(&survey->graph, use, file))
			open_callers(survey, use->at.file, use->at.in,
				     depth + 1, names);
	}
}

/* A flag that does not say that it is for reads: who comes there? */
static void open_names(const struct survey *survey, struct strv *names)
{
	struct dirty_flags flags;

	dirty_flags_find(survey, &flags);
	for (size_t i = 0; i < flags.n; i++) {
		const struct dirty_flag *f = &flags.flag[i];

		if (!f->copied && says_read(&survey->facts, &f->at,
					    f->predicate, true) <= 0)
			open_callers(survey, f->at.file, f->at.in, 0, names);
	}
	dirty_flags_free(&flags);
}

const struct claim_check predicate_claim = {
	.statement = "should_dirty is set iff the iterator is user-backed and "
		"the operation is a read, precisely the BIO_PAGE_PINNED case",
	.words = words,
	.ask = ask,
	.open_names = open_names,
};
