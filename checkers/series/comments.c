// SPDX-License-Identifier: GPL-2.0-only
/*
 * Comments that a conversion makes wrong.
 */
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"
#include "extract.h"

static char *read_result(const struct extract *x, const char *file)
{
	char *path = xasprintf("%s/%s", x->series->repo, file);
	char *text = read_whole_file(path, NULL);

	free(path);
	return text;
}

static void write_result(const struct extract *x, const char *file,
			 const char *text)
{
	char *path = xasprintf("%s/%s", x->series->repo, file);

	write_whole_file(path, text, strlen(text));
	free(path);
}

/*
 * Behind the line that describes the parameter before, in the comment that
 * begins with the function's name; NULL if there is none.
 */
static const char *place_for(const char *text, const struct function *f,
			     size_t param)
{
	char *head = xasprintf("\n * %s", f->at.in);
	char *line = xasprintf("\n * @%s:", f->param[param - 1].name);
	const char *start = strstr(text, head), *end, *at = NULL;

	while (start && strncmp(start + strlen(head), " -", 2) &&
	       strncmp(start + strlen(head), "() -", 4))
		start = strstr(start + 1, head);
	end = start ? strstr(start, "*/") : NULL;
	at = end ? strstr(start, line) : NULL;
	if (at && at < end)
		at = strchr(at + 1, '\n');
	else
		at = NULL;
	free(line);
	free(head);
	return at;
}

static void document(const struct extract *x, const struct function *f,
		     size_t param)
{
	char *text = read_result(x, f->at.file);
	const char *at = text ? place_for(text, f, param) : NULL;
	char *longer;

	if (at) {
		longer = xasprintf("%.*s\n * @%s: whether the page is pinned, "
				   "and the pin handed over%s",
				   (int)(at - text), text,
				   f->param[param].name, at);
		write_result(x, f->at.file, longer);
		free(longer);
	}
	free(text);
}

void document_parameter(const struct extract *x, const struct plan *plan,
			const struct facts *after)
{
	const char *flag = plan_get(plan, "FLAG");

	for (size_t i = 0; i < after->nr_functions; i++) {
		const struct function *f = &after->function[i];

		for (size_t k = 1; k < f->nr_params; k++) {
			if (!strcmp(f->param[k].name, flag))
				document(x, f, k);
		}
	}
}

static bool is_word(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		(c >= 'A' && c <= 'Z');
}

/* Every word @from made @to; the text is the caller's. */
static char *rename_word(const char *text, const char *from, const char *to)
{
	char *out = NULL;
	size_t len = 0, n = strlen(from);
	FILE *f = open_memstream(&out, &len);
	const char *p = text, *hit;

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	while ((hit = strstr(p, from))) {
		bool whole = !is_word(hit[n]) &&
			(hit == text || !is_word(hit[-1]));

		fwrite(p, 1, hit - p, f);
		fputs(whole ? to : from, f);
		p = hit + n;
	}
	fputs(p, f);
	fclose(f);
	return out;
}

void update_comments(const struct extract *x, const struct plan *plan,
		     const struct facts *after)
{
	static const char *const names[] = {
		"iov_iter_get_pages", "iov_iter_get_pages2",
		"iov_iter_get_pages_alloc", "iov_iter_get_pages_alloc2",
	};
	const char *file = plan->files.item[0];
	char *text = read_result(x, file);

	/* A name that is still called is what a comment means. */
	for (size_t i = 0; text && i < ARRAY_SIZE(names); i++) {
		char *renamed;

		if (count_calls(after, file, NULL, names[i]))
			continue;
		renamed = rename_word(text, names[i], EXTRACT);
		free(text);
		text = renamed;
	}
	if (text)
		write_result(x, file, text);
	free(text);
}
