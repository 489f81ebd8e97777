// SPDX-License-Identifier: GPL-2.0-only
/*
 * How files are compiled in a configured build directory: see build.h.
 *
 * The build remembers the command of each object in a file .NAME.o.cmd beside
 * it.  Commands are split into words here; no shell sees them.
 */
#include "build.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/proc.h"
#include "text.h"

/* A file that was asked for; of no arguments: it is not compiled. */
struct compiled {
	char *file;
	struct strv argv;
};

struct build {
	const struct tree *tree;
	char *dir;			/* absolute, without symbolic links */
	char *source;			/* the tree, as the build calls it */
	struct compiled *files;
	size_t n;
};

static void need(const struct build *b, const char *name, const char *advice)
{
	char *path = xasprintf("%s/%s", b->dir, name);

	if (access(path, R_OK))
		die(EXIT_USAGE, "%s is not a configured build directory "
		    "(no %s); %s", b->dir, name, advice);
	free(path);
}

/* The tree as the build calls it: what its link "source" says. */
static char *source_of(const struct build *b)
{
	char *link = xasprintf("%s/source", b->dir);
	char name[PATH_MAX], real[PATH_MAX];
	ssize_t n = readlink(link, name, sizeof(name) - 1);

	if (n <= 0 || !realpath(link, real) || strcmp(real, b->tree->dir))
		die(EXIT_USAGE, "%s is not a build directory of %s", b->dir,
		    b->tree->dir);
	free(link);
	name[n] = '\0';
	return xstrdup(name);
}

struct build *build_open(const struct tree *tree, const char *dir)
{
	struct build *b = xcalloc(1, sizeof(*b));

	b->tree = tree;
	b->dir = realpath(dir, NULL);
	if (!b->dir)
		die(EXIT_USAGE, "cannot open the build directory %s: %s", dir,
		    strerror(errno));
	need(b, ".config", "give one that make O= has configured");
	need(b, "include/generated/bounds.h", "run make prepare for it");
	b->source = strcmp(b->dir, tree->dir) ? source_of(b) :
						xstrdup(tree->dir);
	return b;
}

void build_close(struct build *b)
{
	for (size_t i = 0; i < b->n; i++) {
		free(b->files[i].file);
		strv_free(&b->files[i].argv);
	}
	free(b->files);
	free(b->source);
	free(b->dir);
	free(b);
}

/* "a/b.c": "BUILD/a/.b.o.cmd", or, without @hidden, "BUILD/a/b.o". */
static char *object_path(const struct build *b, const char *file, bool hidden)
{
	const char *slash = strrchr(file, '/');
	int dir = slash ? slash + 1 - file : 0;

	return xasprintf("%s/%.*s%s%.*so%s", b->dir, dir, file,
			 hidden ? "." : "", (int)strlen(file + dir) - 1,
			 file + dir, hidden ? ".cmd" : "");
}

/* Make's own quoting in a remembered command: "$$" and "$(pound)". */
static void undo_make(char *command)
{
	char *to = command;

	for (char *p = command; *p; ) {
		if (starts_with(p, "$(pound)")) {
			*to++ = '#';
			p += strlen("$(pound)");
		} else {
			p += p[0] == '$' && p[1] == '$';
			*to++ = *p++;
		}
	}
	*to = '\0';
}

static bool is_newer(const struct build *b, const char *name,
		     const struct stat *than)
{
	char *path = *name == '/' ? xstrdup(name) :
				    xasprintf("%s/%s", b->dir, name);
	struct stat st;
	bool newer = stat(path, &st) ? *name == '/' :
		st.st_mtim.tv_sec > than->st_mtim.tv_sec ||
		(st.st_mtim.tv_sec == than->st_mtim.tv_sec &&
		 st.st_mtim.tv_nsec > than->st_mtim.tv_nsec);

	free(path);
	return newer;
}

/*
 * Is the object not older than what it was made of?  @depends is a line of
 * words: headers, and "$(wildcard include/config/X)", which is touched when
 * that option changes and need not exist.
 */
static bool up_to_date(const struct build *b, const char *file,
		       const char *depends)
{
	char *object = object_path(b, file, false);
	struct strv words = { 0 };
	struct stat st;
	bool fresh = !stat(object, &st);

	next_command(&depends, &words);
	for (size_t i = 0; i < words.n && fresh; i++) {
		char *word = words.item[i];

		if (!strcmp(word, "$(wildcard"))
			continue;
		word[strcspn(word, ")")] = '\0';
		fresh = !is_newer(b, word, &st);
	}
	strv_free(&words);
	free(object);
	return fresh;
}

/*
 * The command that made the object of @file, or NULL.  @fresh tells whether
 * the object is up to date.  The caller frees it.
 */
static char *remembered(const struct build *b, const char *file, bool *fresh)
{
	char *path = object_path(b, file, true), *command = NULL;
	char *text = read_whole_file(path, NULL), *next = text;

	free(path);
	*fresh = false;
	for (char *line; text && (line = next_line(&next)); ) {
		char *value = strstr(line, ":= ");

		if (!value)
			continue;
		value += strlen(":= ");
		if (!command && (starts_with(line, "cmd_") ||
				 starts_with(line, "savedcmd_")))
			command = xstrdup(value);
		else if (starts_with(line, "deps_"))
			*fresh = up_to_date(b, file, value);
	}
	free(text);
	if (command)
		undo_make(command);
	return command;
}

/* A path of the build as one for a compiler that runs in the tree. */
static char *path_for_tree(const struct build *b, const char *path)
{
	const char *const roots[] = { b->source, b->tree->dir };
	char *clean = clean_path(b->dir, path), *relative;

	for (size_t i = 0; clean && i < ARRAY_SIZE(roots); i++) {
		size_t n = strlen(roots[i]);

		if (!starts_with(clean, roots[i]) ||
		    (clean[n] && clean[n] != '/'))
			continue;
		relative = xstrdup(clean[n] && clean[n + 1] ? clean + n + 1 : ".");
		free(clean);
		return relative;
	}
	return clean ?: xstrdup(path);
}

/*
 * Options that are not about what the source means: dependency files, where
 * the output goes, plugins of the build.  @skip counts the words to leave out.
 */
static bool is_dropped(const char *word, size_t *skip)
{
	static const char *const dropped[] = {
		"-Wp,-M", "-M", "-fplugin", "-fmacro-prefix-map=",
		"-ffile-prefix-map=", "-fdebug-prefix-map=", "-save-temps",
	};

	*skip = !strcmp(word, "-o") || !strcmp(word, "-MF") ||
		!strcmp(word, "-MT") || !strcmp(word, "-MQ");
	if (*skip || !strcmp(word, "-c"))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(dropped); i++) {
		if (starts_with(word, dropped[i]))
			return true;
	}
	return *word != '-';
}

/* Options that take a path, in the same word or the next. */
static const char *path_option(const char *word)
{
	static const char *const options[] = {
		"-include", "-imacros", "-isystem", "-iquote", "-idirafter",
		"-I",
	};

	for (size_t i = 0; i < ARRAY_SIZE(options); i++) {
		if (starts_with(word, options[i]))
			return options[i];
	}
	return NULL;
}

static void add_path(const struct build *b, const char *option,
		     const char *path, struct strv *argv)
{
	char *clean = path_for_tree(b, path);

	add_option(argv, option, clean);
	free(clean);
}

/* What a compiler's command line says of how to read the source. */
static void keep_flags(const struct build *b, const struct strv *words,
		       struct strv *argv)
{
	for (size_t i = 1; i < words->n; i++) {
		const char *word = words->item[i];
		const char *option = path_option(word);
		size_t skip;

		if (option) {
			const char *path = word + strlen(option);

			if (!*path && i + 1 < words->n)
				path = words->item[++i];
			add_path(b, option, path, argv);
		} else if (is_dropped(word, &skip)) {
			i += skip;
		} else {
			strv_add(argv, word);
		}
	}
}

/* The object a command compiles C to, relative to the build; or NULL. */
static const char *compiled_object(const struct strv *words)
{
	const char *object = NULL;
	bool compiles = false, source = false;

	for (size_t i = 0; i < words->n; i++) {
		const char *word = words->item[i];

		if (!strcmp(word, "-c"))
			compiles = true;
		else if (!strcmp(word, "-o") && i + 1 < words->n)
			object = words->item[++i];
		else if (ends_with(word, ".c") && *word != '-')
			source = true;
	}
	return compiles && source ? object : NULL;
}

static struct compiled *find(const struct build *b, const char *file)
{
	for (size_t i = 0; i < b->n; i++) {
		if (!strcmp(b->files[i].file, file))
			return &b->files[i];
	}
	return NULL;
}

/* Take the flags of every compiler in a line of commands. */
static void read_commands(struct build *b, const char *line)
{
	struct strv words = { 0 };

	while (next_command(&line, &words)) {
		const char *object = compiled_object(&words);
		char *file = object && ends_with(object, ".o") ?
			xasprintf("%.*sc", (int)strlen(object) - 1, object) :
			NULL;
		struct compiled *compiled = file ? find(b, file) : NULL;

		if (compiled && !compiled->argv.n)
			keep_flags(b, &words, &compiled->argv);
		free(file);
		strv_free(&words);
	}
}

/* Ask make what it would do for files of which nothing is known yet. */
static void ask_make(struct build *b, const struct strv *files)
{
	char *out = xasprintf("%s/make.out", scratch_dir());
	char *err = xasprintf("%s/make.err", scratch_dir());
	struct strv argv = { 0 };
	const char *const words[] = { "make", "-n", "-i", "-C", b->tree->dir };
	char *text, *next;

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		strv_add(&argv, words[i]);
	if (strcmp(b->dir, b->tree->dir)) {
		char *output = xasprintf("O=%s", b->dir);

		strv_add(&argv, output);
		free(output);
	}
	for (size_t i = 0; i < files->n; i++) {
		char *target = xasprintf("%.*so", (int)strlen(files->item[i]) - 1,
					 files->item[i]);

		strv_add(&argv, target);
		free(target);
	}
	*array_add(&argv.item, &argv.n) = NULL;
	if (run_command(NULL, out, err, (const char *const *)argv.item) == 127)
		die(EXIT_INCOMPLETE, "cannot run make: install the package make");
	text = read_whole_file(out, NULL);
	next = text;
	for (char *line; text && (line = next_line(&next)); )
		read_commands(b, line);
	free(text);
	strv_free(&argv);
	free(err);
	free(out);
}

/* What the build remembers; with @stale also of objects out of date. */
static bool recall(struct build *b, struct compiled *compiled, bool stale)
{
	bool fresh;
	char *command = remembered(b, compiled->file, &fresh);
	struct strv words = { 0 };
	const char *p = command;

	if (command && (fresh || stale) && next_command(&p, &words))
		keep_flags(b, &words, &compiled->argv);
	strv_free(&words);
	free(command);
	return compiled->argv.n;
}

void build_prepare(struct build *b, const struct strv *files)
{
	struct strv unknown = { 0 };

	for (size_t i = 0; i < files->n; i++) {
		const char *file = files->item[i];
		struct compiled *compiled;

		if (!ends_with(file, ".c") || find(b, file))
			continue;
		compiled = array_add(&b->files, &b->n);
		compiled->file = xstrdup(file);
		if (!recall(b, compiled, false))
			strv_add(&unknown, file);
	}
	if (unknown.n)
		ask_make(b, &unknown);
	/* Make does nothing for what it takes to be up to date. */
	for (size_t i = 0; i < unknown.n; i++) {
		struct compiled *compiled = find(b, unknown.item[i]);

		if (!compiled->argv.n)
			recall(b, compiled, true);
	}
	strv_free(&unknown);
}

const char *build_flags(struct build *b, const char *file, struct strv *argv)
{
	struct strv one = { .item = (char **)&file, .n = 1 };
	struct compiled *compiled;

	build_prepare(b, &one);
	compiled = find(b, file);
	if (!compiled || !compiled->argv.n)
		return NULL;
	for (size_t i = 0; i < compiled->argv.n; i++)
		strv_add(argv, compiled->argv.item[i]);
	return b->dir;
}
