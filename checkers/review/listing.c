// SPDX-License-Identifier: GPL-2.0-only
/*
 * Trees of git and what differs between them: see listing.h.
 */
#include "listing.h"

#include <stdlib.h>
#include <string.h>

bool path_is_safe(const char *path)
{
	if (!*path || *path == '/' || strlen(path) > 1024)
		return false;
	for (const char *p = path; p; p = strchr(p, '/')) {
		size_t n;

		p += *p == '/';
		n = strcspn(p, "/");
		if (!n || (n <= 2 && !strncmp(p, "..", n)) ||
		    (n == 4 && !strncasecmp(p, ".git", n)))
			return false;
	}
	return !strpbrk(path, "\n\\");
}

bool path_is_c(const char *path)
{
	return ends_with(path, ".c") || ends_with(path, ".h");
}

static bool is_file_mode(const char *mode)
{
	return starts_with(mode, "100");
}

static int compare_listed(const void *a, const void *b)
{
	const struct listed *p = a, *q = b;

	return strcmp(p->path, q->path);
}

/* A record of "ls-tree -r -z": "MODE TYPE ID\tPATH". */
static void add_listed(struct listing *l, const char *record,
		       bool (*wanted)(const char *path, const void *arg),
		       const void *arg)
{
	const char *tab = strchr(record, '\t'), *id;
	struct listed *f;

	if (!tab || !is_file_mode(record) || !path_is_safe(tab + 1) ||
	    !wanted(tab + 1, arg))
		return;
	for (id = tab; id > record && id[-1] != ' '; id--)
		;
	f = array_add(&l->file, &l->n);
	f->path = xstrdup(tab + 1);
	f->id = xstrndup(id, tab - id);
}

void listing_read(struct listing *l, const struct repo *repo, const char *tree,
		  bool (*wanted)(const char *path, const void *arg),
		  const void *arg)
{
	struct git_result r = git_own(repo, NULL, git_args("ls-tree", "-r",
				      "-z", "--full-tree", tree));

	*l = (struct listing){ 0 };
	if (r.status)
		die(EXIT_INCOMPLETE, "cannot read the tree of %s: %s", tree,
		    r.error);
	for (const char *p = r.out; p < r.out + r.len; p += strlen(p) + 1)
		add_listed(l, p, wanted, arg);
	if (l->n)
		qsort(l->file, l->n, sizeof(*l->file), compare_listed);
	git_result_free(&r);
}

void listing_free(struct listing *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->file[i].path);
		free(l->file[i].id);
	}
	free(l->file);
	*l = (struct listing){ 0 };
}

const struct listed *listing_find(const struct listing *l, const char *path)
{
	const struct listed key = { .path = (char *)path };

	return l->n ? bsearch(&key, l->file, l->n, sizeof(key),
			      compare_listed) : NULL;
}

/* Split ":MODE MODE ID ID STATUS" at its blanks; false if it is none. */
static bool split_words(char *record, char **word, size_t n)
{
	char *save = NULL;

	if (*record != ':')
		return false;
	for (size_t i = 0; i < n; i++) {
		word[i] = strtok_r(i ? NULL : record + 1, " ", &save);
		if (!word[i])
			return false;
	}
	return true;
}

/*
 * A record of "diff-tree -r -z --raw -M" and its path, or two for a rename.
 * Returns what comes behind it, NULL if it is not to be understood.
 */
static char *add_change(struct changes *c, char *p, const char *end)
{
	enum { OLD_MODE, NEW_MODE, OLD_ID, NEW_ID, STATUS, NR_WORDS };
	char *word[NR_WORDS], *path = p + strlen(p) + 1, *other;
	struct change *change;

	if (path >= end || !split_words(p, word, NR_WORDS))
		return NULL;
	other = *word[STATUS] == 'R' ? path + strlen(path) + 1 : path;
	if (other >= end)
		return NULL;
	if (path_is_safe(path) && path_is_safe(other)) {
		change = array_add(&c->change, &c->n);
		change->old_path = xstrdup(path);
		change->new_path = xstrdup(other);
		if (is_file_mode(word[OLD_MODE]))
			change->old_id = xstrdup(word[OLD_ID]);
		if (is_file_mode(word[NEW_MODE]))
			change->new_id = xstrdup(word[NEW_ID]);
	} else if (!c->unsafe) {
		c->unsafe = xstrdup(path_is_safe(path) ? other : path);
	}
	return other + strlen(other) + 1;
}

void changes_read(struct changes *c, const struct repo *repo,
		  const char *old_tree, const char *new_tree)
{
	struct git_result r = git_own(repo, NULL, git_args("diff-tree", "-r",
				      "-z", "--raw", "--no-abbrev", "-M",
				      "--no-ext-diff", old_tree, new_tree));
	char *p = r.out, *end = r.out + r.len;

	*c = (struct changes){ 0 };
	if (r.status)
		die(EXIT_INCOMPLETE, "cannot compare %s with %s: %s", old_tree,
		    new_tree, r.error);
	while (p && p < end)
		p = add_change(c, p, end);
	if (!p)
		die(EXIT_INCOMPLETE, "git's comparison of %s with %s is not to "
		    "be understood", old_tree, new_tree);
	git_result_free(&r);
}

void changes_free(struct changes *c)
{
	for (size_t i = 0; i < c->n; i++) {
		free(c->change[i].old_path);
		free(c->change[i].new_path);
		free(c->change[i].old_id);
		free(c->change[i].new_id);
	}
	free(c->change);
	free(c->unsafe);
	*c = (struct changes){ 0 };
}
