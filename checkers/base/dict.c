// SPDX-License-Identifier: GPL-2.0-only
/*
 * Dictionaries: see dict.h.
 */
#include "dict.h"

#include <obstack.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base.h"

/* What obstacks get their memory by. */
static void *obstack_chunk_alloc(size_t size)
{
	return xrealloc(NULL, size);
}
#define obstack_chunk_free free

struct slot {
	uint32_t hash;
	const char *string;
};

struct dict {
	struct slot *slot;
	size_t n, size;			/* a power of two of slots */
	struct obstack strings;
};

struct dict *dict_new(void)
{
	struct dict *dict = xcalloc(1, sizeof(*dict));

	dict->size = 1024;
	dict->slot = xcalloc(dict->size, sizeof(*dict->slot));
	obstack_init(&dict->strings);
	return dict;
}

void dict_free(struct dict *dict)
{
	obstack_free(&dict->strings, NULL);
	free(dict->slot);
	free(dict);
}

/* FNV-1a. */
static uint32_t hash_of(const char *s, size_t *len)
{
	const char *p = s;
	uint32_t h = 0x811c9dc5;

	for (; *p; p++)
		h = (h ^ (unsigned char)*p) * 0x01000193;
	*len = p - s;
	return h;
}

/* The slot of a string, or the free one where it belongs. */
static struct slot *find_slot(const struct dict *dict, uint32_t hash,
			      const char *s)
{
	size_t i = hash & (dict->size - 1);

	while (dict->slot[i].string &&
	       (dict->slot[i].hash != hash || strcmp(dict->slot[i].string, s)))
		i = (i + 1) & (dict->size - 1);
	return &dict->slot[i];
}

static void grow(struct dict *dict)
{
	struct slot *old = dict->slot;
	size_t size = dict->size;

	dict->size *= 2;
	dict->slot = xcalloc(dict->size, sizeof(*dict->slot));
	for (size_t i = 0; i < size; i++) {
		if (old[i].string)
			*find_slot(dict, old[i].hash, old[i].string) = old[i];
	}
	free(old);
}

const char *dict_string(struct dict *dict, const char *s)
{
	size_t len;
	uint32_t hash = hash_of(s, &len);
	struct slot *slot = find_slot(dict, hash, s);

	if (slot->string)
		return slot->string;
	slot->hash = hash;
	slot->string = s = obstack_copy0(&dict->strings, s, len);
	if (++dict->n * 2 > dict->size)
		grow(dict);
	return s;
}

const char *dict_find(const struct dict *dict, const char *s)
{
	size_t len;
	uint32_t hash = hash_of(s, &len);

	return find_slot(dict, hash, s)->string;
}
