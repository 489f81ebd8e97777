// SPDX-License-Identifier: GPL-2.0-only
/*
 * A mail that answers a patch: the lines of its diff that a finding is about,
 * and below them what is wrong.  It is written, never sent; "git send-email"
 * takes it.  It reports findings and gives no tag in anybody's name.
 *
 * Several answers come as an mbox.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "diff.h"
#include "report.h"

/* Lines quoted above the one in question. */
#define CONTEXT 5

/* As wide as a line of a header should be. */
#define WIDTH 76

/* A field of the header, folded where it has blanks. */
static void put_field(FILE *out, const char *name, const char *value)
{
	int col = fprintf(out, "%s:", name);

	while (*value) {
		int n = strcspn(value, " ");

		if (n) {
			bool fold = col + n + 1 > WIDTH && col > (int)strlen(name) + 1;

			fprintf(out, "%s%.*s", fold ? "\n " : " ", n, value);
			col = (fold ? 0 : col) + n + 1;
		}
		value += n + (value[n] == ' ');
	}
	fputc('\n', out);
}

static void put_list(FILE *out, const char *name, const char *a,
		     const char *b, const char *between)
{
	char *both = xasprintf("%s%s%s", a ? a : "", a && b ? between : "",
			       b ? b : "");

	if (*both)
		put_field(out, name, both);
	free(both);
}

static void put_header(FILE *out, const struct mail_header *m)
{
	char *subject = xasprintf("Re: %s", m->subject ? m->subject : "");

	/* The separator of mailboxes, as git format-patch writes it. */
	fputs("From diopin Mon Sep 17 00:00:00 2001\n", out);
	put_list(out, "To", m->from, NULL, "");
	put_list(out, "Cc", m->to, m->cc, ", ");
	put_field(out, "Subject", subject);
	put_field(out, "In-Reply-To", m->message_id);
	put_list(out, "References", m->references, m->message_id, " ");
	fputs("MIME-Version: 1.0\n"
	      "Content-Type: text/plain; charset=UTF-8\n"
	      "Content-Transfer-Encoding: 8bit\n\n", out);
	free(subject);
}

/* How far a changed line is from a place; INT_MAX if in another file. */
static int distance(const struct diff_line *l, const char *file, int line)
{
	if (l->kind == ' ' || !diff_line_is_of(l, file))
		return INT_MAX;
	/* what was taken away is never the very line */
	return abs(l->new_line - line) * 2 + (l->kind == '-');
}

/* The changed line that a finding is most about; -1 if there is none. */
static long find_line(const struct diff *diff, const struct record *r)
{
	int best = INT_MAX;
	long found = -1;

	for (size_t i = 0; i < diff->n; i++) {
		const struct diff_line *l = &diff->line[i];
		int d = distance(l, r->file, r->line);

		for (size_t k = 0; k < r->nr_waypoints; k++) {
			const struct place *at = &r->path[k].at;
			int other = distance(l, at->file, at->line);

			d = other < d ? other : d;
		}
		if (d < best) {
			best = d;
			found = i;
		}
	}
	return found;
}

static void quote(FILE *out, const struct diff *diff, long at)
{
	const struct diff_line *l = &diff->line[at];
	long first = at;

	while (first > 0 && at - first < CONTEXT &&
	       !diff->line[first].begins_hunk)
		first--;
	fprintf(out, "> --- a/%.*s\n> +++ b/%.*s\n", (int)l->file_len, l->file,
		(int)l->file_len, l->file);
	if (!diff->line[first].begins_hunk)
		fputs("> [...]\n", out);
	for (long i = first; i <= at; i++)
		fprintf(out, "> %.*s\n", (int)diff->line[i].len,
			diff->line[i].text);
}

static void put_finding(FILE *out, const struct diff *diff,
			const struct record *r)
{
	long at = find_line(diff, r);

	fputc('\n', out);
	if (at >= 0)
		quote(out, diff, at);
	fprintf(out, "\n%s:%d: %s [%s]\n\n", r->file, r->line, r->message,
		r->rule);
	for (size_t i = 0; i < r->nr_waypoints; i++)
		fprintf(out, "  %s:%d: %s\n", r->path[i].at.file,
			r->path[i].at.line, r->path[i].note);
}

static void put_mail(FILE *out, const struct report *report, size_t nr)
{
	const struct patch *p = &report->patch[nr];
	struct diff diff;

	put_header(out, &p->mail);
	fprintf(out, "On %s, %s wrote:\n", p->mail.date ? p->mail.date :
		"an unknown day", p->mail.from ? p->mail.from : "somebody");
	diff_read(&diff, p->diff);
	for (size_t i = 0; i < report->records->n; i++) {
		const struct record *r = &report->records->record[i];

		if (r->patch == nr + 1 && record_accuses(r))
			put_finding(out, &diff, r);
	}
	diff_free(&diff);
	fputs("\nThis was found by a program, which reads the code and can be "
	      "wrong;\n\"diopin explain\" tells what each rule knows.\n\n"
	      "-- \ndiopin " DIOPIN_VERSION "\n\n", out);
}

static bool has_findings(const struct report *report, size_t nr)
{
	for (size_t i = 0; i < report->records->n; i++) {
		const struct record *r = &report->records->record[i];

		if (r->patch == nr + 1 && record_accuses(r))
			return true;
	}
	return false;
}

static void print(FILE *out, const struct report *report)
{
	for (size_t i = 0; i < report->nr_patches; i++) {
		if (report->patch[i].mail.message_id && has_findings(report, i))
			put_mail(out, report, i);
	}
}

const struct format reply_format = {
	.name = "reply",
	.summary = "a mail that answers the patch",
	.of_reviews = true,
	.print = print,
};
