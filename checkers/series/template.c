// SPDX-License-Identifier: GPL-2.0-only
/*
 * Texts with places to fill in.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../engine/engine.h"
#include "series.h"

static const char *value_of(const char *key, size_t len,
			    const char *const *values)
{
	for (; values[0]; values += 2) {
		if (strlen(values[0]) == len && !strncmp(values[0], key, len))
			return values[1];
	}
	return NULL;
}

static char *template_fill(const char *text, const char *const *values)
{
	char *out = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&out, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	while (*text) {
		size_t n = *text == '@' ? strcspn(text + 1, "@\n ") : 0;
		const char *value = n && text[n + 1] == '@' ?
			value_of(text + 1, n, values) : NULL;

		if (value) {
			fputs(value, f);
			text += n + 2;
		} else if (n && text[n + 1] == '@' && text[1] < 'a') {
			die(EXIT_INCOMPLETE, "a text of diopin asks for %.*s, "
			    "which nobody gives", (int)n + 2, text);
		} else {
			fputc(*text++, f);
		}
	}
	fclose(f);
	return out;
}

char *template_read(const char *name, const char *const *values)
{
	char *base = xasprintf("cocci/series/%s", name);
	char *path = data_file(base);
	char *text = read_whole_file(path, NULL);
	char *filled;

	if (!text)
		die(EXIT_INCOMPLETE, "cannot read %s: %s", path,
		    strerror(errno));
	filled = template_fill(text, values);
	free(text);
	free(path);
	free(base);
	return filled;
}

/* Every @from in @text, which is freed, replaced by @to. */
static char *replace(char *text, const char *from, const char *to)
{
	char *out = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&out, &len);
	const char *p = text, *hit;

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	while ((hit = strstr(p, from))) {
		fwrite(p, 1, hit - p, f);
		fputs(to, f);
		p = hit + strlen(from);
	}
	fputs(p, f);
	fclose(f);
	free(text);
	return out;
}

const char *smpl_body(const char *text)
{
	while (starts_with(text, "//") || *text == '\n') {
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return text;
}

char *template_smpl(const char *name, const char *guard)
{
	static const char *const none[] = { NULL };
	bool loose = strstr(guard, "||") || strchr(guard, '?');
	char *operand = xasprintf(loose ? "(%s)" : "%s", guard);
	char *text = template_read(name, none);
	char *smpl;

	smpl = replace(xstrdup(smpl_body(text)), "GUARD(b)", guard);
	smpl = replace(smpl, "OPERAND(b)", operand);
	free(operand);
	free(text);
	return smpl;
}
