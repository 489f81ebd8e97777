// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the Makefiles beside a file add to the arguments: see kbuild.h.
 */
#include "kbuild.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "makefile.h"
#include "text.h"

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
	const struct variable *v = makefile_variable(m, name);
	struct strv words = { 0 };

	if (!v)
		return;
	for (const char *p = v->value; next_command(&p, &words); )
		;
	add_flags(&words, argv);
	strv_free(&words);
}

static void add_flags_for_all(const struct makefile *m, struct strv *argv)
{
	add_variable(m, "subdir-ccflags-y", argv);
	add_variable(m, "ccflags-y", argv);
	add_variable(m, "EXTRA_CFLAGS", argv);
}

/*
 * A directory without a Makefile may be built from one further down: a driver
 * whose parts lie side by side has its Makefile in one of them.
 */
static void read_below(struct makefile *around, struct strv *argv)
{
	char *path = xasprintf("%s/%s", around->tree, around->dir);
	struct dirent **entries;
	int n = scandir(path, &entries, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		char *dir = xasprintf("%s/%s", around->dir, entries[i]->d_name);
		struct makefile m = { .tree = around->tree, .dir = dir,
				      .kconfig = around->kconfig };

		if (*entries[i]->d_name != '.' && makefile_read(&m))
			add_flags_for_all(&m, argv);
		makefile_free(&m);
		free(dir);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	free(path);
}

/* What is said of the file itself. */
static void add_flags_for_file(const struct makefile *m, const char *file,
			       struct strv *argv)
{
	const char *rest = file + strlen(m->dir) + 1;
	int stem = strlen(rest) - (ends_with(rest, ".c") ? 2 : 0);
	char *name = xasprintf("CFLAGS_%.*s.o", stem, rest);

	add_variable(m, name, argv);
	free(name);
}

void kbuild_flags(const char *tree, struct kconfig *k, const char *file,
		  struct strv *argv)
{
	char *dir = xstrdup(file), *slash;

	while ((slash = strrchr(dir, '/'))) {
		struct makefile m = { .tree = tree, .dir = dir, .kconfig = k };

		*slash = '\0';
		if (makefile_read(&m)) {
			add_flags_for_all(&m, argv);
			add_flags_for_file(&m, file, argv);
		} else {
			read_below(&m, argv);
		}
		makefile_free(&m);
	}
	free(dir);
}
