// SPDX-License-Identifier: GPL-2.0-only
/*
 * Memory, string vectors, messages: see base.h.
 */
#include "base.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool progress_shown;

static void say(const char *fmt, va_list ap)
{
	progress_end();
	fputs("diopin: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
}

void warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

void die(int status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	exit(status);
}

void *xrealloc(void *p, size_t size)
{
	p = realloc(p, size ? size : 1);
	if (!p)
		die(EXIT_INCOMPLETE, "out of memory");
	return p;
}

void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (!p)
		die(EXIT_INCOMPLETE, "out of memory");
	return p;
}

char *xstrndup(const char *s, size_t n)
{
	char *p = strndup(s, n);

	if (!p)
		die(EXIT_INCOMPLETE, "out of memory");
	return p;
}

char *xstrdup(const char *s)
{
	return xstrndup(s, strlen(s));
}

char *xasprintf(const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&p, fmt, ap);
	va_end(ap);
	if (n < 0)
		die(EXIT_INCOMPLETE, "out of memory");
	return p;
}

void *array_add_slot(void **array, size_t *n, size_t size)
{
	char *slot;

	/* Grow when the count is a power of two: no capacity to carry. */
	if (!(*n & (*n - 1)))
		*array = xrealloc(*array, (*n ? *n * 2 : 1) * size);
	slot = (char *)*array + (*n)++ * size;
	memset(slot, 0, size);
	return slot;
}

void strv_add(struct strv *v, const char *s)
{
	*array_add(&v->item, &v->n) = xstrdup(s);
}

bool strv_has(const struct strv *v, const char *s)
{
	for (size_t i = 0; i < v->n; i++) {
		if (!strcmp(v->item[i], s))
			return true;
	}
	return false;
}

static int compare_strings(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void strv_sort_unique(struct strv *v)
{
	size_t kept = 0;

	if (!v->n)
		return;
	qsort(v->item, v->n, sizeof(*v->item), compare_strings);
	for (size_t i = 1; i < v->n; i++) {
		if (strcmp(v->item[kept], v->item[i]))
			v->item[++kept] = v->item[i];
		else
			free(v->item[i]);
	}
	v->n = kept + 1;
}

void strv_free(struct strv *v)
{
	for (size_t i = 0; i < v->n; i++)
		free(v->item[i]);
	free(v->item);
	*v = (struct strv){ 0 };
}

bool is_among_names(const char *s, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!strcmp(s, names[i]))
			return true;
	}
	return false;
}

char *strv_join(const struct strv *v, const char *glue)
{
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < v->n; i++)
		fprintf(f, "%s%s", i ? glue : "", v->item[i]);
	fclose(f);
	return text;
}

bool starts_with(const char *s, const char *prefix)
{
	return !strncmp(s, prefix, strlen(prefix));
}

bool ends_with(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);

	return n >= m && !strcmp(s + n - m, suffix);
}

char *read_whole_file(const char *path, size_t *len)
{
	FILE *f = fopen(path, "re");
	char *text = NULL;
	size_t n = 0, got, room = 0;

	if (!f)
		return NULL;
	do {
		if (room - n < 4096) {
			room = room ? room * 2 : 65536;
			text = xrealloc(text, room + 1);
		}
		got = fread(text + n, 1, room - n, f);
		n += got;
	} while (got);
	if (ferror(f)) {
		int saved = errno;

		free(text);
		fclose(f);
		errno = saved;
		return NULL;
	}
	fclose(f);
	text[n] = '\0';
	if (len)
		*len = n;
	return text;
}

void make_parents(const char *path)
{
	char *copy = xstrdup(path);

	for (char *p = copy + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(copy, 0777) && errno != EEXIST)
			die(EXIT_INCOMPLETE, "cannot create %s: %s", copy,
			    strerror(errno));
		*p = '/';
	}
	free(copy);
}

void write_whole_file(const char *path, const char *text, size_t len)
{
	bool written;
	FILE *f;

	make_parents(path);
	f = fopen(path, "we");
	written = f && fwrite(text, 1, len, f) == len;
	if (f && fclose(f))
		written = false;
	if (!written)
		die(EXIT_INCOMPLETE, "cannot write %s: %s", path,
		    strerror(errno));
}

void progress(const char *fmt, ...)
{
	va_list ap;

	if (!isatty(STDERR_FILENO))
		return;
	fputs("\r\033[K", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fflush(stderr);
	progress_shown = true;
}

void progress_end(void)
{
	if (progress_shown)
		fputs("\r\033[K", stderr);
	progress_shown = false;
}
