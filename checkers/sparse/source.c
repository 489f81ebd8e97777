// SPDX-License-Identifier: GPL-2.0-only
/*
 * The text of source files: see source.h.
 */
#include "source.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct source {
	bool known;
	const char *file;
	char *text;
	size_t *line;		/* where each line begins; line[0] is 0 */
	int nr_lines;
};

static struct source *sources;
static int nr_sources;
static struct stat tree_stat;
static char *tree_path;

void source_set_tree(const char *tree)
{
	tree_path = realpath(tree ? tree : ".", NULL);
	if (!tree_path || stat(tree_path, &tree_stat))
		die("there is no directory %s", tree ? tree : ".");
}

static char *absolute(const char *name)
{
	char cwd[PATH_MAX] = "";
	char *path = NULL;

	if (name[0] != '/' && !getcwd(cwd, sizeof(cwd)))
		return NULL;
	return asprintf(&path, "%s/%s", cwd, name) < 0 ? NULL : path;
}

/* Take "." and ".." and double slashes out of an absolute path, in place. */
static void normalise(char *path)
{
	char *out = path;

	for (char *in = path; *in; ) {
		size_t n = strcspn(in + 1, "/") + 1;

		if (n == 3 && !strncmp(in, "/..", 3)) {
			while (out > path && *--out != '/')
				;
		} else if (n > 1 && !(n == 2 && in[1] == '.')) {
			memmove(out, in, n);
			out += n;
		}
		in += n;
	}
	*out = '\0';
}

/*
 * A tree is recognised by what it is, not by its name: files below a link to
 * the tree, and below links in it, are the tree's.
 */
static const char *relative_to_tree(char *path)
{
	for (char *end = strchr(path + 1, '/'); end; end = strchr(end + 1, '/')) {
		struct stat st;
		bool same;

		*end = '\0';
		same = !stat(path, &st) && st.st_ino == tree_stat.st_ino &&
		       st.st_dev == tree_stat.st_dev;
		*end = '/';
		if (same)
			return end + 1;
	}
	return NULL;
}

static const char *find_file(const char *name)
{
	char *path = absolute(name);
	const char *file;

	if (!path)
		return NULL;
	normalise(path);
	file = relative_to_tree(path);
	return file && !strstr(path, "/generated/") ? file : NULL;
}

static char *read_text(const char *name, size_t *len)
{
	FILE *f = fopen(name, "re");
	char *text = NULL;
	FILE *out = f ? open_memstream(&text, len) : NULL;
	char buffer[1 << 16];
	size_t n;

	while (out && (n = fread(buffer, 1, sizeof(buffer), f)))
		fwrite(buffer, 1, n, out);
	if (f)
		fclose(f);
	if (out)
		fclose(out);
	return text;
}

static void find_lines(struct source *s, size_t len)
{
	int room = 0;

	for (size_t at = 0; at <= len; ) {
		const char *newline = memchr(s->text + at, '\n', len - at);

		if (s->nr_lines == room) {
			room = room ? 2 * room : 1024;
			s->line = realloc(s->line, room * sizeof(*s->line));
			if (!s->line)
				die("out of memory");
		}
		s->line[s->nr_lines++] = at;
		if (!newline)
			break;
		at = newline - s->text + 1;
	}
}

static struct source *source_of(int stream)
{
	struct source *s;
	size_t len = 0;

	if (stream >= nr_sources) {
		sources = realloc(sources, (stream + 1) * sizeof(*sources));
		if (!sources)
			die("out of memory");
		memset(sources + nr_sources, 0,
		       (stream + 1 - nr_sources) * sizeof(*sources));
		nr_sources = stream + 1;
	}
	s = &sources[stream];
	if (!s->known) {
		s->known = true;
		s->file = find_file(stream_name(stream));
		s->text = read_text(stream_name(stream), &len);
		if (s->text)
			find_lines(s, len);
	}
	return s;
}

const char *source_file(int stream)
{
	return source_of(stream)->file;
}

const char *source_at(struct place place)
{
	struct source *s = source_of(place.stream);
	const char *text;

	if (place.line < 1 || place.line > s->nr_lines || place.col < 1)
		return NULL;
	text = s->text + s->line[place.line - 1];
	return text + strnlen(text, place.col - 1);
}

int source_column(struct place place)
{
	const char *end = source_at(place);
	int col = place.col;

	if (!end)
		return col;
	for (const char *p = end - (place.col - 1); p < end; p++)
		col -= (*p & 0xc0) == 0x80;
	return col;
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Past a string, a comment, or one character. */
static const char *skip_one(const char *p)
{
	const char *end = p;

	if (*p == '"' || *p == '\'') {
		for (end = p + 1; *end && *end != *p && *end != '\n'; end++) {
			if (*end == '\\' && end[1])
				end++;
		}
	} else if (p[0] == '/' && p[1] == '*') {
		end = strstr(p + 2, "*/");
		return end ? end + 2 : p + strlen(p);
	} else if (p[0] == '/' && p[1] == '/') {
		return p + strcspn(p, "\n");
	}
	return *end ? end + 1 : end;
}

static const char *skip_space(const char *p)
{
	while (isspace((unsigned char)*p) || (*p == '\\' && p[1] == '\n') ||
	       (*p == '/' && (p[1] == '*' || p[1] == '/')))
		p = skip_one(p);
	return p;
}

const char *source_end(const char *text, bool call)
{
	const char *end = text, *p;
	int depth = 0;

	while (is_word(*end))
		end++;
	p = skip_space(end);
	if (end == text || !call || *p != '(')
		return end;
	while (*p) {
		depth += (*p == '(') - (*p == ')');
		p = skip_one(p);
		if (!depth)
			return p;
	}
	return end;
}

struct place source_advance(struct place place, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		place.col++;
		if (text[i] == '\n') {
			place.line++;
			place.col = 1;
		}
	}
	return place;
}
