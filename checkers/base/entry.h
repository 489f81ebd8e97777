/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is kept between runs, as files: a text under a key.
 */
#ifndef DIOPIN_ENTRY_H
#define DIOPIN_ENTRY_H

#include <stdint.h>

#include "base.h"

/*
 * FNV-1a: names entries and tells damage.  It keeps nobody from making two
 * keys of one hash, so a key is always compared whole.
 */
#define ENTRY_HASH_START 0xcbf29ce484222325u
uint64_t entry_hash(uint64_t h, const void *data, size_t len);

/* Can a path be part of a key? */
bool entry_takes(const char *path);

/*
 * The file for @key below @dir if there is one and it is whole, else NULL;
 * @hash is that of what it keeps.
 */
char *entry_find(const char *dir, const char *key, uint64_t *hash);

/* What was kept for @key, which the caller frees; NULL if nothing. */
char *entry_read(const char *dir, const char *key);

/*
 * Keep facts, or other text.  A disk that is full or cannot be written is no
 * failure.
 */
void entry_write(const char *dir, const char *key, const char *xml, size_t len);

/* Remove, once a day, what has not been used for a month. */
void entries_expire(const char *dir);

#endif
