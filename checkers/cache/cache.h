/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Facts that an engine found before, kept between runs.
 *
 * An entry holds what one engine said of one file.  It is good as long as all
 * of this is the same, which makes its key:
 *
 *   - the engine: its name, and the size and time of the programs and rule
 *     files it consists of, diopin's own among them, as that makes up flags;
 *   - the file's path, which the facts name, and its content, as git hashes it;
 *   - for an engine that compiles, the environment: the headers, Kconfig files
 *     and Makefiles of the whole tree.  Which of them a file uses is not asked:
 *     a header that changes anywhere makes all these facts anew.  Who knows the
 *     contents (review, from git) names the environment by them; for a tree on
 *     disk it is told from sizes, inodes and times, without reading 26,000
 *     headers.
 *
 * To an engine that compiles, a file's content is that of other C files, too,
 * which it includes from beside it.  If it includes such things from elsewhere
 * its facts are never kept, nor what was made for a configured build, as those
 * have more to depend on.
 *
 * Entries are written under another name, then renamed, so readers and writers
 * need no locks, and being killed leaves at worst a stray file, which goes with
 * what has not been used for a month.  An entry ends in its key and a checksum:
 * what is cut short, damaged, or another key's with the same hash is a miss.
 */
#ifndef DIOPIN_CACHE_H
#define DIOPIN_CACHE_H

#include "../engine/engine.h"
#include "../tree/stamps.h"

struct cache;

/*
 * The directory in which diopin keeps things: $DIOPIN_CACHE, else below
 * $XDG_CACHE_HOME or ~/.cache.  NULL if none of these is set; else the caller
 * frees it.
 */
char *cache_dir(void);

/*
 * What diopin and @engine, or all engines if that is NULL, consist of, as one
 * word; the caller frees it.
 */
char *engines_stamp(const struct engine *engine);

/*
 * Open the cache for the files below @tree.  @environment is a name for all
 * that files are compiled with, or NULL: told from @stamps, those of the tree.
 * Returns NULL, which all functions take, if there can be no cache.
 */
struct cache *cache_open(const char *tree, const char *environment,
			 const struct stamps *stamps);
void cache_close(struct cache *cache);

/*
 * Divide @files, relative to the tree, into @known, facts files to read, and
 * @unknown, files that @engine must look at.
 */
void cache_find(struct cache *cache, const struct engine *engine,
		const struct strv *files, struct strv *known,
		struct strv *unknown);

/* Keep what came of running @engine; only what nothing was missing from. */
void cache_keep(struct cache *cache, const struct engine *engine,
		const struct outcome *outcome);

/* The hash of what is kept that @engine said of a file; false if nothing. */
bool cache_told(const struct cache *cache, const struct engine *engine,
		const char *file, uint64_t *hash);

/* Add the files that others include, and that are no headers. */
void cache_included(const struct cache *cache, struct strv *files);

/* The name of all that files are compiled with. */
const char *cache_environment(const struct cache *cache);

#endif
