/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A dictionary: one copy of each string, so that equal strings are equal
 * pointers.  libxml2 has one too, whose table stops growing at 16384 strings;
 * a tree has a million.
 */
#ifndef DIOPIN_DICT_H
#define DIOPIN_DICT_H

struct dict;

/* A new dictionary; free it, and all its strings, with dict_free(). */
struct dict *dict_new(void);
void dict_free(struct dict *dict);

/* The dictionary's copy of @s. */
const char *dict_string(struct dict *dict, const char *s);

/* The dictionary's copy of @s, NULL if it has none. */
const char *dict_find(const struct dict *dict, const char *s);

#endif
