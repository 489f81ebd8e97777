// SPDX-License-Identifier: GPL-2.0-only
/*
 * A flag that is looked at and never set: see never_set.h.
 */
#include "never_set.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "ledger.h"
#include "target.h"

/* May a setting of the same word, of whatever struct, be of this one? */
static bool is_near(const struct survey *survey, const struct setting *s,
		    const struct guard_flag *flag)
{
	const char *owner = *s->owner ? s->owner :
		owner_of(survey, &s->at, s->left);

	if (expr_is_name(s->left))
		return false;
	return *owner ? !strcmp(owner, flag->owner) :
		is_neighbour(s->at.file, flag->at.file);
}

/* Does anybody set the member to what may be true? */
static bool is_set(const struct survey *survey, const struct guard_flag *flag)
{
	const struct settings *settings = settings_of(survey);
	struct range r = settings_find(settings, flag->operand.word);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct setting *s = &settings->setting[i];

		if (is_near(survey, s, flag) &&
		    setting_makes(s, &flag->operand))
			return true;
	}
	return false;
}

/* Is the struct filled as a whole, by the user or from elsewhere? */
static bool comes_whole(const struct survey *survey, const char *owner)
{
	static const char *const copiers[] = {
		"copy_from_user", "memdup_user", "memcpy", "memmove",
		"copy_from_sockptr", "copy_from_iter", "get_user",
	};
	const struct facts *facts = &survey->facts;

	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];
		bool copies = false;

		for (size_t k = 0; k < ARRAY_SIZE(copiers); k++)
			copies |= !strcmp(c->name, copiers[k]);
		for (size_t k = 0; copies && k < c->nr_args; k++) {
			if (expr_mentions(c->arg[k].type,
					  owner + strlen("struct ")))
				return true;
		}
	}
	return false;
}

/* Does a text set a member of that name to what may be true? */
static bool text_sets(const char *text, size_t len, const char *word)
{
	struct scanner *s = scanner_open(text, len);
	enum { BEFORE, MEMBER, NAMED, SET } state = BEFORE;
	bool sets = false;
	struct token t;

	for (scanner_next(s, &t); t.kind != TOKEN_END && !sets;
	     scanner_next(s, &t)) {
		char *token = xstrndup(t.text, t.len);

		if (state == SET)
			sets = !expr_is_false(token);
		if (state == NAMED && (!strcmp(token, "=") ||
				       !strcmp(token, "|=")))
			state = SET;
		else if (state == MEMBER && !strcmp(token, word))
			state = NAMED;
		else if (!strcmp(token, "->") || !strcmp(token, "."))
			state = MEMBER;
		else
			state = BEFORE;
		free(token);
	}
	scanner_close(s);
	return sets;
}

/* Does a text say what is in a struct, "struct foo {"? */
static bool text_defines(const char *text, size_t len, const char *name)
{
	struct scanner *s = scanner_open(text, len);
	enum { BEFORE, STRUCT, NAMED, DEFINED } state = BEFORE;
	struct token t;

	for (scanner_next(s, &t); t.kind != TOKEN_END && state != DEFINED;
	     scanner_next(s, &t)) {
		char *token = xstrndup(t.text, t.len);

		if (state == NAMED && !strcmp(token, "{"))
			state = DEFINED;
		else if (state == STRUCT && !strcmp(token, name))
			state = NAMED;
		else
			state = strcmp(token, "struct") ? BEFORE : STRUCT;
		free(token);
	}
	scanner_close(s);
	return state == DEFINED;
}

static bool is_surveyed(const struct survey *survey, const char *path)
{
	for (size_t i = 0; i < survey->nr_files; i++) {
		if (!strcmp(survey->file[i].path, path))
			return true;
	}
	return false;
}

/*
 * May it be set in a file that no engine was given, a header above all?  A
 * struct of the user's interface is set by programs.
 */
static bool is_set_unseen(const struct survey *survey,
			  const struct guard_flag *flag)
{
	struct strv words = { 0 }, files = { 0 }, unreadable = { 0 };
	const char *name = flag->owner + strlen("struct ");
	bool set;

	strv_add(&words, name);
	select_files(&survey->tree, &words, &files, &unreadable);
	set = unreadable.n;
	for (size_t i = 0; i < files.n && !set; i++) {
		char *path = xasprintf("%s/%s", survey->tree.dir,
				       files.item[i]);
		bool uapi = strstr(files.item[i], "uapi/");
		size_t len;
		char *text = NULL;

		if (uapi || !is_surveyed(survey, files.item[i]))
			text = read_whole_file(path, &len);
		if (text)
			set = text_sets(text, len, flag->operand.word) ||
				(uapi && text_defines(text, len, name));
		free(text);
		free(path);
	}
	strv_free(&words);
	strv_free(&files);
	strv_free(&unreadable);
	return set;
}

struct filler {
	const struct flow *flow;
	struct place at;	/* the last member it sets */
	struct strv words;
};

/* Does a function handle pages or an iterator? */
static bool handles(const struct survey *survey, const struct flow *flow)
{
	const struct ledger *l = ledger_of(survey);
	const struct function *f = facts_function(&survey->facts,
						  flow->at.file, flow->at.in);

	for (size_t i = 0; f && i < f->nr_params; i++) {
		if (strstr(f->param[i].type, "struct iov_iter") ||
		    strstr(f->param[i].type, "struct msghdr"))
			return true;
	}
	for (size_t i = 0; i < l->nr_takes; i++) {
		if (l->entry[i].flow == flow)
			return true;
	}
	return false;
}

/* Which members of the flag's struct the function of a filler sets. */
static void count_members(const struct survey *survey,
			  const struct guard_flag *flag, struct filler *f)
{
	const struct facts *facts = &survey->facts;
	struct range r = facts_of_file(facts, assignment, nr_assignments,
				       f->flow->at.file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct assignment *a = &facts->assignment[i];
		char *base, *member;

		if (strcmp(a->at.in, f->flow->at.in) ||
		    strcmp(a->owner, flag->owner) ||
		    !expr_split_member(a->left, &base, &member))
			continue;
		if (!strv_has(&f->words, member))
			strv_add(&f->words, member);
		f->at = a->at;
		free(base);
		free(member);
	}
}

/* The function that takes pages or has the iterator, and sets most members. */
static struct filler find_filler(const struct survey *survey,
				 const struct guard_flag *flag)
{
	struct filler best = { 0 };
	const struct flow *flow = NULL;

	while ((flow = facts_next_flow(&survey->facts, flow))) {
		struct filler f = { .flow = flow };

		if (!is_neighbour(flow->at.file, flag->at.file))
			continue;
		count_members(survey, flag, &f);
		if (f.words.n > best.words.n && handles(survey, flow)) {
			strv_free(&best.words);
			best = f;
		} else {
			strv_free(&f.words);
		}
	}
	return best;
}

/* Is the member mentioned, and not just a local of the same name? */
static bool mentions_member(const char *expr, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = expr; (p = strstr(p, word)); p += n) {
		if ((p[n] == '\0' || p[n] == ' ') &&
		    ((p - expr >= 3 && !strncmp(p - 3, "-> ", 3)) ||
		     (p - expr >= 2 && !strncmp(p - 2, ". ", 2))))
			return true;
	}
	return false;
}

/* Does the function depend on the flag itself?  Then others set it. */
static bool looks_at(const struct survey *survey, const struct flow *flow,
		     const struct guard_flag *flag)
{
	const struct facts *facts = &survey->facts;
	struct range r = facts_of_file(facts, branch, nr_branches,
				       flow->at.file);
	bool looks = !strcmp(flag->at.in, flow->at.in) &&
		!strcmp(flag->at.file, flow->at.file);

	for (size_t i = r.begin; i < r.end && !looks; i++) {
		const struct branch *b = &facts->branch[i];

		looks = !strcmp(b->at.in, flow->at.in) &&
			mentions_member(b->condition,
					flag->operand.word);
	}
	r = facts_of_file(facts, call, nr_calls, flow->at.file);
	for (size_t i = r.begin; i < r.end && !looks; i++) {
		const struct call *c = &facts->call[i];

		for (size_t k = 0; k < c->nr_args && !looks; k++)
			looks = !strcmp(c->at.in, flow->at.in) &&
				!starts_with(c->arg[k].expr, "& ") &&
				mentions_member(c->arg[k].expr,
						flag->operand.word);
	}
	return looks;
}

static void look_at(const struct survey *survey, const struct call *c,
		    const struct guard_flag *flag, const char *rule,
		    struct records *records)
{
	struct filler f;
	struct record *r;
	char *text;

	if (!flag->operand.when || !*flag->owner || !(flag->sole || flag->encloses) ||
	    is_set(survey, flag) || comes_whole(survey, flag->owner))
		return;
	f = find_filler(survey, flag);
	if (f.words.n > 1 && !looks_at(survey, f.flow, flag) &&
	    !is_set_unseen(survey, flag)) {
		text = expr_pretty(flag->operand.text);
		r = finding_add(records, rule, "error", &f.at,
				flag->operand.word,
				"nobody sets %s, on which it depends what %s() "
				"does with the pages", text, c->at.in);
		finding_step(r, &f.at, "%s() sets up %s, all but this",
			     f.at.in, flag->owner);
		finding_step(r, &flag->at, "%s is asked for", text);
		finding_step(r, &c->at, "%s() only if it is set", c->name);
		free(text);
	}
	strv_free(&f.words);
}

void never_set_report(const struct survey *survey, const char *rule,
		      struct records *records)
{
	const struct facts *facts = &survey->facts;

	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];
		struct guard_flags flags;

		if (!api_has_role(c->name, ROLE_RELEASE | ROLE_DIRTY) ||
		    api_has_role(c->at.in, ROLE_RELEASE | ROLE_DIRTY))
			continue;
		flags = guard_flags_of_call(survey, c);
		for (size_t k = 0; k < flags.n; k++)
			look_at(survey, c, &flags.flag[k], rule, records);
		guard_flags_free(&flags);
	}
}
