/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The records of whole scans, kept between runs.
 *
 * They are good as long as diopin, its engines and every C file, header,
 * Kconfig file and Makefile of the tree are the same, which is told from
 * sizes, inodes and times.
 */
#ifndef DIOPIN_CACHE_RESULTS_H
#define DIOPIN_CACHE_RESULTS_H

#include "../rules/record.h"
#include "../tree/stamps.h"

struct results;

/*
 * Open what was kept of scans of @tree by @engines (empty: those by default),
 * with findings or without.  NULL, which the others take, if nothing can be.
 */
struct results *results_open(const char *tree, const struct strv *engines,
			     bool findings);
void results_close(struct results *results);

/* What the tree was like when they were opened; NULL if @results is. */
const struct stamps *results_stamps(const struct results *results);

/* Read the records into empty @records; false if none were kept. */
bool results_find(const struct results *results, struct records *records);

/* Keep the records of a scan that missed nothing. */
void results_keep(const struct results *results, const struct records *records);

/*
 * Beside the records, what they rest on, whatever the tree is like now: text
 * of grounds.h.  The caller frees what is found, NULL if nothing is.
 */
char *results_find_grounds(const struct results *results);
void results_keep_grounds(const struct results *results, const char *text);

#endif
