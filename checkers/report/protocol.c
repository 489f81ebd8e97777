// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the machines of mailing lists want to be told.
 *
 * b4 runs a command for each mail of a series and reads a JSON array from its
 * stdout: objects with "tool", "status" (pass, warn, fail), and, if there is
 * something to say, "summary" and "details".  An exit status other than 0 is
 * the command's own failure to it, so findings leave with 0.
 *
 * Patchwork takes a check as an object with "context", "state" (pending,
 * success, warning, fail), "description" and "target_url", of which the last is
 * up to whoever sends it.
 *
 * NIPA runs a test in the tree and takes 0 for a pass, 250 for a warning and
 * all else for a failure; one line for people goes to the file descriptor that
 * $DESC_FD names, the details to stdout.
 *
 * A failure of our own is never a finding to any of them.
 */
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "report.h"

#define NIPA_WARNING 250

/* As much as patchwork keeps. */
#define MAX_DESCRIPTION 255

static const char *choose(const struct report *report, const char *clean,
			  const char *finding, const char *incomplete)
{
	return report->status == EXIT_INCOMPLETE ? incomplete :
		report->status == EXIT_FINDINGS ? finding : clean;
}

/* The text report, which the caller frees. */
static char *details(const struct report *report)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	text_format.print(f, report);
	fclose(f);
	return text;
}

static void print_b4(FILE *out, const struct report *report)
{
	struct json_object *list = json_object_new_array(), *o;
	char *sentence = report_sentence(report), *text = details(report);

	if (report->nr_patches) {
		o = json_object_new_object();
		json_put(o, "tool", json_object_new_string("diopin"));
		json_put(o, "status", json_object_new_string(
			choose(report, "pass", "fail", "warn")));
		json_put(o, "summary", json_object_new_string(sentence));
		if (*text)
			json_put(o, "details", json_object_new_string(text));
		json_append(list, o);
	}
	json_print(out, list, false);
	free(text);
	free(sentence);
}

static int status_b4(const struct report *report)
{
	(void)report;
	return EXIT_CLEAN;
}

/* To what patchwork keeps, without breaking a character apart. */
static void shorten(char *s)
{
	size_t n = MAX_DESCRIPTION - strlen("...");

	if (strlen(s) <= MAX_DESCRIPTION)
		return;
	while (n && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	strcpy(s + n, "...");
}

static void print_patchwork(FILE *out, const struct report *report)
{
	struct json_object *o = json_object_new_object();
	char *sentence = report_sentence(report);

	shorten(sentence);
	json_put(o, "context", json_object_new_string("diopin"));
	json_put(o, "state", json_object_new_string(
		choose(report, "success", "fail", "warning")));
	json_put(o, "description", json_object_new_string(sentence));
	json_print(out, o, false);
	free(sentence);
}

static void print_nipa(FILE *out, const struct report *report)
{
	const char *fd = getenv("DESC_FD");
	char *sentence = report_sentence(report), *end = NULL;
	long nr = fd ? strtol(fd, &end, 10) : -1;
	char *text = details(report);

	fputs(text, out);
	if (nr > 2 && nr < 65536 && !*end)
		dprintf(nr, "%s\n", sentence);
	else
		fprintf(out, "%s\n", sentence);
	free(text);
	free(sentence);
}

static int status_nipa(const struct report *report)
{
	return report->status == EXIT_INCOMPLETE ? NIPA_WARNING :
		report->status;
}

const struct format b4_format = {
	.name = "b4",
	.summary = "results of a check for b4",
	.of_reviews = true,
	.print = print_b4,
	.status = status_b4,
};

const struct format patchwork_format = {
	.name = "patchwork",
	.summary = "a check of patchwork",
	.of_reviews = true,
	.print = print_patchwork,
};

const struct format nipa_format = {
	.name = "nipa",
	.summary = "a test of NIPA",
	.of_reviews = true,
	.print = print_nipa,
	.status = status_nipa,
};
