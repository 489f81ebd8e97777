// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which C files of a tree have which word: see words.h.
 *
 * What is kept is one entry for a tree: lines "f STAMP PATH" for the files,
 * then "w KEY I..." for the words, with the indices of their files.  A key is
 * where the word was looked for, and the word: "./name", "./fs/nfs/name".
 */
#include "words.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../base/entry.h"

/* More files that changed than this: it is quicker to ask ripgrep anew. */
#define MANY_CHANGED 300

struct known_word {
	char *key;
	size_t *file;		/* indices into the stamps */
	size_t n;
};

struct words {
	char *dir, *tree;
	const struct stamps *stamps;
	struct known_word *word;	/* sorted by key */
	size_t n;
	struct strv asked;	/* keys */
	bool spoiled;
	bool changed;		/* since it was kept */
};

static void forget(struct words *words)
{
	for (size_t i = 0; i < words->n; i++) {
		free(words->word[i].key);
		free(words->word[i].file);
	}
	free(words->word);
	words->word = NULL;
	words->n = 0;
}

void words_spoil(struct words *words)
{
	if (!words)
		return;
	forget(words);
	words->spoiled = true;
}

static bool is_code(const char *path)
{
	return ends_with(path, ".c") || ends_with(path, ".h");
}

static bool is_word_char(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Is a word, which may end in '*', the @n characters at @p? */
static bool is_that(const char *word, const char *p, size_t n)
{
	size_t len = strcspn(word, "*");

	return *p == *word && (word[len] ? n >= len : n == len) &&
		!memcmp(word, p, len);
}

/* Set has[i] if the text has the i-th word of @word. */
static void look_for(const char *text, size_t len, const char *const *word,
		     size_t n, bool *has)
{
	const char *end = text + len, *from;

	for (const char *p = text; p < end; p++) {
		if (!is_word_char(*p))
			continue;
		for (from = p; p < end && is_word_char(*p); p++)
			;
		for (size_t i = 0; i < n; i++)
			has[i] = has[i] || is_that(word[i], from, p - from);
	}
}

/*
 * The same for a file of the tree.  False if it cannot be read or is not
 * text, of which ripgrep has an opinion of its own.
 */
static bool look_into(const struct words *words, const char *path,
		      const char *const *word, size_t n, bool *has)
{
	char *full = xasprintf("%s/%s", words->tree, path);
	size_t len = 0;
	char *text = read_whole_file(full, &len);
	bool taken = text && !memchr(text, '\0', len) &&
		!starts_with(text, "\xff\xfe") &&
		!starts_with(text, "\xfe\xff");

	if (taken)
		look_for(text, len, word, n, has);
	free(text);
	free(full);
	return taken;
}

/* Does a key that was looked for there concern a file? */
static bool is_there(const char *key, const char *path)
{
	size_t dir = strrchr(key, '/') + 1 - key - strlen("./");
	const char *name = strrchr(path, '/');

	return !dir || (name && (size_t)(name + 1 - path) == dir &&
			!memcmp(key + strlen("./"), path, dir));
}

/* A file that is new or has changed: which of all words does it have? */
static bool look_again(struct words *words, size_t file)
{
	const char *path = words->stamps->file[file].path;
	const char **word = xcalloc(words->n, sizeof(*word));
	size_t *of = xcalloc(words->n, sizeof(*of)), n = 0;
	bool *has, taken;

	for (size_t i = 0; i < words->n; i++) {
		const char *key = words->word[i].key;

		if (!is_there(key, path))
			continue;
		word[n] = strrchr(key, '/') + 1;
		of[n++] = i;
	}
	has = xcalloc(n + 1, sizeof(*has));
	taken = look_into(words, path, word, n, has);
	for (size_t i = 0; i < n && taken; i++) {
		struct known_word *w = &words->word[of[i]];

		if (has[i])
			*array_add(&w->file, &w->n) = file;
	}
	free(has);
	free(of);
	free(word);
	return taken;
}

/* "f STAMP PATH": the file's index now, -1 if it is not what it was. */
static ssize_t same_file(const struct words *words, const char *line)
{
	char *path;
	uint64_t stamp = strtoull(line + 2, &path, 16);
	const struct stamped_file *f;

	if (*path != ' ')
		return -1;
	f = stamps_find(words->stamps, path + 1);
	return f && f->stamp == stamp ? f - words->stamps->file : -1;
}

/* "w KEY I..."; @now has the index of each file that is what it was. */
static void read_word(struct words *words, const char *line,
		      const ssize_t *now, size_t nr_files)
{
	struct known_word *w = array_add(&words->word, &words->n);
	const char *key = line + 2;
	char *p = strchrnul(key, ' ');

	w->key = xstrndup(key, p - key);
	while (*p) {
		size_t i = strtoul(p, &p, 10);

		if (i < nr_files && now[i] >= 0)
			*array_add(&w->file, &w->n) = now[i];
	}
}

/* Returns which files are what they were. */
static bool *read_kept(struct words *words, char *text)
{
	bool *same = xcalloc(words->stamps->n + 1, sizeof(*same));
	ssize_t *now = NULL;
	size_t n = 0;
	char *save = NULL;

	for (char *line = strtok_r(text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		ssize_t *file;

		if (starts_with(line, "w ./")) {
			read_word(words, line, now, n);
		} else if (starts_with(line, "f ")) {
			file = array_add(&now, &n);
			*file = same_file(words, line);
			if (*file >= 0)
				same[*file] = true;
		}
	}
	free(now);
	return same;
}

static void take_kept(struct words *words, char *text)
{
	bool *same = read_kept(words, text);
	size_t nr_changed = 0;

	for (size_t i = 0; i < words->stamps->n; i++) {
		if (same[i] || !is_code(words->stamps->file[i].path))
			continue;
		words->changed = true;
		if (nr_changed++ < MANY_CHANGED && look_again(words, i))
			continue;
		forget(words);
		break;
	}
	free(same);
}

static char *make_key(const struct words *words)
{
	return xasprintf("words 1 %s", words->tree);
}

struct words *words_open(const char *dir, const char *tree,
			 const struct stamps *stamps)
{
	struct words *words;
	char *key, *text;

	if (!stamps->whole || !entry_takes(tree))
		return NULL;
	for (size_t i = 0; i < stamps->n; i++) {
		if (!entry_takes(stamps->file[i].path))
			return NULL;
	}
	words = xcalloc(1, sizeof(*words));
	words->dir = xstrdup(dir);
	words->tree = xstrdup(tree);
	words->stamps = stamps;
	key = make_key(words);
	text = entry_read(dir, key);
	if (text)
		take_kept(words, text);
	free(text);
	free(key);
	return words;
}

static void keep(const struct words *words)
{
	char *key = make_key(words), *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < words->stamps->n; i++)
		fprintf(f, "f %016" PRIx64 " %s\n",
			words->stamps->file[i].stamp,
			words->stamps->file[i].path);
	for (size_t i = 0; i < words->n; i++) {
		const struct known_word *w = &words->word[i];

		fprintf(f, "w %s", w->key);
		for (size_t k = 0; k < w->n; k++)
			fprintf(f, " %zu", w->file[k]);
		fputc('\n', f);
	}
	fclose(f);
	entry_write(words->dir, key, text, len);
	free(text);
	free(key);
}

void words_close(struct words *words)
{
	if (!words)
		return;
	if (words->changed && !words->spoiled) {
		keep(words);
		entries_expire(words->dir);
	}
	forget(words);
	strv_free(&words->asked);
	free(words->dir);
	free(words->tree);
	free(words);
}

static int compare_keys(const void *a, const void *b)
{
	return strcmp(((const struct known_word *)a)->key,
		      ((const struct known_word *)b)->key);
}

/* What is known of a word there, or NULL. */
static const struct known_word *find(const struct words *words,
				     const char *where, const char *word)
{
	struct known_word key = { .key = xasprintf("%s%s", where, word) };
	const struct known_word *found = words->n ?
		bsearch(&key, words->word, words->n, sizeof(key),
			compare_keys) : NULL;

	free(key.key);
	return found;
}

static void note_asked(struct words *words, const char *where,
		       const char *word)
{
	*array_add(&words->asked.item, &words->asked.n) =
		xasprintf("%s%s", where, word);
}

bool words_find(struct words *words, const char *where, const char *word,
		struct strv *files)
{
	const struct known_word *w = words ? find(words, where, word) : NULL;

	if (words)
		note_asked(words, where, word);
	if (!w && words && strcmp(where, "./"))
		w = find(words, "./", word);
	for (size_t i = 0; w && i < w->n; i++) {
		const char *path = words->stamps->file[w->file[i]].path;

		if (is_there(where, path))
			strv_add(files, path);
	}
	return w;
}

bool words_asked(struct words *words, struct strv *keys)
{
	if (!words || words->spoiled)
		return false;
	strv_sort_unique(&words->asked);
	for (size_t i = 0; i < words->asked.n; i++)
		strv_add(keys, words->asked.item[i]);
	return true;
}

bool words_answer(struct words *words, const char *key, struct strv *files)
{
	const char *word = strrchr(key, '/') + 1;
	char *where = xstrndup(key, word - key);
	bool known = words_find(words, where, word, files);

	free(where);
	return known;
}

/* Add to each of @known, which come from @word, a file if it has that. */
static bool learn_file(struct words *words, const char *path,
		       char *const *word, size_t n, struct known_word *known)
{
	const struct stamped_file *f = stamps_find(words->stamps, path);
	bool *has = xcalloc(n, sizeof(*has));
	bool taken = f && look_into(words, path, (const char *const *)word, n,
				    has);

	for (size_t i = 0; i < n && taken; i++) {
		if (has[i])
			*array_add(&known[i].file, &known[i].n) =
				f - words->stamps->file;
	}
	free(has);
	return taken;
}

void words_learn(struct words *words, const char *where, char *const *word,
		 size_t n, const struct strv *files)
{
	struct known_word *known;
	bool taken = words && !words->spoiled;

	if (!taken)
		return;
	known = xcalloc(n, sizeof(*known));
	for (size_t i = 0; i < files->n && taken; i++)
		taken = learn_file(words, files->item[i], word, n, known);
	for (size_t i = 0; i < n; i++) {
		known[i].key = xasprintf("%s%s", where, word[i]);
		*array_add(&words->word, &words->n) = known[i];
	}
	free(known);
	qsort(words->word, words->n, sizeof(*words->word), compare_keys);
	words->changed = true;
	if (!taken)
		words_spoil(words);
}
