// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makefiles as text: see makefile.h.
 */
#include "makefile.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"

/* How deep Makefiles may include each other. */
#define MAX_FILES 16

/* No Makefile of a kernel comes near any of these. */
#define MAX_VALUE 65536
#define MAX_NESTING 16
#define MAX_WORK (16 << 20)

/* What it costs to open a file, in characters. */
#define FILE_WORK 4096

static struct variable *find(const struct makefile *m, const char *name)
{
	for (size_t i = 0; i < m->n; i++) {
		if (!strcmp(m->vars[i].name, name))
			return &m->vars[i];
	}
	return NULL;
}

/* The value of a variable; what is not known is "". */
static const char *value_of(const struct makefile *m, const char *name)
{
	struct variable *v = find(m, name);

	if (v)
		return v->value;
	if (starts_with(name, "CONFIG_"))
		return kconfig_make_value(m->kconfig, name + 7);
	if (!strcmp(name, "src") || !strcmp(name, "obj"))
		return m->dir;
	if (!strcmp(name, "srctree") || !strcmp(name, "objtree"))
		return ".";
	if (!strcmp(name, "SRCARCH") || !strcmp(name, "ARCH"))
		return m->kconfig->arch;
	return "";
}

const struct variable *makefile_variable(const struct makefile *m,
					 const char *name)
{
	return find(m, name);
}

static char *expand(struct makefile *m, const char *text);

/* "addprefix PREFIX,WORDS" is the one function that makes directories. */
static char *call(struct makefile *m, const char *text)
{
	const char *comma = strchr(text, ',');
	struct strv words = { 0 };
	char *raw, *prefix, *list, *value = NULL;
	size_t size;
	FILE *f;

	if (!starts_with(text, "addprefix ") || !comma)
		return xstrdup("");
	text += strlen("addprefix ");
	raw = xstrndup(text, comma - text);
	prefix = expand(m, raw);
	list = expand(m, comma + 1);
	for (const char *p = list; next_command(&p, &words); )
		;
	f = open_memstream(&value, &size);
	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < words.n; i++)
		fprintf(f, " %s%s", prefix, words.item[i]);
	if (fclose(f))
		die(EXIT_INCOMPLETE, "out of memory");
	strv_free(&words);
	free(list);
	free(prefix);
	free(raw);
	return value;
}

/* What stands at "$": the value, with @p moved behind the reference. */
static char *expand_reference(struct makefile *m, const char **p)
{
	const char *start = *p + 2, *end = start;
	char *name, *value;
	int depth = 1;

	if ((*p)[1] != '(' && (*p)[1] != '{') {
		*p += (*p)[1] ? 2 : 1;
		return xstrdup("");
	}
	for (; *end; end++) {
		if (*end == '(' || *end == '{')
			depth++;
		else if ((*end == ')' || *end == '}') && !--depth)
			break;
	}
	*p = end + !!*end;
	m->work += m->n;
	name = xstrndup(start, end - start);
	value = strpbrk(name, " ,$") ? call(m, name) :
				       xstrdup(value_of(m, name));
	free(name);
	return value;
}

/* @text with its variables replaced, cut off if it grows beyond reason. */
static char *expand(struct makefile *m, const char *text)
{
	char *value = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&value, &size);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	m->nesting++;
	while (*text && m->nesting < MAX_NESTING && ftell(f) < MAX_VALUE &&
	       m->work++ < MAX_WORK) {
		if (*text == '$') {
			char *part = expand_reference(m, &text);

			m->work += strlen(part);
			fputs(part, f);
			free(part);
		} else {
			putc(*text++, f);
		}
	}
	m->nesting--;
	if (fclose(f))
		die(EXIT_INCOMPLETE, "out of memory");
	return value;
}

static void assign(struct makefile *m, const char *name, char sign,
		   const char *text)
{
	char *value = expand(m, text), *joined;
	struct variable *v;

	m->work += m->n;
	if (m->work > MAX_WORK) {
		free(value);
		return;
	}
	v = find(m, name);
	if (!v) {
		v = array_add(&m->vars, &m->n);
		v->name = xstrdup(name);
		v->value = value;
		return;
	}
	if (sign == '?') {
		free(value);
		return;
	}
	if (sign == '+' && strlen(v->value) < MAX_VALUE) {
		m->work += strlen(v->value);
		joined = xasprintf("%s %s", v->value, value);
		free(value);
		value = joined;
	}
	free(v->value);
	v->value = value;
}

static bool read_file(struct makefile *m, const char *path);

/* "include PATH...", of files in the tree. */
static void read_include(struct makefile *m, const char *text)
{
	char *value = expand(m, text);
	struct strv paths = { 0 };

	for (const char *p = value; next_command(&p, &paths); )
		;
	for (size_t i = 0; i < paths.n; i++)
		read_file(m, paths.item[i]);
	strv_free(&paths);
	free(value);
}

/* "NAME += VALUE", with @sign at the "=". */
static void read_assignment(struct makefile *m, const char *line,
			    const char *sign)
{
	const char *end = sign, *text = sign + 1;
	char *value = xstrndup(text, strcspn(text, "#")), *raw, *name;

	while (end > line && strchr("+:?", end[-1]))
		end--;
	raw = xstrndup(line, end - line);
	name = expand(m, raw);
	end = name + strspn(name, " \t");
	name[end - name + strcspn(end, " \t")] = '\0';
	if (*end && !strchr(end, ':'))
		assign(m, end, sign > line ? sign[-1] : '=', value);
	free(name);
	free(raw);
	free(value);
}

/* Lines that are neither an assignment nor "include" mean nothing here. */
static void read_line(struct makefile *m, const char *line)
{
	const char *sign = strchr(line, '=');

	if (starts_with(line, "include "))
		read_include(m, line + strlen("include "));
	else if (sign && *line != '\t' && *line != '#')
		read_assignment(m, line, sign);
}

static bool read_file(struct makefile *m, const char *path)
{
	char *text, *next;

	m->work += FILE_WORK;
	if (m->files == MAX_FILES || m->work > MAX_WORK)
		return false;
	text = tree_text(m->tree, path);
	if (!text)
		return false;
	next = text;
	m->files++;
	for (char *line; (line = next_line(&next)); )
		read_line(m, line);
	m->files--;
	free(text);
	return true;
}

bool makefile_read(struct makefile *m)
{
	static const char *const names[] = { "Kbuild", "Makefile" };
	bool found = false;

	for (size_t i = 0; i < ARRAY_SIZE(names) && !found; i++) {
		char *path = xasprintf("%s/%s", m->dir, names[i]);

		found = read_file(m, path);
		free(path);
	}
	return found;
}

void makefile_free(struct makefile *m)
{
	for (size_t i = 0; i < m->n; i++) {
		free(m->vars[i].name);
		free(m->vars[i].value);
	}
	free(m->vars);
}
