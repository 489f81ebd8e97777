/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What every room uses: memory, string vectors, messages and exit statuses.
 */
#ifndef DIOPIN_BASE_H
#define DIOPIN_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Exit statuses, as README.md documents them. */
enum {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1,
	EXIT_USAGE = 2,
	EXIT_INCOMPLETE = 3,
};

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* Is @s one of an array of strings? */
#define is_one_of(s, names) is_among_names(s, names, ARRAY_SIZE(names))
bool is_among_names(const char *s, const char *const *names, size_t n);

/*
 * Say one sentence on stderr, prefixed with "diopin: ".  die() then leaves
 * with @status; what must be removed is removed by atexit handlers.
 */
void warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void die(int status, const char *fmt, ...)
	__attribute__((format(printf, 2, 3), noreturn));

/* Allocation that never returns NULL: no memory ends the run with status 3. */
void *xrealloc(void *p, size_t size);
void *xcalloc(size_t n, size_t size);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t n);
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * Make room for one more element in an array of @n, and return a pointer to
 * it, zeroed.  @array is a pointer to the array pointer.
 */
#define array_add(array, n) \
	((__typeof__(*(array)))array_add_slot((void **)(array), (n), sizeof(**(array))))
void *array_add_slot(void **array, size_t *n, size_t size);

/* A growing vector of strings that it owns. */
struct strv {
	char **item;
	size_t n;
};

void strv_add(struct strv *v, const char *s);
bool strv_has(const struct strv *v, const char *s);
void strv_sort_unique(struct strv *v);
void strv_free(struct strv *v);

/* All of them with @glue between two; the caller frees it. */
char *strv_join(const struct strv *v, const char *glue);

bool starts_with(const char *s, const char *prefix);
bool ends_with(const char *s, const char *suffix);

/* The whole of a file, NUL-terminated; NULL with errno set if it cannot be
 * read.  The caller frees it; @len may be NULL. */
char *read_whole_file(const char *path, size_t *len);

/*
 * Write a file and the directories above it; what cannot be written ends the
 * run with EXIT_INCOMPLETE.
 */
void write_whole_file(const char *path, const char *text, size_t len);

/* Make the directories above a file; ends the run in the same way. */
void make_parents(const char *path);

/* Progress on stderr, only if it is a terminal; progress_end() wipes it. */
void progress(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void progress_end(void);

#endif
