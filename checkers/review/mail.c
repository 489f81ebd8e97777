// SPDX-License-Identifier: GPL-2.0-only
/*
 * Headers of mails: see mail.h.
 */
#include "mail.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Longer than a header field of a sane mail, To and Cc of a series included. */
#define MAX_FIELD 65536

static char **field_of(struct mail_header *h, const char *line, size_t n)
{
	const struct {
		const char *name;
		char **value;
	} fields[] = {
		{ "from", &h->from }, { "to", &h->to }, { "cc", &h->cc },
		{ "subject", &h->subject }, { "date", &h->date },
		{ "message-id", &h->message_id },
		{ "references", &h->references },
	};

	for (size_t i = 0; i < ARRAY_SIZE(fields); i++) {
		if (strlen(fields[i].name) == n &&
		    !strncasecmp(fields[i].name, line, n))
			return fields[i].value;
	}
	return NULL;
}

static const char *line_end(const char *p, const char *end)
{
	const char *eol = memchr(p, '\n', end - p);

	return eol ? eol : end;
}

/* The end of a field that begins at @p: where no line continues it. */
static const char *field_end(const char *p, const char *end)
{
	const char *eol = line_end(p, end);

	while (eol + 1 < end && (eol[1] == ' ' || eol[1] == '\t'))
		eol = line_end(eol + 1, end);
	return eol;
}

/* On one line, with single spaces where it was folded. */
static char *unfold(const char *p, const char *end)
{
	char *value, *to;

	if (end - p > MAX_FIELD)
		end = p + MAX_FIELD;
	value = to = xcalloc(1, end - p + 1);
	for (; p < end; p++) {
		bool blank = isspace((unsigned char)*p) ||
			iscntrl((unsigned char)*p);

		if (!blank)
			*to++ = *p;
		else if (to > value && to[-1] != ' ')
			*to++ = ' ';
	}
	if (to > value && to[-1] == ' ')
		to--;
	*to = '\0';
	return value;
}

void mail_header_read(struct mail_header *h, const char *text, size_t len)
{
	const char *end = text + len, *next;

	*h = (struct mail_header){ 0 };
	for (const char *p = text; p < end && *p != '\n' && *p != '\r';
	     p = next) {
		const char *last = field_end(p, end);
		const char *colon = memchr(p, ':', last - p);
		char **value = colon ? field_of(h, p, colon - p) : NULL;

		if (value && !*value)
			*value = unfold(colon + 1, last);
		next = last < end ? last + 1 : end;
	}
}

void mail_header_free(struct mail_header *h)
{
	free(h->from);
	free(h->to);
	free(h->cc);
	free(h->subject);
	free(h->date);
	free(h->message_id);
	free(h->references);
}

static unsigned int number(const char **p)
{
	char *end;
	unsigned long n = strtoul(*p, &end, 10);

	*p = end;
	return n > 9999 ? 9999 : n;
}

/* The words between "[" and "]". */
static void read_prefix(struct subject *s, const char *p, const char *end)
{
	while (p < end) {
		const char *word = p;

		if ((*p == 'v' || *p == 'V') && isdigit((unsigned char)p[1])) {
			p++;
			s->version = number(&p);
		} else if (isdigit((unsigned char)*p)) {
			unsigned int nr = number(&p);

			if (*p == '/' && isdigit((unsigned char)p[1])) {
				p++;
				s->nr = nr;
				s->of = number(&p);
			}
		}
		/* to the next word, whatever this one was */
		p = p > word ? p : word + 1;
		while (p < end && p[-1] != ' ' && p[-1] != ',')
			p++;
	}
}

void subject_read(struct subject *s, const char *text)
{
	*s = (struct subject){ .version = 1 };
	text += strspn(text, " \t");
	while (!strncasecmp(text, "re:", 3)) {
		s->is_reply = true;
		text += 3 + strspn(text + 3, " \t");
	}
	while (*text == '[') {
		const char *end = strchr(text, ']');

		if (!end)
			break;
		read_prefix(s, text + 1, end);
		text = end + 1 + strspn(end + 1, " \t");
	}
	s->title = text;
}
