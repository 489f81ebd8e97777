// SPDX-License-Identifier: GPL-2.0-only
/*
 * Baselines: see baseline.h.
 */
#include "baseline.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "# diopin baseline: findings that are known\n"
#define FINGERPRINT_LENGTH 16

static const char *fingerprint(const struct record *r)
{
	struct json_object *value;

	if (!json_object_object_get_ex(r->fields, "fingerprint", &value))
		return "";
	return json_object_get_string(value);
}

static void add_line(const char *path, int line, const char *text, size_t n,
		     struct strv *known)
{
	size_t word = strspn(text, "0123456789abcdef");
	char *copy;

	if (!n || *text == '#')
		return;
	if (word != FINGERPRINT_LENGTH || (word < n && text[word] != ' '))
		die(EXIT_USAGE, "%s:%d: this is no line of a baseline", path,
		    line);
	copy = xstrndup(text, word);
	strv_add(known, copy);
	free(copy);
}

static void read_baseline(const char *path, struct strv *known)
{
	char *text = read_whole_file(path, NULL);
	int line = 0;

	if (!text)
		die(EXIT_USAGE, "cannot read the baseline %s: %s", path,
		    strerror(errno));
	for (const char *p = text; *p; ) {
		size_t n = strcspn(p, "\n");

		add_line(path, ++line, p, n, known);
		p += n + (p[n] == '\n');
	}
	free(text);
}

void baseline_drop(const char *path, struct records *records)
{
	struct strv known = { 0 };
	size_t kept = 0;

	read_baseline(path, &known);
	for (size_t i = 0; i < records->n; i++) {
		struct record *r = &records->record[i];

		if (r->rule && strv_has(&known, fingerprint(r)))
			record_drop(r);
		else
			records->record[kept++] = *r;
	}
	records->n = kept;
	strv_free(&known);
}

void baseline_write(const char *path, const struct records *records)
{
	char *text = NULL, *partial;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	fputs(HEAD, f);
	for (size_t i = 0; i < records->n; i++) {
		const struct record *r = &records->record[i];

		if (r->rule)
			fprintf(f, "%s %s %s %s\n", fingerprint(r), r->rule,
				r->file, r->function);
	}
	fclose(f);
	/* Whole or not at all. */
	partial = xasprintf("%s.new", path);
	write_whole_file(partial, text, len);
	if (rename(partial, path))
		die(EXIT_INCOMPLETE, "cannot write %s: %s", path,
		    strerror(errno));
	free(partial);
	free(text);
}
