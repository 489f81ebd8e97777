// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mails that came one by one, put together again: see thread.h.
 */
#include "thread.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../base/proc.h"
#include "mail.h"

/* Seconds after the last mail of a series in which another may come. */
#define PATIENCE (6 * 60 * 60)

/* As git names it; NULL if git cannot be run. */
static char *hash(const char *text, size_t len)
{
	char *in = xasprintf("%s/hashed", scratch_dir());
	char *out = xasprintf("%s/hash", scratch_dir()), *name = NULL;
	const char *const argv[] = {
		"git", "hash-object", "--no-filters", "--stdin", NULL
	};
	struct job job = { .argv = argv, .in = in, .out = out };

	write_whole_file(in, text, len);
	run_jobs(&job, 1, 1);
	if (!job.status)
		name = read_whole_file(out, NULL);
	if (name)
		name[strcspn(name, "\n")] = '\0';
	free(out);
	free(in);
	return name;
}

/* Has the file more than one mail?  Then it is a thread already. */
static bool is_mailbox(const char *path)
{
	char *dir = xasprintf("%s/split.XXXXXX", scratch_dir());
	char *made = mkdtemp(dir);
	char *out = xasprintf("%s.out", dir), *option = xasprintf("-o%s", dir);
	const char *const argv[] = {
		"git", "mailsplit", "-b", option, "--", path, NULL
	};
	struct job job = { .argv = argv, .out = out, .err = "/dev/null" };
	char *count = NULL;
	bool several;

	if (!made)
		die(EXIT_INCOMPLETE, "cannot create %s: %s", dir,
		    strerror(errno));
	run_jobs(&job, 1, 1);
	if (!job.status)
		count = read_whole_file(out, NULL);
	several = count && atoi(count) > 1;
	free(count);
	free(option);
	free(out);
	free(dir);
	return several;
}

static struct subject subject_of(const struct mail_header *h)
{
	struct subject s;

	subject_read(&s, h->subject ? h->subject : "");
	return s;
}

static bool is_part(const struct subject *s)
{
	return !s->is_reply && s->of > 1 && s->nr <= s->of;
}

int letter_identify(const char *path, char **name, char **thread)
{
	struct mail_header h = { 0 };
	size_t len = 0;
	char *text = read_whole_file(path, &len);
	struct subject s;

	*name = *thread = NULL;
	if (!text)
		return -1;
	mail_header_read(&h, text, len);
	s = subject_of(&h);
	*name = h.message_id ? hash(h.message_id, strlen(h.message_id)) :
		hash(text, len);
	if (*name && is_part(&s) && h.message_id && !is_mailbox(path)) {
		const char *root = h.references ? h.references : h.message_id;
		char *key = xasprintf("%.*s v%u", (int)strcspn(root, " "),
				      root, s.version);

		*thread = hash(key, strlen(key));
		free(key);
	} else if (*name) {
		*thread = xstrdup(*name);
	}
	mail_header_free(&h);
	free(text);
	return *thread ? 0 : -1;
}

static int compare_letters(const void *a, const void *b)
{
	const struct letter *p = a, *q = b;

	if (p->nr != q->nr)
		return p->nr < q->nr ? -1 : 1;
	return strcmp(p->name, q->name);
}

static void add_letter(struct thread *thread, const char *name)
{
	char *path = xasprintf("%s/%s", thread->dir, name);
	struct mail_header h = { 0 };
	size_t len = 0;
	char *text = read_whole_file(path, &len);
	struct letter *l;
	struct subject s;
	struct stat st;

	if (text)
		mail_header_read(&h, text, len);
	s = subject_of(&h);
	l = array_add(&thread->letter, &thread->n);
	*l = (struct letter){ .name = xstrdup(name) };
	if (is_part(&s) && !is_mailbox(path)) {
		l->nr = s.nr;
		l->of = s.of;
	}
	if (!stat(path, &st))
		l->came = st.st_mtime;
	mail_header_free(&h);
	free(text);
	free(path);
}

void thread_read(struct thread *thread, const char *dir)
{
	struct dirent **entries;
	int n = scandir(dir, &entries, NULL, alphasort);

	*thread = (struct thread){ .dir = xstrdup(dir) };
	if (n < 0)
		die(EXIT_INCOMPLETE, "cannot read %s: %s", dir,
		    strerror(errno));
	for (int i = 0; i < n; i++) {
		if (*entries[i]->d_name != '.')
			add_letter(thread, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	if (thread->n)
		qsort(thread->letter, thread->n, sizeof(*thread->letter),
		      compare_letters);
}

void thread_free(struct thread *thread)
{
	for (size_t i = 0; i < thread->n; i++)
		free(thread->letter[i].name);
	free(thread->letter);
	free(thread->dir);
}

bool thread_is_ready(const struct thread *thread, time_t now)
{
	unsigned int next = 1, of = 0;
	time_t last = 0;

	for (size_t i = 0; i < thread->n; i++) {
		const struct letter *l = &thread->letter[i];

		of = l->of > of ? l->of : of;
		next += l->nr == next;
		last = l->came > last ? l->came : last;
	}
	return next > of || now - last > PATIENCE;
}

void thread_write(const struct thread *thread, const char *path)
{
	static const char separator[] =
		"From diopin Thu Jan  1 00:00:00 1970\n";
	FILE *f = fopen(path, "we");

	for (size_t i = 0; f && i < thread->n; i++) {
		char *mail = xasprintf("%s/%s", thread->dir,
				       thread->letter[i].name);
		size_t len = 0;
		char *text = read_whole_file(mail, &len);

		if (!text)
			die(EXIT_INCOMPLETE, "cannot read %s: %s", mail,
			    strerror(errno));
		if (!starts_with(text, "From "))
			fputs(separator, f);
		fwrite(text, 1, len, f);
		if (len && text[len - 1] != '\n')
			fputc('\n', f);
		free(text);
		free(mail);
	}
	if (!f || ferror(f) || fclose(f))
		die(EXIT_INCOMPLETE, "cannot write %s: %s", path,
		    strerror(errno));
}
