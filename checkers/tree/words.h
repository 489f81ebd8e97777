/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which C files of a tree have which word, kept between runs.
 *
 * What ripgrep found for a word holds for every file that has not changed
 * since, which is told by stamps.h; files that did are read here, once for all
 * words that were ever asked for.
 */
#ifndef DIOPIN_WORDS_H
#define DIOPIN_WORDS_H

#include "stamps.h"

struct words;

/*
 * Open what is kept below @dir of the tree at @tree, whose files have @stamps,
 * which must outlive it.  NULL, which the others take, if nothing can be
 * kept of it.
 */
struct words *words_open(const char *dir, const char *tree,
			 const struct stamps *stamps);
/* Keep what was learnt, and free it. */
void words_close(struct words *words);

/*
 * Add the files below @where, "./", or in that directory, "./fs/nfs/", that
 * have @word, as select_files() takes it.  False if it is not known.
 */
bool words_find(struct words *words, const char *where, const char *word,
		struct strv *files);

/*
 * Learn that of the files below @where just @files have any of @n words at
 * @word.
 */
void words_learn(struct words *words, const char *where, char *const *word,
		 size_t n, const struct strv *files);

/*
 * Add what was asked since words_open() to @keys, sorted: where and word in
 * one, "./fs/nfs/name".  False if not all of it can be asked again.
 */
bool words_asked(struct words *words, struct strv *keys);

/* The same as words_find() for such a key. */
bool words_answer(struct words *words, const char *key, struct strv *files);

/* Forget all: something could not be read. */
void words_spoil(struct words *words);

#endif
