// SPDX-License-Identifier: GPL-2.0-only
/*
 * Changes that come as mails: see step.h.
 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/proc.h"
#include "mail.h"
#include "step.h"

/* More than any thread of patches to a kernel. */
#define MAX_MBOX (64 << 20)
#define MAX_MAILS 2000

/* A mail that has a patch. */
struct mail {
	struct mail_header header;
	struct subject subject;
	char *decoded;			/* the subject, which @subject is in */
	char *patch;			/* the file with it */
	size_t order;
};

struct mails {
	struct mail *mail;
	size_t n;
	char *base;			/* as a mail has it, or NULL */
};

/* All of a file or of stdin; what is too large ends the run. */
static char *copy_mbox(const char *path)
{
	char *copy = xasprintf("%s/mbox", scratch_dir());
	bool is_stdin = !strcmp(path, "-");
	FILE *f = is_stdin ? stdin : fopen(path, "re");
	char *text = xcalloc(1, MAX_MBOX + 1);
	size_t n = f ? fread(text, 1, MAX_MBOX + 1, f) : 0;

	if (!f || ferror(f))
		die(EXIT_USAGE, "cannot read the mail %s: %s", path,
		    strerror(errno));
	if (!is_stdin)
		fclose(f);
	if (n > MAX_MBOX)
		die(EXIT_INCOMPLETE, "%s is larger than %d MiB, which no thread "
		    "of patches is", is_stdin ? "stdin" : path, MAX_MBOX >> 20);
	if (!n)
		die(EXIT_USAGE, "there is no mail in %s",
		    is_stdin ? "stdin" : path);
	write_whole_file(copy, text, n);
	free(text);
	return copy;
}

/* "base-commit: ID" at the start of a line. */
static void find_base(struct mails *mails, const char *text)
{
	static const char key[] = "base-commit: ";

	for (const char *p = text; (p = strstr(p, key)); p++) {
		const char *id = p + strlen(key);
		size_t n = strspn(id, "0123456789abcdef");

		if ((p == text || p[-1] == '\n') && n >= 40 && !mails->base)
			mails->base = xstrndup(id, n);
	}
}

/* The value of a line "NAME: value" that git mailinfo prints; "" if none. */
static char *info_field(const char *info, const char *name)
{
	char *key = xasprintf("%s: ", name), *value;
	const char *p = info;

	while (p && strncmp(p, key, strlen(key))) {
		p = strchr(p, '\n');
		p = p ? p + 1 : NULL;
	}
	p = p ? p + strlen(key) : "";
	value = xstrndup(p, strcspn(p, "\n"));
	free(key);
	return value;
}

static void read_mail(struct mails *mails, const struct repo *repo,
		      const char *path)
{
	char *msg = xasprintf("%s.msg", path), *patch = xasprintf("%s.patch", path);
	struct git_result r = git_own(repo, path,
			git_args("mailinfo", "-k", "--encoding=UTF-8",
				 "--quoted-cr=strip", msg, patch));
	size_t len = 0;
	char *text = read_whole_file(path, &len);
	struct subject subject;
	struct stat st;
	char *decoded;

	decoded = info_field(r.out, "Subject");
	subject_read(&subject, decoded);
	if (text)
		find_base(mails, text);
	if (text && !r.status && !subject.is_reply && !stat(patch, &st) &&
	    st.st_size) {
		struct mail *m = array_add(&mails->mail, &mails->n);

		m->order = mails->n;
		m->patch = xstrdup(patch);
		m->decoded = decoded;
		m->subject = subject;
		mail_header_read(&m->header, text, len);
	} else {
		if (r.status)
			warn("a mail cannot be read: %s", r.error);
		free(decoded);
	}
	free(text);
	free(patch);
	free(msg);
	git_result_free(&r);
}

static int compare_mails(const void *a, const void *b)
{
	const struct mail *p = a, *q = b;

	if (p->subject.version != q->subject.version)
		return p->subject.version > q->subject.version ? -1 : 1;
	if (p->subject.nr != q->subject.nr)
		return p->subject.nr < q->subject.nr ? -1 : 1;
	return p->order < q->order ? -1 : 1;
}

static void read_mails(struct mails *mails, const struct repo *repo,
		       const char *mbox)
{
	char *dir = xasprintf("%s/mails", scratch_dir()), *to;
	struct git_result r;
	int n;

	if (mkdir(dir, 0700))
		die(EXIT_INCOMPLETE, "cannot create %s: %s", dir,
		    strerror(errno));
	to = xasprintf("-o%s", dir);
	r = git_own(repo, NULL, git_args("mailsplit", "-b", to, mbox));
	if (r.status)
		die(EXIT_INCOMPLETE, "this is no mail that can be read: %s",
		    r.error);
	n = atoi(r.out);
	if (n > MAX_MAILS)
		die(EXIT_INCOMPLETE, "these are %d mails; no thread has more "
		    "than %d", n, MAX_MAILS);
	for (int i = 1; i <= n; i++) {
		char *path = xasprintf("%s/%04d", dir, i);

		read_mail(mails, repo, path);
		free(path);
	}
	if (mails->n)
		qsort(mails->mail, mails->n, sizeof(*mails->mail),
		      compare_mails);
	git_result_free(&r);
	free(to);
	free(dir);
}

/* The tree that the patches are for; the caller frees it. */
static char *find_tree(const struct repo *repo, const struct mails *mails,
		       const char *given, const char *head)
{
	char *object;
	struct git_result r;
	bool there;

	if (given)
		return xstrdup(given);
	if (mails->base) {
		object = xasprintf("%s^{tree}", mails->base);
		r = git_own(repo, NULL, git_args("cat-file", "-e", object));
		there = !r.status;
		git_result_free(&r);
		free(object);
		if (there)
			return xstrdup(mails->base);
		warn("base-commit %.12s is not in %s; trying HEAD", mails->base,
		     repo->user);
	}
	if (!head)
		die(EXIT_USAGE, "%s has no commit that patches could apply to",
		    repo->user);
	return xstrdup(head);
}

/* Apply a patch to the index; NULL, or why that cannot be done. */
static char *apply(const struct repo *repo, const struct mail *m,
		   const char *on)
{
	struct git_result r = git_own(repo, NULL,
				      git_args("apply", "--cached",
					       "--whitespace=nowarn", "-p1",
					       m->patch));
	char *failure = r.status ?
		xasprintf("it does not apply to %.12s: %s", on, *r.error ?
			  r.error : "git apply failed") : NULL;

	git_result_free(&r);
	return failure;
}

static void take_mail(struct step *s, struct mail *m)
{
	s->patch.mail = m->header;
	m->header = (struct mail_header){ 0 };
	if (m->subject.nr) {
		s->patch.nr = m->subject.nr;
		s->patch.of = m->subject.of;
	}
}

static void add_steps(struct steps *steps, struct repo *repo,
		      struct mails *mails, const char *base)
{
	char *tree = git_word(repo, NULL, "the base cannot be read",
			      git_args("rev-parse", "--verify", base));
	struct git_result r = git_own(repo, NULL, git_args("read-tree", tree));
	const char *broken = NULL;

	if (r.status)
		die(EXIT_INCOMPLETE, "cannot read the tree of %s: %s", base,
		    r.error);
	git_result_free(&r);
	for (size_t i = 0; i < mails->n; i++) {
		struct mail *m = &mails->mail[i];
		struct step *s = steps_add(steps, m->subject.title);

		s->patch.failure = broken ?
			xasprintf("it comes after '%s', which does not apply",
				  broken) : apply(repo, m, base);
		if (s->patch.failure) {
			broken = broken ? broken : m->subject.title;
			continue;
		}
		s->old_tree = tree;
		tree = git_word(repo, NULL, "cannot write a tree",
				git_args("write-tree"));
		s->new_tree = xstrdup(tree);
	}
	free(tree);
	for (size_t i = 0; i < mails->n; i++)
		take_mail(&steps->step[i], &mails->mail[i]);
}

/* Only the newest version of a series counts. */
static void drop_older(struct mails *mails)
{
	size_t n = 0;

	while (n < mails->n && mails->mail[n].subject.version ==
	       mails->mail[0].subject.version)
		n++;
	mails->n = n;
}

/* A revision of the user's, as an object. */
static char *resolve(const struct repo *repo, const char *revision, bool must)
{
	char *object = xasprintf("%s^{commit}", revision);
	struct git_result r = git_user(repo, git_args("rev-parse", "--verify",
					"--quiet", "--end-of-options", object));
	char *line = strstr(r.out, "--end-of-options\n") == r.out ?
		r.out + strlen("--end-of-options\n") : r.out;
	char *id = r.status ? NULL : xstrndup(line, strcspn(line, "\n"));

	if (!id && must)
		die(EXIT_USAGE, "there is no commit '%s' in %s", revision,
		    repo->user);
	git_result_free(&r);
	free(object);
	return id;
}

void steps_mbox(struct steps *steps, struct repo *repo, const char *path,
		const char *base)
{
	char *mbox = copy_mbox(path), *tree;
	char *head = resolve(repo, "HEAD", false);
	char *given = base ? resolve(repo, base, true) : NULL;
	struct mails mails = { 0 };
	size_t all;

	repo_isolate(repo);
	read_mails(&mails, repo, mbox);
	all = mails.n;
	drop_older(&mails);
	if (mails.n) {
		tree = find_tree(repo, &mails, given, head);
		add_steps(steps, repo, &mails, tree);
		free(tree);
	}
	for (size_t i = 0; i < all; i++) {
		struct mail *m = &mails.mail[i];

		free(m->patch);
		free(m->decoded);
		/* headers of patches went to their steps */
		if (i >= mails.n)
			mail_header_free(&m->header);
	}
	free(mails.mail);
	free(mails.base);
	free(given);
	free(head);
	free(mbox);
}
