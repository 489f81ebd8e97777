// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makefiles as text: see kbuild.h.
 */
#include "kbuild.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

/* No value in a kernel's Makefiles comes near: what grows on is not one. */
#define MAX_VALUE 65536

struct variable {
	char *name, *value;
};

/* The Makefile of one directory, with the value of each variable so far. */
struct makefile {
	struct kconfig *kconfig;
	const char *dir;		/* relative to the tree */
	struct variable *vars;
	size_t n;
};

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
		return "x86";
	return "";
}

static char *expand(const struct makefile *m, const char *text);

/* "addprefix PREFIX,WORDS" is the one function that makes directories. */
static char *call(const struct makefile *m, const char *text)
{
	const char *comma = strchr(text, ',');
	struct strv words = { 0 };
	char *prefix, *list, *value = xstrdup("");

	if (!starts_with(text, "addprefix ") || !comma)
		return value;
	text += strlen("addprefix ");
	prefix = xstrndup(text, comma - text);
	list = expand(m, comma + 1);
	for (const char *p = list; next_command(&p, &words); )
		;
	for (size_t i = 0; i < words.n; i++) {
		char *more = xasprintf("%s %s%s", value, prefix, words.item[i]);

		free(value);
		value = more;
	}
	strv_free(&words);
	free(list);
	free(prefix);
	text = value;
	value = expand(m, text);
	free((char *)text);
	return value;
}

/* What stands at "$": the value, with @p moved behind the reference. */
static char *expand_reference(const struct makefile *m, const char **p)
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
	name = xstrndup(start, end - start);
	value = strpbrk(name, " ,$") ? call(m, name) :
				       xstrdup(value_of(m, name));
	free(name);
	return value;
}

/* @text with its variables replaced, cut off if it grows beyond reason. */
static char *expand(const struct makefile *m, const char *text)
{
	char *value = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&value, &size);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	while (*text && ftell(f) < MAX_VALUE) {
		if (*text == '$') {
			char *part = expand_reference(m, &text);

			fputs(part, f);
			free(part);
		} else {
			putc(*text++, f);
		}
	}
	if (fclose(f))
		die(EXIT_INCOMPLETE, "out of memory");
	return value;
}

static void assign(struct makefile *m, const char *name, char sign,
		   const char *text)
{
	struct variable *v = find(m, name);
	char *value = expand(m, text), *joined;

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
		joined = xasprintf("%s %s", v->value, value);
		free(value);
		value = joined;
	}
	free(v->value);
	v->value = value;
}

/* "NAME += VALUE"; other lines mean nothing here. */
static void read_line(struct makefile *m, char *line)
{
	char *sign = strchr(line, '='), *end = sign, *name, *comment;

	if (!sign || *line == '\t' || *line == '#')
		return;
	while (end > line && strchr("+:?", end[-1]))
		end--;
	if ((comment = strchr(sign, '#')))
		*comment = '\0';
	name = xstrndup(line, end - line);
	end = expand(m, name);
	free(name);
	name = end + strspn(end, " \t");
	name[strcspn(name, " \t")] = '\0';
	if (*name && !strchr(name, ':'))
		assign(m, name, sign > line ? sign[-1] : '=', sign + 1);
	free(end);
}

/* A path in a Makefile, relative to the tree; NULL if it leads out of it. */
static char *path_in_tree(const char *path)
{
	char *clean = *path == '/' ? NULL : clean_path("", path), *relative;

	if (!clean)
		return NULL;
	relative = xstrdup(clean[1] ? clean + 1 : ".");
	free(clean);
	return relative;
}

static void add_path(const char *option, const char *path, struct strv *argv)
{
	char *clean = path_in_tree(path);

	if (clean)
		add_option(argv, option, clean);
	free(clean);
}

/* Keep what tells the preprocessor something. */
static void add_flags(const struct strv *words, struct strv *argv)
{
	for (size_t i = 0; i < words->n; i++) {
		const char *word = words->item[i];
		bool more = i + 1 < words->n;

		if (starts_with(word, "-D") && word[2])
			strv_add(argv, word);
		else if (starts_with(word, "-I") && word[2])
			add_path("-I", word + 2, argv);
		else if (more && (!strcmp(word, "-I") ||
				  !strcmp(word, "-include")))
			add_path(word, words->item[++i], argv);
	}
}

static void add_variable(const struct makefile *m, const char *name,
			 struct strv *argv)
{
	struct variable *v = find(m, name);
	struct strv words = { 0 };

	if (!v)
		return;
	for (const char *p = v->value; next_command(&p, &words); )
		;
	add_flags(&words, argv);
	strv_free(&words);
}

static void read_makefile(struct makefile *m, const char *tree,
			  const char *file, struct strv *argv)
{
	static const char *const names[] = { "Kbuild", "Makefile" };
	const char *rest = file + strlen(m->dir) + 1;
	char *text = NULL, *path, *next, *own;

	for (size_t i = 0; i < ARRAY_SIZE(names) && !text; i++) {
		path = xasprintf("%s/%s", m->dir, names[i]);
		text = tree_text(tree, path);
		free(path);
	}
	next = text;
	for (char *line; text && (line = next_line(&next)); )
		read_line(m, line);
	add_variable(m, "subdir-ccflags-y", argv);
	add_variable(m, "ccflags-y", argv);
	add_variable(m, "EXTRA_CFLAGS", argv);
	own = xasprintf("CFLAGS_%.*s.o", (int)strlen(rest) - 2, rest);
	add_variable(m, own, argv);
	free(own);
	free(text);
}

void kbuild_flags(const char *tree, struct kconfig *k, const char *file,
		  struct strv *argv)
{
	char *dir = xstrdup(file), *slash;

	while ((slash = strrchr(dir, '/'))) {
		struct makefile m = { .kconfig = k, .dir = dir };

		*slash = '\0';
		read_makefile(&m, tree, file, argv);
		for (size_t i = 0; i < m.n; i++) {
			free(m.vars[i].name);
			free(m.vars[i].value);
		}
		free(m.vars);
	}
	free(dir);
}
